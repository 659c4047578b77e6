/**
 * Recipes of immer: reducers of Redux Toolkit hand the machine drafts of what it made.
 *
 * @module
 */
import { createRequire } from 'node:module';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { castDraft, produce } from 'immer';
import {
  addHsm,
  advance,
  andThen,
  copyToRegion,
  createCluster,
  customEdition,
  DAY_MS,
  decide,
  dueAt,
  editions,
  effectiveContents,
  evolve,
  expiredKeys,
  inactiveUsers,
  initialState,
  latestBackup,
  nextEvent,
  reportedBy,
  restore,
  usersOf,
  type BackupHolder,
  type Cluster,
  type Command,
  type Decidable,
  type NotBegun,
} from '@hsm-lifecycle/core';
import { fleetToJson, holderToJson } from '@hsm-lifecycle/core/codec';
import {
  advanceFleet,
  eachDue,
  equalFleets,
  evolveFleet,
  nextDueAt,
  step,
  type Fleet,
} from '@hsm-lifecycle/core/fleet';
import { accepted, aNewCluster, cluster, COPY_ID, fleet } from '@hsm-lifecycle/testing';
import { pipe } from 'fp-ts/lib/function.js';
import { undraft } from '../../src/kernel/draft.ts';
import { grown } from '../codec/grown.ts';
import { plain, unfrozen } from '../support.ts';
import {
  forecastRetention,
  legalCommands,
  recoveryPoints,
  residualData,
} from '../fleet/answers.ts';

type State = { readonly fleet: Fleet; readonly touched: number };

const lives = [grown(11, 120), grown(12, 120)];
const full = fleet();
const active = cluster('ACTIVE');
const at = active.asOf;
const availabilityZone = 'eu-west-1b';
const backupId = active.backups[0]?.backupId ?? 'none';

/** The text of a value; a draft in it that was revoked with its recipe throws. */
const read = (value: unknown): string => JSON.stringify(value) ?? 'undefined';

/** What a question answers inside a recipe, looked at after it. */
const askedOf = <Asked extends object>(
  value: Asked,
  question: (asked: Asked) => unknown,
): unknown => {
  const answers: unknown[] = [];
  produce({ value }, (draft) => {
    // The type of a draft says the same, but the compiler cannot know it of any value.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    answers.push(question(draft.value as Asked));
  });
  return answers[0];
};

const NOT_FOR_A_HOLDER: ReadonlySet<string> = new Set([
  'Restore',
  'CopyToRegion',
  'LoseRegion',
  'RecoverRegion',
  'SetQuota',
  'ForgetGone',
]);

const isDecidable = (command: Command): command is Decidable => !NOT_FOR_A_HOLDER.has(command.type);

describe('a recipe', () => {
  it.each([0, 1])('applies one command after another to a fleet (%d)', (index) => {
    const { commands, fleet: end } = lives[index] ?? grown(0, 0);
    let state: State = { fleet: grown(11 + index, 0).fleet, touched: 0 };
    for (const command of commands)
      state = produce({ ...state, command }, (draft) => {
        const outcome = step(draft.fleet, draft.command);
        draft.touched += 1;
        if (outcome._tag === 'Right') draft.fleet = castDraft(outcome.right[0]);
      });
    expect(state.touched).toBe(commands.length);
    expect(plain(state.fleet)).toEqual(plain(end));
    expect(read(plain(state.fleet))).toBe(read(plain(end)));
  });

  it('applies two commands at once, and to a fleet that it has changed itself', () => {
    const seeded: Fleet = {
      ...full,
      seed: 7,
      lost: { ...full.lost, 'ap-south-1': 'UNREACHABLE' },
    };
    const command = {
      type: 'SetQuota',
      data: { at: full.asOf, region: 'us-east-1', hsms: 9 },
    } as const;
    const again = { ...command, data: { ...command.data, hsms: 12 } };
    const state = produce({ fleet: full }, (draft) => {
      draft.fleet.seed = 7;
      draft.fleet.lost['ap-south-1'] = 'UNREACHABLE';
      draft.fleet = castDraft(accepted(step(draft.fleet, command))[0]);
      draft.fleet = castDraft(accepted(step(draft.fleet, again))[0]);
    });
    const expected = accepted(step(accepted(step(seeded, command))[0], again))[0];
    expect(plain(state.fleet)).toEqual(plain(expected));
    expect(unfrozen(state.fleet.lost)).toEqual([]);
  });

  it.each([0, 1])('decides and folds streams of its own (%d)', (index) => {
    const { commands, fleets, events } = lives[index] ?? grown(0, 0);
    for (const command of commands) {
      if (!isDecidable(command)) continue;
      for (const holder of fleets.at(-1)?.holders.values() ?? []) {
        const asked = { command, holder };
        const inside = askedOf(asked, (draft) => decide(draft.holder, draft.command));
        expect(read(inside)).toBe(read(decide(holder, command)));
      }
    }
    const folded = produce({ events, fleet: grown(11 + index, 0).fleet }, (draft) => {
      for (const event of draft.events) draft.fleet = castDraft(evolveFleet(draft.fleet, event));
    });
    expect(read(plain(folded.fleet))).toBe(read(plain(fleets.at(-1) ?? full)));
  });

  it('folds one stream, event by event', () => {
    const [, events] = accepted(
      pipe(createCluster(aNewCluster({ tags: { team: 'keys' } })), andThen(advance, { at })),
    );
    const start: { state: BackupHolder | NotBegun; events: typeof events } = {
      state: initialState,
      events,
    };
    const { state } = produce(start, (draft) => {
      for (const event of draft.events) draft.state = castDraft(evolve(draft.state, event));
    });
    expect(read(state)).toBe(read(events.reduce<BackupHolder | NotBegun>(evolve, initialState)));
    expect(unfrozen(state)).toEqual([]);
  });

  it('chains transitions, and starts from what it holds', () => {
    const state = produce({ it: active, begun: [] as BackupHolder[] }, (draft) => {
      const chain = pipe(
        addHsm(draft.it, { at, availabilityZone }),
        andThen(advance, { at: at + DAY_MS }),
      );
      const restored = 'cluster-bbbbbbbbbbb' as const;
      const copying = { at, backupId, region: 'eu-central-1', copyId: COPY_ID } as const;
      const { subnets, edition } = draft.it;
      const plan = { at, backupId, clusterId: restored, subnets, edition };
      draft.begun.push(castDraft(accepted(restore(draft.it, plan))[0]));
      draft.begun.push(castDraft(accepted(copyToRegion(draft.it, copying))[0]));
      draft.begun.push(castDraft(accepted(createCluster(aNewCluster(plan)))[0]));
      draft.it = castDraft(accepted(chain)[0]);
    });
    expect(unfrozen(state)).toEqual([]);
    expect(state.it.hsms.length).toBe(active.hsms.length + 1);
    expect(state.begun[0]?.edition).toBe(active.edition);
    expect(read(state).length).toBeGreaterThan(1000);
  });

  it('makes editions from those in the draft', () => {
    const changes = { name: 'slow-copies', durations: { copy: 3_600_000 } } as const;
    const { own, host } = produce(
      { base: editions.aws2026, changes, own: editions.instant, host: editions.instant },
      (draft) => {
        draft.own = castDraft(accepted(customEdition(draft.base, draft.changes)));
        draft.host = castDraft(reportedBy(draft.base, ['backup']));
      },
    );
    expect(own).toEqual(accepted(customEdition(editions.aws2026, changes)));
    expect(host).toEqual(reportedBy(editions.aws2026, ['backup']));
  });
});

const until = full.asOf + 40 * DAY_MS;
const clusterId =
  [...full.holders.values()].find(({ kind }) => kind === 'CLUSTER')?.lineageId ?? '';

describe('a query in a recipe', () => {
  it.each<readonly [string, (one: Fleet) => unknown]>([
    ['advanceFleet', (one) => accepted(advanceFleet(one, { at: until }))[1]],
    ['eachDue', (one) => [...accepted(eachDue(one, { at: until }))].map(([, event]) => event)],
    ['nextDueAt', nextDueAt],
    ['legalCommands', (one) => legalCommands(one, { clusterId, at: one.asOf })],
    ['recoveryPoints', (one) => recoveryPoints(one, { clusterId, at: until })],
    ['forecastRetention', (one) => forecastRetention(one, { until, retentionDays: 7 })],
    ['residualData', (one) => residualData(one)],
    ['fleetToJson', fleetToJson],
    ['equalFleets', (one) => equalFleets(one, full)],
  ])('about a fleet is answered as outside: %s', (_name, question) => {
    expect(read(askedOf(full, question))).toBe(read(question(full)));
  });

  it.each<readonly [string, (one: Cluster) => unknown]>([
    ['advance', (one) => advance(one, { at: at + 40 * DAY_MS })],
    ['dueAt', dueAt],
    ['nextEvent', nextEvent],
    ['latestBackup', latestBackup],
    ['effectiveContents', effectiveContents],
    ['usersOf', usersOf],
    ['expiredKeys', (one) => expiredKeys(one, { at: Number.MAX_SAFE_INTEGER })],
    ['inactiveUsers', (one) => inactiveUsers(one, { at: until, idleDays: 1 })],
    ['holderToJson', holderToJson],
  ])('about a cluster is answered as outside: %s', (_name, question) => {
    const one = [...full.holders.values()].find((each) => each.kind === 'CLUSTER') ?? active;
    expect(read(askedOf(one, question))).toBe(read(question(one)));
  });

  it('is answered in the recipe of another, minified copy of immer', () => {
    const folder = path.dirname(createRequire(import.meta.url).resolve('immer'));
    const minified: { readonly produce: typeof produce } = createRequire(import.meta.url)(
      path.join(folder, 'immer.cjs.production.js'),
    );
    const state = minified.produce({ fleet: full, it: active }, (draft) => {
      draft.fleet.seed = 7;
      draft.it.tags['team'] = 'keys';
      const command = { type: 'Advance', data: { at: until } } as const;
      draft.fleet = castDraft(accepted(step(draft.fleet, command))[0]);
      draft.it = castDraft(accepted(addHsm(draft.it, { at, availabilityZone }))[0]);
    });
    expect(plain(state.fleet)).toEqual(
      plain({ ...accepted(advanceFleet(full, { at: until }))[0], seed: 7 }),
    );
    expect(state.it.tags).toEqual({ ...active.tags, team: 'keys' });
    expect(unfrozen(state.it)).toEqual([]);
  });
});

describe('undraft', () => {
  it('returns a value that is not a draft, and the original of an untouched draft', () => {
    expect(undraft(full)).toBe(full);
    expect(undraft('text')).toBe('text');
    expect(askedOf(full, undraft)).toBe(full);
    expect(askedOf(active, undraft)).toBe(active);
  });
});

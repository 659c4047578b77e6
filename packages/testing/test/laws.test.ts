import { describe, expect, it } from '@jest/globals';
import {
  DAY_MS,
  decide,
  reportedBy,
  ruleBook,
  editions,
  type BackupHolder,
  type Cluster,
  type Command,
} from '@hsm-lifecycle/core';
import { fleetFromJson } from '@hsm-lifecycle/core/codec';
import {
  advanceFleet,
  eachDue,
  residualData,
  step as taken,
  type Fleet,
  type PlaceKind,
} from '@hsm-lifecycle/core/fleet';
import {
  accepted,
  clustersIn,
  deepLaws,
  deepLawsOf,
  fleet,
  growth,
  laws,
  nothingReturns,
  START,
  type CoreFunctions,
  type FleetHistory,
  type Law,
  type LawStep,
  freshFleet,
} from '@hsm-lifecycle/testing';
import { accountDoctors } from './doctored-accounts.ts';
import { askedDoctors, frameDoctors } from './doctored-frames.ts';
import { migrationDoctors } from './doctored-migrations.ts';
import { doctors as otherDoctors } from './doctored.ts';
import { calling, furtherDoctors } from './further-doctors.ts';
import { ending, histories } from './support.ts';

const stepsIn = (them: readonly FleetHistory[]): readonly LawStep[] =>
  them.flatMap(({ steps }) =>
    steps.flatMap(({ before, command, outcome }) =>
      outcome._tag === 'Left'
        ? []
        : [{ before, command, events: outcome.right[1], after: outcome.right[0] }],
    ),
  );

const steps = stepsIn([
  ...histories(130),
  ...histories(60, { begins: 'EMPTY' }),
  ...histories(60, { begins: 'EMPTY', edition: ending }),
]);
const migrating = stepsIn(
  histories(30, {
    edition: editions.aws2024,
    begins: 'EMPTY',
    illegal: 0,
    only: ['CreateCluster', 'AddHsm', 'Initialize', 'Activate', 'ChangeHsmType', 'Settle'],
  }),
);
const replicating = stepsIn(
  histories(80, {
    illegal: 0,
    only: ['Restore', 'AddHsm', 'CreateUser', 'CreateKey', 'ReplicateUser', 'ReplicateKey'],
  }),
);
const instantly = stepsIn(histories(5, { edition: editions.instant }));

const doctors = { ...otherDoctors, ...accountDoctors, ...migrationDoctors, ...frameDoctors };

/**
 * Laws that hold because of how events are applied: only a fault in core's own code breaks them,
 * and `faults.test.ts` of the tools plants one for each.
 */
const BROKEN_IN_CORE = [
  'a backup does not change',
  'backups are conserved',
  'unknown contents are never reported as absent',
  'keys come from peers, users from the backup',
  'only what is gone is forgotten',
  'the daily clock runs while an HSM is ACTIVE',
  'equal contents stay shared',
  'writes reach every peer',
  'a restored cluster remembers its backup',
];

/** Deep laws are broken by whom they ask: each by a function that is wrong. */
const WRONG: Readonly<Record<string, Partial<CoreFunctions>>> = {
  'waiting can be split': {
    advanceFleet: (exampleFleet, input) => {
      const [after, events] = accepted(advanceFleet(exampleFleet, input));
      return { _tag: 'Right', right: [after, events.slice(1)] };
    },
  },
  'due events are the same one by one': {
    eachDue: (exampleFleet, input) => {
      const walk = eachDue(exampleFleet, input);
      if (walk._tag === 'Right') walk.right.next();
      return walk;
    },
  },
  'a wait leaves nothing due': {
    advanceFleet: (exampleFleet) => ({ _tag: 'Right', right: [exampleFleet, []] }),
  },
  'a holder decides the same without its fleet': {
    decide: (holder, command) => {
      const outcome = decide(holder, command);
      return outcome._tag === 'Left'
        ? outcome
        : { _tag: 'Right', right: [outcome.right[0], outcome.right[1].slice(1)] };
    },
  },
  'a file keeps everything': { fleetFromJson: () => fleetFromJson('{"version":1}') },
};

const complaints = (
  { holds }: Law,
  some: readonly (LawStep | undefined)[],
): readonly (boolean | string)[] =>
  some.flatMap((each) => (each === undefined ? [] : [holds(each)]));

describe('the laws', () => {
  it.each(laws.map((law) => [law.name, law] as const))('keep: %s', (_, law) => {
    expect(
      complaints(law, [...steps, ...instantly, ...migrating, ...replicating]).filter(
        (verdict) => verdict !== true,
      ),
    ).toEqual([]);
  });

  it.each(
    laws
      .filter(({ name }) => !BROKEN_IN_CORE.includes(name))
      .map((law) => [law.name, law] as const),
  )('can be broken: %s', (name, law) => {
    const isBroken = (step: LawStep): boolean => {
      const doctored = doctors[name]?.(step);
      return doctored !== undefined && law.holds(doctored) !== true;
    };
    expect([...steps, ...migrating, ...replicating].some(isBroken)).toBe(true);
  });

  it.each([...furtherDoctors, ...askedDoctors])(
    'can be broken in more than one way: %s, %s',
    (name, complaint, doctor) => {
      const law = laws.find((each) => each.name === name);
      const doctored = [...steps, ...replicating].flatMap((step) => doctor(step) ?? []);
      expect(law && complaints(law, doctored)).toContainEqual(expect.stringMatching(complaint));
    },
  );

  it('each have a sentence that names rules of the book', () => {
    const all = [...laws, ...deepLaws, nothingReturns()];
    const known = new Set<string>(ruleBook.map(({ id }) => id));
    const cited = all.flatMap(({ sentence }) => sentence.match(/\b[FUM]-\d+/gu) ?? []);
    expect(cited.filter((id) => !known.has(id))).toEqual([]);
    expect(all.filter(({ sentence }) => !/^[A-Z].*\.$/su.test(sentence))).toEqual([]);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
  });
});

describe('deep laws', () => {
  const some = [...steps.filter((_, index) => index % 4 === 0), ...instantly];

  it.each(deepLaws.map((law) => [law.name, law] as const))('keep: %s', (_, law) => {
    expect(complaints(law, some).filter((verdict) => verdict !== true)).toEqual([]);
  });

  it.each(deepLaws.map(({ name }) => name))('can be broken: %s', (name) => {
    const law = deepLawsOf(WRONG[name] ?? {}).find((each) => each.name === name);
    const doctored = [...some].map((each) =>
      doctors[name] === undefined ? each : doctors[name](each),
    );
    expect(law && complaints(law, doctored).some((verdict) => verdict !== true)).toBe(true);
  });
});

const took = (exampleFleet: Fleet, ...commands: readonly Command[]): LawStep => {
  let last: LawStep = {
    before: exampleFleet,
    command: { type: 'Advance', data: { at: exampleFleet.asOf } },
    events: [],
    after: exampleFleet,
  };
  for (const command of commands) {
    const outcome = taken(last.after, command);
    if (outcome._tag === 'Left') throw new Error(JSON.stringify([command, outcome.left]));
    last = { before: last.after, command, events: outcome.right[1], after: outcome.right[0] };
  }
  return last;
};

const WEEK_AND_A_DAY = 8 * DAY_MS;

type Wanted = { readonly wait?: number; readonly kinds?: readonly BackupHolder['kind'][] };

/**
 * Deletes every backup and copy that there is, or only some, and waits: until all are purged if
 * nothing else is said.
 */
const cleaned = (
  exampleFleet: Fleet,
  { wait = WEEK_AND_A_DAY, kinds = ['CLUSTER', 'COPY'] }: Wanted = {},
): LawStep => {
  const at = exampleFleet.asOf;
  const holders = [...exampleFleet.holders.values()].filter(({ kind }) => kinds.includes(kind));
  const ready = holders.flatMap(({ backups }) => backups.filter(({ state }) => state === 'READY'));
  const last = took(
    exampleFleet,
    ...ready.map(({ backupId }): Command => ({ type: 'DeleteBackup', data: { at, backupId } })),
  );
  return wait === 0 ? last : took(last.after, { type: 'Advance', data: { at: at + wait } });
};

const one = (exampleFleet: Fleet): Cluster => {
  const cluster = clustersIn(exampleFleet).find(({ restoredFrom }) => restoredFrom === undefined);
  if (cluster === undefined) throw new Error('no cluster');
  return cluster;
};

const then = (
  exampleFleet: Fleet,
  ...orders: readonly ((cluster: Cluster, at: number) => Command)[]
): Fleet =>
  orders.reduce(
    (before, order) => took(before, order(one(before), before.asOf)).after,
    exampleFleet,
  );

/** A key that only what a restored cluster started from still has. */
const onlyInAnOrigin = (): LawStep =>
  cleaned(
    then(
      fleet({ quotas: 'NONE' }),
      ({ backups, subnets }, at) => ({
        type: 'Restore',
        data: { at, backupId: backups.at(-1)?.backupId ?? '', subnets },
      }),
      ({ clusterId }, at) => ({ type: 'DeleteKey', data: { at, clusterId, keyId: 'k1' } }),
    ),
  );

const withoutKey = (): Fleet =>
  then(fleet({ quotas: 'NONE' }), ({ clusterId }, at) => ({
    type: 'DeleteKey',
    data: { at, clusterId, keyId: 'k1' },
  }));

/** A key that only backups still have that are pending deletion. */
const onlyPending = (): LawStep => cleaned(withoutKey(), { wait: 0 });

/** A key that only a copy still has. */
const onlyInACopy = (): LawStep => cleaned(withoutKey(), { kinds: ['CLUSTER'] });

/** A user that only an HSM still has that takes its time to join. */
const onlyOnTheWay = (): LawStep => {
  const slow = reportedBy(editions.aws2026, ['hsm']);
  const minute = 60_000;
  const active = growth.slice(0, 5).reduce(
    (before, order) => {
      const hsmId = clustersIn(before)[0]?.hsms[0]?.hsmId;
      const command = order(before);
      const isWaiting = command.type === 'Initialize' && hsmId !== undefined;
      const ready = isWaiting
        ? took(before, {
            type: 'Settle',
            data: { at: before.asOf, id: hsmId, outcome: 'SUCCEEDED' },
          }).after
        : before;
      return took(ready, command).after;
    },
    freshFleet({ at: START, edition: slow }),
  );
  const joining = then(
    active,
    ({ clusterId, subnets: [place] }, at) => ({
      type: 'AddHsm',
      data: { at, clusterId, availabilityZone: place?.availabilityZone ?? '' },
    }),
    (_, at) => ({ type: 'Advance', data: { at: at + 2 * minute } }),
    ({ clusterId }, at) => ({ type: 'DeleteUser', data: { at, clusterId, name: 'alice' } }),
  );
  return cleaned(joining);
};

const without = (kind: PlaceKind): Law =>
  nothingReturns({
    residual: (exampleFleet, input) => ({
      _tag: 'Right',
      right: accepted(residualData(exampleFleet, input)).filter(({ place }) => place !== kind),
    }),
  });

it('not even the id of a forgotten cluster is used twice', () => {
  const [clusterId, at] = ['cluster-Givenaaaaaa', 900_000] as const;
  const place = { subnetId: 'subnet-0f1e2d3c', availabilityZone: 'eu-west-1a' };
  const made = {
    region: 'eu-west-1',
    hsmType: 'hsm2m.medium',
    mode: 'FIPS',
    subnets: [place],
  } as const;
  const { after: rest } = took(
    freshFleet({ at: 0 }),
    { type: 'CreateCluster', data: { at: 0, clusterId, ...made } },
    { type: 'DeleteCluster', data: { at: at / 2, clusterId } },
    { type: 'Advance', data: { at } },
    { type: 'ForgetGone', data: { at } },
  );
  expect(rest.forgotten.size).toBe(1);
  const another = took(rest, { type: 'CreateCluster', data: { at, ...made } });
  const again = calling(clusterId)(another);
  const law = laws.find(({ name }) => name === 'ids are unique');
  expect(again && law?.holds(again)).toBe(`${clusterId} was used before`);
});

describe('only residual data can return', () => {
  const law = nothingReturns();

  it('holds', () => {
    const some = steps.filter((_, index) => index % 3 === 0);
    expect(complaints(law, some).filter((verdict) => verdict !== true)).toEqual([]);
  });

  it.each(['hsm', 'joining-hsm', 'backup', 'pending-backup', 'copy', 'origin'] as const)(
    'is broken when no %s is listed',
    (kind) => {
      const some = [onlyOnTheWay(), onlyInAnOrigin(), onlyPending(), onlyInACopy()];
      expect(complaints(law, some)).toEqual([true, true, true, true]);
      const broken = [...some, ...steps].find((each) => without(kind).holds(each) !== true);
      expect(broken && without(kind).holds(broken)).toMatch(
        /is not listed as residual data, and is back after/u,
      );
    },
  );

  it('is checked when retention marks, too', () => {
    const kept = cleaned(withoutKey(), { kinds: ['COPY'] }).after;
    const policy = then(kept, ({ clusterId }, at) => ({
      type: 'SetRetention',
      data: { at, clusterId, retentionDays: 7 },
    }));
    const marked = took(policy, { type: 'Advance', data: { at: policy.asOf + DAY_MS } });
    expect(marked.events.map(({ event }) => event.type)).toContain('BackupExpired');
    expect(law.holds(marked)).toBe(true);
    expect(without('pending-backup').holds(marked)).toMatch(/^k1 is not listed as residual data/u);
  });

  it('does not search after a step that removes nothing', () => {
    const quiet = took(freshFleet({ at: 0 }), {
      type: 'SetQuota',
      data: { at: 0, region: 'eu-west-1', clusters: 1 },
    });
    expect(law.holds(quiet)).toBe(true);
  });
});

it('every law is broken somewhere', () => {
  const names = [...laws, ...deepLaws].map(({ name }) => name);
  const broken = new Set([...Object.keys(doctors), ...Object.keys(WRONG), ...BROKEN_IN_CORE]);
  expect(names.filter((name) => !broken.has(name))).toEqual([]);
});

/**
 * Each runbook explored under faults: everything that fails and every wait in a small world, with a
 * law of its own. A spoilt runbook shows that the law can be broken.
 */
import { describe, expect, test } from '@jest/globals';
import { DAY_MS, HOUR_MS, type Command } from '@hsm-lifecycle/core';
import type { Fleet, Runbook } from '@hsm-lifecycle/core/fleet';
import { explore, type Law } from '@hsm-lifecycle/explorer';
import { stateLaws, withRunbook } from '@hsm-lifecycle/testing';
import {
  clustersIn,
  copiesIn,
  ELSEWHERE,
  fleet as exampleFleet,
  REGION,
} from '@hsm-lifecycle/testing/examples';
import {
  copyNewest,
  exemptMonthly,
  failBack,
  failOver,
  forgetGoneAfter,
  keepGfs,
  keepNewest,
  pauseWhenIdle,
  removeForGood,
  rotateHsms,
} from '@hsm-lifecycle/runbooks';
import { commanded, later, operated } from './operating.ts';

const fleet = exampleFleet({ quotas: 'NONE' });
const withCopies = operated(fleet, copyNewest({ to: ELSEWHERE }), 50);
const losing = (kind: 'UNREACHABLE' | 'DESTROYED', it: Fleet): Fleet =>
  commanded(it, [{ type: 'LoseRegion', data: { at: it.asOf, region: REGION, kind } }]);
const away = operated(losing('UNREACHABLE', fleet), failOver({ to: ELSEWHERE, hsms: 1 }), 6);
const recovered = commanded(away, [
  { type: 'RecoverRegion', data: { at: away.asOf, region: REGION } },
]);

const isReady = ({ state }: { readonly state: string }): boolean => state === 'READY';
const readyCopies = (it: Fleet) => copiesIn(it).flatMap(({ backups }) => backups.filter(isReady));
const unique = (ids: readonly (string | undefined)[]): boolean => new Set(ids).size === ids.length;

/** A law about the state after each step. */
const always = (sentence: string, holds: (after: Fleet, before: Fleet) => boolean): Law => ({
  name: sentence,
  sentence,
  holds: ({ before, after }) => holds(after, before) || `not so at ${after.asOf}`,
});

const heirs = (it: Fleet, region: string): readonly (string | undefined)[] =>
  clustersIn(it)
    .filter((c) => c.region === region && c.restoredFrom !== undefined && c.phase !== 'DELETED')
    .map((c) => c.restoredFrom?.clusterId);

type Case = {
  readonly name: string;
  readonly world: Fleet;
  readonly run: Runbook;
  readonly spoilt: Runbook;
  readonly law: Law;
};

const deletingAll: Runbook = (it, at) =>
  readyCopies(it).map(({ backupId }) => ({ type: 'DeleteBackup', data: { at, backupId } }));

const cases: readonly Case[] = [
  {
    name: 'copyNewest',
    world: fleet,
    run: copyNewest({ to: ELSEWHERE }),
    spoilt: (it, at) =>
      clustersIn(it)
        .flatMap(({ backups }) => backups.filter(isReady).slice(-1))
        .map(({ backupId }) => ({
          type: 'CopyToRegion',
          data: { at, backupId, region: ELSEWHERE },
        })),
    law: always('no backup has two copies', (it) =>
      unique(
        copiesIn(it).flatMap(({ backups }) =>
          backups.filter(({ state }) => state !== 'DELETED').map((b) => b.source?.backupId),
        ),
      ),
    ),
  },
  {
    name: 'keepNewest',
    world: withCopies,
    run: keepNewest({ region: ELSEWHERE, count: 2 }),
    spoilt: deletingAll,
    law: always('a READY copy stays', (it) => readyCopies(it).length > 0),
  },
  {
    name: 'keepGfs',
    world: withCopies,
    run: keepGfs({ region: ELSEWHERE, daily: 2, weekly: 0, monthly: 0 }),
    spoilt: deletingAll,
    law: always('a READY copy stays', (it) => readyCopies(it).length > 0),
  },
  {
    name: 'exemptMonthly',
    world: later(fleet, 24),
    run: exemptMonthly({ months: 2 }),
    spoilt: (it, at) =>
      clustersIn(it)
        .flatMap(({ backups }) => backups.filter(isReady))
        .map(({ backupId }) => ({
          type: 'SetNeverExpires',
          data: { at, backupId, neverExpires: true },
        })),
    law: always('at most one backup a month is exempt', (it) =>
      clustersIn(it).every(({ backups }) =>
        unique(
          backups
            .filter(({ neverExpires }) => neverExpires)
            .map(({ createdAt }) => new Date(createdAt).toISOString().slice(0, 7)),
        ),
      ),
    ),
  },
  {
    name: 'removeForGood',
    world: withCopies,
    run: removeForGood({ keyIds: ['k1'] }),
    spoilt: (it, at) =>
      clustersIn(it)
        .flatMap(({ backups }) => backups.filter(isReady))
        .map(({ backupId }) => ({ type: 'DeleteBackup', data: { at, backupId } })),
    law: always('the cluster has a READY backup', (it) =>
      clustersIn(it).every(({ backups }) => backups.some(isReady)),
    ),
  },
  {
    name: 'rotateHsms',
    world: later(fleet, 24),
    run: rotateHsms({ every: DAY_MS }),
    spoilt: (it, at) =>
      clustersIn(it).flatMap(({ clusterId, hsms }) =>
        hsms
          .slice(0, 1)
          .map(({ hsmId }): Command => ({ type: 'RemoveHsm', data: { at, clusterId, hsmId } })),
      ),
    law: {
      name: 'an ACTIVE HSM leaves only if as many stay',
      sentence: 'An ACTIVE HSM leaves only if as many stay.',
      holds: ({ before, after, events }) =>
        !events.some(({ event }) => event.type === 'HsmRemoving') ||
        !clustersIn(after)[0]?.hsms.some(({ leavesAs }) => leavesAs === 'ACTIVE') ||
        clustersIn(after)[0]?.hsms.filter(({ state }) => state === 'ACTIVE').length ===
          Math.min(
            2,
            clustersIn(before)[0]?.hsms.filter(
              ({ state }) => state === 'ACTIVE' || state === 'CREATE_IN_PROGRESS',
            ).length ?? 0,
          ),
    },
  },
  {
    name: 'pauseWhenIdle',
    world: later(fleet, 24),
    run: pauseWhenIdle({ idle: DAY_MS }),
    spoilt: (it, at) =>
      clustersIn(it).flatMap(({ clusterId, hsms }) =>
        hsms.map(({ hsmId }): Command => ({ type: 'RemoveHsm', data: { at, clusterId, hsmId } })),
      ),
    law: {
      name: 'no DEGRADED HSM is removed',
      sentence: 'No DEGRADED HSM is removed.',
      holds: ({ events, after }) =>
        events.every(({ event }) => {
          if (event.type !== 'HsmRemoving') return true;
          const leaving = clustersIn(after)[0]?.hsms.find((h) => h.hsmId === event.data.hsmId);
          return leaving === undefined || leaving.leavesAs !== 'DEGRADED';
        }),
    },
  },
  {
    name: 'failOver',
    world: losing('UNREACHABLE', withCopies),
    run: failOver({ to: ELSEWHERE, hsms: 2 }),
    spoilt: (it, at) =>
      readyCopies(it)
        .slice(0, 1)
        .map(({ backupId }) => ({
          type: 'Restore',
          data: {
            at,
            backupId,
            subnets: [{ subnetId: 'subnet-00000000', availabilityZone: `${ELSEWHERE}a` }],
          },
        })),
    law: always('a cluster has at most one heir', (it) => unique(heirs(it, ELSEWHERE))),
  },
  {
    name: 'failBack',
    world: recovered,
    run: failBack({ home: REGION, hsms: 1 }),
    spoilt: (it, at) =>
      copiesIn(it)
        .filter(({ region }) => region === ELSEWHERE)
        .flatMap(({ copyId }) => [
          { type: 'CopyToRegion', data: { at, backupId: copyId, region: REGION } },
        ]),
    law: always('at most one copy goes home', (it) =>
      unique(
        copiesIn(it)
          .filter(({ region }) => region === REGION)
          .flatMap(({ backups }) => backups.filter(({ state }) => state !== 'DELETED'))
          .map((b) => b.source?.backupId),
      ),
    ),
  },
  {
    name: 'forgetGoneAfter',
    world: later(
      commanded(
        withCopies,
        readyCopies(withCopies)
          .slice(0, 1)
          .map(({ backupId }) => ({
            type: 'DeleteBackup',
            data: { at: withCopies.asOf, backupId },
          })),
      ),
      24 * 7 - 1,
    ),
    run: forgetGoneAfter({ after: HOUR_MS }),
    spoilt: (_, at) => [{ type: 'ForgetGone', data: { at } }],
    law: {
      name: 'nothing is forgotten at once',
      sentence: 'What is forgotten has been gone for an hour.',
      holds: ({ events }) =>
        events.every(
          ({ event: { type, data } }) =>
            type !== 'BackupCopyForgotten' ||
            events.every(
              ({ event: other }) =>
                other.type !== 'BackupPurged' ||
                other.data.backupId !== data.backupId ||
                other.data.at <= data.at - HOUR_MS,
            ),
        ),
    },
  },
];

const inWorld = ({ world, law }: Case, runbook: Runbook) =>
  explore({
    world,
    depth: 3,
    faults: true,
    commands: () => [],
    machine: withRunbook(runbook),
    laws: [law],
    stateLaws: [],
    limits: { states: 2000 },
  });

describe.each(cases)('$name under faults', (each) => {
  test('keeps its law', () => {
    const { counterexample, states } = inWorld(each, each.run);
    expect(counterexample?.complaint).toBeUndefined();
    expect(states).toBeGreaterThan(30);
  });

  test('would break it if it were spoilt', () => {
    expect(inWorld(each, each.spoilt).counterexample).toBeDefined();
  });
});

describe('all runbooks together', () => {
  test('keep the laws of states', () => {
    const all: Runbook = (it, at) => cases.flatMap(({ run }) => run(it, at));
    const { counterexample, states } = explore({
      world: withCopies,
      depth: 2,
      faults: true,
      commands: () => [],
      machine: withRunbook(all),
      laws: [],
      // Runbooks that rotate and copy begin new work for ever.
      stateLaws: stateLaws.filter(({ name }) => name !== 'everything ends'),
      limits: { states: 300 },
    });
    expect(counterexample).toBeUndefined();
    expect(states).toBeGreaterThan(100);
  });
});

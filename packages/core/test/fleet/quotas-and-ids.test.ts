import { describe, expect, it } from '@jest/globals';
import { left, right } from 'fp-ts/lib/Either.js';
import {
  DAY_MS,
  DEFAULT_ACCOUNT,
  HOUR_MS,
  latestBackup,
  editions,
  type ClusterId,
  type Command,
} from '@hsm-lifecycle/core';
import {
  clusterIn,
  holderIn,
  nextDueAt,
  step,
  usageIn,
  type Fleet,
} from '@hsm-lifecycle/core/fleet';
import {
  accepted,
  after,
  clustersIn,
  copiesIn,
  ELSEWHERE,
  eventsOf,
  fleet,
  REGION,
  START,
  subnets,
  freshFleet,
} from '@hsm-lifecycle/testing';
import { plain } from '../support.ts';

const exampleFleet = fleet();
const at = exampleFleet.asOf;
const [cluster] = clustersIn(exampleFleet);
const [copied] = copiesIn(exampleFleet);
const clusterId: ClusterId = cluster?.clusterId ?? 'cluster-none';
const copyId = copied?.copyId ?? 'backup-none';
const backupId = cluster === undefined ? '' : (latestBackup(cluster)?.backupId ?? '');

const creating = (
  changes: Partial<Extract<Command, { type: 'CreateCluster' }>['data']> = {},
): Command => ({
  type: 'CreateCluster',
  data: {
    at,
    region: REGION,
    hsmType: 'hsm2m.medium',
    mode: 'FIPS',
    subnets: subnets(1, changes.region ?? REGION),
    ...changes,
  },
});
const restoring = (
  changes: Partial<Extract<Command, { type: 'Restore' }>['data']> = {},
): Command => ({
  type: 'Restore',
  data: { at, backupId, subnets: subnets(1), ...changes },
});
const adding = (changes: Partial<Extract<Command, { type: 'AddHsm' }>['data']> = {}): Command => ({
  type: 'AddHsm',
  data: { at, clusterId, availabilityZone: 'eu-west-1a', ...changes },
});
const inOrder = (before: Fleet, ...commands: readonly Command[]): Fleet =>
  commands.reduce((now, command) => after(step(now, command)), before);
const many = (count: number, command: Command): readonly Command[] =>
  Array.from({ length: count }, () => command);
const typesIn = (before: Fleet, command: Command) =>
  eventsOf(step(before, command)).map(({ stream, event }) => [stream, event.type]);

/** What a fleet that has made one cluster makes next. */
const secondMade = () =>
  eventsOf(step(inOrder(freshFleet({ at }), creating()), creating())).flatMap(({ event }) =>
    event.type === 'ClusterCreating' ? [event.data] : [],
  );

const used = (grown: Fleet) => usageIn(grown, { account: DEFAULT_ACCOUNT, region: REGION });

describe('ids and their holders', () => {
  it('finds the holder of a command, and names the stream of each event', () => {
    expect(typesIn(exampleFleet, adding())).toEqual([
      [clusterId, 'BackupCreating'],
      [clusterId, 'HsmAdding'],
    ]);
    expect(typesIn(exampleFleet, { type: 'DeleteBackup', data: { at, backupId: copyId } })).toEqual(
      [[copyId, 'BackupDeletionScheduled']],
    );
    expect(
      typesIn(exampleFleet, { type: 'Tag', data: { at, resourceId: clusterId, tags: { a: 'b' } } }),
    ).toEqual([[clusterId, 'ResourceTagged']]);
  });

  it('lets time pass in the whole fleet first', () => {
    const [then, events] = accepted(
      step(exampleFleet, { type: 'Advance', data: { at: at + DAY_MS } }),
    );
    expect(events.map(({ event }) => event.type)).toEqual(['BackupCreating', 'BackupCreated']);
    expect(then.asOf).toBe(events.at(-1)?.event.data.at);
  });

  it('returns the same fleet if nothing happens', () => {
    expect(step(exampleFleet, { type: 'Advance', data: { at } })).toEqual({
      _tag: 'Right',
      right: [exampleFleet, []],
    });
    expect(step(exampleFleet, { type: 'ApplyRetention', data: { at, clusterId } })).toEqual({
      _tag: 'Right',
      right: [exampleFleet, []],
    });
  });

  it('generates ids that were not given, and others for other seeds', () => {
    const ids = (seed: number) =>
      clustersIn(inOrder(freshFleet({ at, seed }), creating(), creating())).map(
        (each) => each.clusterId,
      );
    expect(new Set([...ids(0), ...ids(1)]).size).toBe(4);
    expect(ids(0)).toEqual(ids(0));
    expect(ids(7).every((id) => /^cluster-[2-7a-z]{11}$/u.test(id))).toBe(true);
  });

  it('gives new clusters the fleet’s edition', () => {
    const made = after(
      step(freshFleet({ at, edition: editions.aws2024 }), creating({ hsmType: 'hsm1.medium' })),
    );
    expect(clustersIn(made)[0]?.edition).toBe(editions.aws2024);
  });

  it('accepts ids in AWS’s wider form, and finds holders by them (F-46)', () => {
    const wide = 'cluster-ABCdef234567xyzZ';
    const made = inOrder(
      exampleFleet,
      creating({ clusterId: wide }),
      creating({ clusterId: 'cluster-aaaaaaaaaaa' }),
    );
    expect(clusterIn(made, wide)?.stem).not.toBe('ABCdef23456');
    expect(clusterIn(made, 'cluster-aaaaaaaaaaa')?.stem).toBe('aaaaaaaaaaa');
    expect(
      typesIn(made, { type: 'SetRetention', data: { at, clusterId: wide, retentionDays: 7 } }),
    ).toEqual([[wide, 'RetentionSet']]);
    const withHsm = after(step(made, adding({ hsmId: 'hsm-abcdefghijk' })));
    expect(holderIn(withHsm, 'hsm-abcdefghijk')).toMatchObject({ clusterId });
  });

  it('gives no two holders the same stem, even if chosen ids begin with the next ones', () => {
    const [next = ''] = secondMade().map(({ stem }) => stem);
    const given = inOrder(
      freshFleet({ at }),
      creating({ clusterId: 'cluster-abcdefghijk' }),
      adding({ clusterId: 'cluster-abcdefghijk', at: at + HOUR_MS, hsmId: `hsm-${next}22222` }),
    );
    const more = inOrder(
      given,
      creating({ at: at + HOUR_MS, clusterId: `cluster-${next}` }),
      creating({ at: at + HOUR_MS, clusterId: `cluster-${next}abc22` }),
    );
    const stems = clustersIn(more).map(({ stem }) => stem);
    expect(new Set(stems).size).toBe(3);
    expect(stems).not.toContain(next);
    expect(clusterIn(more, `cluster-${next}`)?.clusterId).toBe(`cluster-${next}`);
    expect(clusterIn(more, `cluster-${next}abc22`)?.clusterId).toBe(`cluster-${next}abc22`);
  });

  it.each([-1, 0.5, Number.NaN])('refuses %d, which is not an instant (M-2)', (wrong) => {
    expect(step(exampleFleet, { type: 'Advance', data: { at: wrong } })).toEqual(
      left({ _tag: 'NotAnInstant', rule: 'M-2', at: wrong }),
    );
  });

  it('refuses an instant before the last event of the fleet (M-1)', () => {
    expect(step(exampleFleet, { type: 'Advance', data: { at: at - 1 } })).toEqual(
      left({ _tag: 'TimeRanBackwards', rule: 'M-1', at: at - 1, asOf: at }),
    );
  });

  it.each<readonly [Command, object]>([
    [
      adding({ clusterId: 'cluster-none' }),
      { _tag: 'ClusterNotFound', rule: 'M-3', clusterId: 'cluster-none' },
    ],
    [
      { type: 'DeleteBackup', data: { at, backupId: 'backup-none' } },
      { _tag: 'BackupNotFound', rule: 'M-3', backupId: 'backup-none' },
    ],
    [
      { type: 'CopyToRegion', data: { at, backupId: 'no', region: ELSEWHERE } },
      { _tag: 'BackupNotFound', rule: 'M-3', backupId: 'no' },
    ],
    [
      restoring({ backupId: 'backup-none' }),
      { _tag: 'BackupNotFound', rule: 'M-3', backupId: 'backup-none' },
    ],
    [
      { type: 'Tag', data: { at, resourceId: 'no', tags: {} } },
      { _tag: 'ResourceNotFound', rule: 'M-3', resourceId: 'no' },
    ],
    [
      { type: 'Settle', data: { at, id: 'no', outcome: 'FAILED' } },
      { _tag: 'NothingInProgress', rule: 'M-5', id: 'no' },
    ],
  ])('refuses what names nothing: %j', (command, refusal) => {
    expect(step(exampleFleet, command)).toEqual(left(refusal));
  });

  it('refuses a cluster id that is taken, and says by whom (M-4)', () => {
    const taken = left({
      _tag: 'IdTaken',
      rule: 'M-4',
      field: 'clusterId',
      id: clusterId,
      existing: clusterId,
    });
    expect(step(exampleFleet, creating({ clusterId }))).toEqual(taken);
    expect(step(exampleFleet, restoring({ clusterId }))).toEqual(taken);
  });

  it('refuses an HSM id that is taken, or reserved for a generated one (M-4)', () => {
    const given = inOrder(exampleFleet, adding({ hsmId: 'hsm-abcdefghijk' }));
    expect(step(given, adding({ hsmId: 'hsm-abcdefghijk' }))).toEqual(
      left({
        _tag: 'IdTaken',
        rule: 'M-4',
        field: 'hsmId',
        id: 'hsm-abcdefghijk',
        existing: clusterId,
      }),
    );
    const ofCopy = `hsm-${copied?.stem ?? ''}aaaaa` as const;
    expect(step(given, adding({ hsmId: ofCopy }))).toEqual(
      left({ _tag: 'IdTaken', rule: 'M-4', field: 'hsmId', id: ofCopy, existing: copyId }),
    );
  });

  it('passes on a holder’s refusal, and no time passes', () => {
    const shown = JSON.stringify(plain(exampleFleet));
    expect(
      step(exampleFleet, { type: 'DeleteCluster', data: { at: at + 300 * DAY_MS, clusterId } }),
    ).toMatchObject(left({ _tag: 'HsmsRemain' }));
    expect(
      step(exampleFleet, { type: 'CopyToRegion', data: { at, backupId, region: REGION } }),
    ).toMatchObject(left({ _tag: 'SameRegion' }));
    expect(step(exampleFleet, restoring({ subnets: [] }))).toMatchObject(
      left({ _tag: 'BadSubnets' }),
    );
    expect(step(exampleFleet, creating({ subnets: [] }))).toMatchObject(
      left({ _tag: 'BadSubnets' }),
    );
    expect(JSON.stringify(plain(exampleFleet))).toBe(shown);
  });
});

describe('quotas', () => {
  it('allow 4 clusters per region and refuse the 5th, created or restored (F-124)', () => {
    const full = inOrder(exampleFleet, ...many(3, creating()));
    const refusal = left({
      _tag: 'ClusterQuotaReached',
      rule: 'F-124',
      account: DEFAULT_ACCOUNT,
      region: REGION,
      limit: 4,
    });
    expect(step(full, creating())).toEqual(refusal);
    expect(step(full, restoring())).toEqual(refusal);
    expect(step(full, creating({ region: ELSEWHERE }))._tag).toBe('Right');
  });

  it('allow 6 HSMs per region and refuse the 7th (F-125)', () => {
    const full = inOrder(exampleFleet, ...many(4, adding()));
    expect(used(full)).toEqual({ clusters: 1, hsms: 6 });
    expect(step(full, adding())).toEqual(
      left({
        _tag: 'HsmQuotaReached',
        rule: 'F-125',
        account: DEFAULT_ACCOUNT,
        region: REGION,
        limit: 6,
      }),
    );
  });

  it('do not count a DELETED cluster, but count every HSM until it is gone (U-22)', () => {
    const [, other] = clustersIn(inOrder(exampleFleet, creating()));
    const ids = clustersIn(inOrder(exampleFleet, creating())).map((each) => each.clusterId);
    const fresh = ids.find((id) => id !== clusterId) ?? 'cluster-none';
    const two = inOrder(exampleFleet, creating(), {
      type: 'DeleteCluster',
      data: { at: at + HOUR_MS, clusterId: fresh },
    });
    expect(other).toBeDefined();
    expect(used(two)).toEqual({ clusters: 2, hsms: 2 });
    expect(used(inOrder(two, { type: 'Advance', data: { at: at + 2 * HOUR_MS } }))).toEqual({
      clusters: 1,
      hsms: 2,
    });
    const hsmId = cluster?.hsms[0]?.hsmId ?? '';
    const removing = inOrder(exampleFleet, { type: 'RemoveHsm', data: { at, clusterId, hsmId } });
    expect(used(removing)).toEqual({ clusters: 1, hsms: 2 });
    expect(used(inOrder(removing, { type: 'Advance', data: { at: at + HOUR_MS } }))).toEqual({
      clusters: 1,
      hsms: 1,
    });
  });

  it('can be set for a region, each by itself (F-124, F-125)', () => {
    const raised = inOrder(
      exampleFleet,
      { type: 'SetQuota', data: { at, region: REGION, hsms: 2 } },
      { type: 'SetQuota', data: { at, region: REGION, clusters: 1 } },
    );
    expect(step(raised, adding())).toMatchObject(left({ _tag: 'HsmQuotaReached', limit: 2 }));
    expect(step(raised, creating())).toMatchObject(left({ _tag: 'ClusterQuotaReached', limit: 1 }));
    expect(step(raised, creating({ region: ELSEWHERE }))._tag).toBe('Right');
  });

  it('can be lifted', () => {
    const free = inOrder(freshFleet({ at: START, quotas: 'NONE' }), ...many(20, creating()));
    expect(clustersIn(free)).toHaveLength(20);
    const closed = inOrder(free, { type: 'SetQuota', data: { at, region: REGION, clusters: 20 } });
    expect(step(closed, creating())).toMatchObject(
      left({ _tag: 'ClusterQuotaReached', limit: 20 }),
    );
  });

  it.each([
    [{ clusters: -1 }, { _tag: 'QuotaOutOfRange', rule: 'M-10', field: 'clusters', actual: -1 }],
    [{ hsms: 0.5 }, { _tag: 'QuotaOutOfRange', rule: 'M-10', field: 'hsms', actual: 0.5 }],
  ])('refuse to be set to %j', (changes, refusal) => {
    expect(
      step(exampleFleet, { type: 'SetQuota', data: { at, region: REGION, ...changes } }),
    ).toEqual(left(refusal));
  });

  it('can be zero', () => {
    const none = inOrder(exampleFleet, {
      type: 'SetQuota',
      data: { at, region: ELSEWHERE, clusters: 0 },
    });
    expect(step(none, creating({ region: ELSEWHERE }))).toMatchObject(
      left({ _tag: 'ClusterQuotaReached', limit: 0 }),
    );
  });
});

describe('a quota that is set again', () => {
  it.each([{}, { hsms: 3 }, { clusters: 2 }, { clusters: 2, hsms: 3 }])(
    'is accepted, and changes nothing: %j (U-17)',
    (quota) => {
      const data = { at, region: ELSEWHERE };
      const before = inOrder(exampleFleet, {
        type: 'SetQuota',
        data: { ...data, clusters: 2, hsms: 3 },
      });
      expect(step(before, { type: 'SetQuota', data: { ...data, ...quota } })).toEqual(
        right([before, []]),
      );
    },
  );
});

describe('nextDueAt', () => {
  it('is when to wake up, and undefined for a fleet at rest', () => {
    expect(nextDueAt(freshFleet({ at }))).toBeUndefined();
    expect(nextDueAt(exampleFleet)).toBe((cluster?.lastBackupAt ?? 0) + DAY_MS);
  });
});

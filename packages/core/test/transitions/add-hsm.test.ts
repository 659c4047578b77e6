import { describe, expect, it } from '@jest/globals';
import { assert, integer, pre, property } from 'fast-check';
import { isRight, left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  deleteBackup,
  failHsm,
  isPeer,
  latestBackup,
  MINUTE_MS,
  removeHsm,
  replaceHsm,
  settle,
  type AddHsm,
  type Cluster,
} from '@hsm-lifecycle/core';
import {
  accepted,
  after,
  cluster,
  clusterWith,
  restoredFrom,
  settled,
  subnets,
  typesOf,
} from '@hsm-lifecycle/testing';
import { itKeepsTime } from '../shared.ts';
import { onlyFast, editionWith } from '../support.ts';

const availabilityZone = 'eu-west-1b';
const ALLOWED = ['UNINITIALIZED', 'ACTIVE', 'DEGRADED'];
const active = clusterWith();
const paused = clusterWith({ hsms: 0 });
const adding = (before: Cluster, changes: Partial<AddHsm> = {}) =>
  addHsm(before, { at: before.asOf, availabilityZone, ...changes });

describe('addHsm', () => {
  it('backs a peer up and lets the HSM join from that backup (F-82)', () => {
    const at = active.asOf;
    const backupId = 'backup-igklspoyj5vaaaab';
    const [state, events] = accepted(adding(active, { ipAddress: '10.0.2.7' }));
    expect(events).toEqual([
      {
        type: 'BackupCreating',
        data: {
          at,
          backupId,
          hsmId: 'hsm-igklspoyj5vaaaaa',
          cause: 'HSM_ADDED',
          expectedAt: at + 2 * MINUTE_MS,
        },
      },
      {
        type: 'HsmAdding',
        data: {
          at,
          hsmId: 'hsm-igklspoyj5vaaaab',
          availabilityZone,
          subnetId: subnets(3)[1]?.subnetId,
          eniId: expect.stringMatching(/^eni-[0-9a-f]{17}$/u),
          ipAddress: '10.0.2.7',
          from: { kind: 'BACKUP', backupId },
          expectedAt: undefined,
        },
      },
    ]);
    expect(state.hsms.at(-1)).toMatchObject({
      state: 'CREATE_IN_PROGRESS',
      waitsFor: backupId,
      ipAddress: '10.0.2.7',
    });
  });

  it('waits, without a peer, for the newest backup if it is still in progress (F-83)', () => {
    const leaving = after(
      removeHsm(active, { at: active.asOf, hsmId: active.hsms[0]?.hsmId ?? 'hsm-none' }),
    );
    const { backupId } = leaving.backups.at(-1) ?? { backupId: 'backup-none' };
    const [state, events] = accepted(adding(leaving));
    expect(events).toEqual([expect.objectContaining({ type: 'HsmAdding' })]);
    expect(events[0]?.data).toMatchObject({
      from: { kind: 'BACKUP', backupId },
      expectedAt: undefined,
    });
    expect(state.hsms.at(-1)).toMatchObject({
      waitsFor: backupId,
      expectedAt: undefined,
      joinsWith: undefined,
    });
  });

  it('waits for no backup that is READY (F-83)', () => {
    const [state, events] = accepted(adding(paused));
    expect(events.at(-1)?.data).toMatchObject({ expectedAt: paused.asOf + 10 * MINUTE_MS });
    expect(state.hsms.at(-1)?.waitsFor).toBeUndefined();
  });

  it('starts the HSM’s own time when its backup is READY', () => {
    const joining = after(adding(active));
    const ready = after(
      settle(joining, {
        at: joining.asOf + MINUTE_MS,
        id: 'backup-igklspoyj5vaaaab',
        outcome: 'SUCCEEDED',
      }),
    );
    expect(ready.hsms.at(-1)).toMatchObject({
      waitsFor: undefined,
      expectedAt: ready.asOf + 10 * MINUTE_MS,
    });
  });

  it('starts the first HSM of a fresh cluster blank, without a backup (U-23)', () => {
    const first = accepted(adding(cluster('UNINITIALIZED')))[1];
    expect(first).toMatchObject([{ type: 'HsmAdding', data: { from: { kind: 'BLANK' } } }]);
  });

  it('resumes a paused cluster from its latest backup, without a new one (F-83, U-7, U-23)', () => {
    expect(accepted(adding(paused))[1]).toMatchObject([
      {
        type: 'HsmAdding',
        data: {
          from: { kind: 'BACKUP', backupId: latestBackup(paused)?.backupId },
          expectedAt: paused.asOf + 10 * MINUTE_MS,
        },
      },
    ]);
  });

  it('waits for a backup that is still in progress when there is no peer', () => {
    const leaving = after(
      removeHsm(active, { at: active.asOf, hsmId: active.hsms[0]?.hsmId ?? '' }),
    );
    expect(after(adding(leaving)).hsms.at(-1)).toMatchObject({
      waitsFor: 'backup-igklspoyj5vaaaab',
      joinsWith: undefined,
    });
  });

  it('starts a restored cluster from what it was restored from (F-108)', () => {
    const restored = restoredFrom(clusterWith({ users: ['alice'], keys: ['k1'], hsms: 0 }));
    const [state, events] = accepted(adding(restored));
    expect(events).toMatchObject([{ type: 'HsmAdding', data: { from: { kind: 'ORIGIN' } } }]);
    expect(settled(state).material?.keys.map(({ keyId }) => keyId)).toEqual(['k1']);
  });

  it('uses a DEGRADED cluster’s latest backup; a DEGRADED HSM is no source (U-1, U-25)', () => {
    const degraded = cluster('DEGRADED');
    expect(accepted(adding(degraded))[1]).toMatchObject([
      { type: 'HsmAdding', data: { from: { kind: 'BACKUP' } } },
    ]);
  });

  it('joins from the newest backup if joining forces none', () => {
    const before = clusterWith({
      edition: editionWith({ forcedBackups: ['ACTIVATION', 'HSM_REMOVED'] }),
    });
    expect(accepted(adding(before))[1]).toMatchObject([
      { type: 'HsmAdding', data: { from: { kind: 'BACKUP' } } },
    ]);
  });

  it('joins from a peer directly if there is no backup yet', () => {
    const before = clusterWith({ edition: editionWith({ forcedBackups: [] }) });
    expect(accepted(adding(before))[1]).toMatchObject([
      { type: 'HsmAdding', data: { from: { kind: 'PEER', hsmId: before.hsms[0]?.hsmId } } },
    ]);
    expect(settled(after(adding(before))).hsms[1]?.access).toBe(before.hsms[0]?.access);
  });

  it('refuses INITIALIZE_IN_PROGRESS, after applying what is due', () => {
    const created = cluster('CREATE_IN_PROGRESS');
    expect(
      typesOf(addHsm(created, { at: created.asOf + 5 * MINUTE_MS, availabilityZone })),
    ).toEqual(['ClusterCreated', 'HsmAdding']);
  });

  it('accepts a chosen id, and remembers only chosen ones', () => {
    const hsmId = 'hsm-abcdefgh234';
    const given = after(adding(active, { hsmId }));
    expect(given.hsms.at(-1)?.hsmId).toBe(hsmId);
    expect(given.hsmIdsGiven).toEqual([hsmId]);
    expect(after(adding(active)).hsmIdsGiven).toEqual([]);
  });

  itKeepsTime(
    () => active,
    (holder, at) => adding(holder, { at }),
  );

  it('refuses a second HSM before activation, in UNINITIALIZED (F-71)', () => {
    expect(adding(cluster('UNINITIALIZED', { hsms: 1 }))).toEqual(
      left({ _tag: 'NotYetActivated', rule: 'F-71' }),
    );
  });

  it('refuses a second HSM before activation, in INITIALIZED (F-71)', () => {
    expect(adding(cluster('INITIALIZED'))).toEqual(left({ _tag: 'NotYetActivated', rule: 'F-71' }));
  });

  it('refuses an INITIALIZED cluster that has lost its HSM: nothing could restore it (U-4)', () => {
    const initialized = cluster('INITIALIZED');
    const empty = settled(
      after(
        removeHsm(initialized, { at: initialized.asOf, hsmId: initialized.hsms[0]?.hsmId ?? '' }),
      ),
    );
    expect(adding(empty)).toEqual(
      left({ _tag: 'WrongState', rule: 'U-4', actual: 'INITIALIZED', allowed: ALLOWED }),
    );
  });

  it.each([
    'CREATE_IN_PROGRESS',
    'INITIALIZE_IN_PROGRESS',
    'DELETE_IN_PROGRESS',
    'DELETED',
  ] as const)('refuses a cluster that is %s (U-80)', (state) => {
    expect(adding(cluster(state))).toEqual(
      left({ _tag: 'WrongState', rule: 'U-80', actual: state, allowed: ALLOWED }),
    );
  });

  it('refuses a zone without a subnet (F-120)', () => {
    expect(adding(active, { availabilityZone: 'eu-west-1f' })).toEqual(
      left({
        _tag: 'NoSubnetInZone',
        rule: 'F-120',
        availabilityZone: 'eu-west-1f',
        zones: ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'],
      }),
    );
  });

  it.each(['hsm-igklspoyj5vaaaaa', 'hsm-igklspoyj5vzzzzz'] as const)(
    'refuses %s, which is reserved for generated ids (M-4)',
    (hsmId) => {
      expect(adding(active, { hsmId })).toEqual(
        left({
          _tag: 'IdTaken',
          rule: 'M-4',
          field: 'hsmId',
          id: hsmId,
          existing: active.clusterId,
        }),
      );
    },
  );

  it('refuses an id that another HSM of the cluster was given (M-4)', () => {
    const hsmId = 'hsm-abcdefgh234';
    expect(adding(after(adding(active, { hsmId })), { hsmId })).toEqual(
      left({ _tag: 'IdTaken', rule: 'M-4', field: 'hsmId', id: hsmId, existing: active.clusterId }),
    );
  });

  it('refuses an id that was used before, even if its HSM is gone or replaced (M-4, F-101)', () => {
    const hsmId = 'hsm-abcdefgh234';
    const joined = settled(after(adding(active, { hsmId })));
    const gone = settled(after(removeHsm(joined, { at: joined.asOf, hsmId })));
    const replaced = settled(after(replaceHsm(joined, { at: joined.asOf, hsmId })));
    for (const without of [gone, replaced]) {
      expect(without.hsms.map((each) => each.hsmId)).not.toContain(hsmId);
      expect(adding(without, { hsmId })).toEqual(
        left({
          _tag: 'IdTaken',
          rule: 'M-4',
          field: 'hsmId',
          id: hsmId,
          existing: active.clusterId,
        }),
      );
      expect(isRight(adding(without, { hsmId: 'hsm-abcdefgh235' }))).toBe(true);
    }
  });

  it('refuses an IP address that another HSM has (F-89)', () => {
    const ipAddress = '10.0.1.9';
    const taken = after(adding(active, { ipAddress }));
    expect(adding(taken, { ipAddress })).toEqual(
      left({ _tag: 'IpAddressTaken', rule: 'F-89', ipAddress, hsmId: 'hsm-igklspoyj5vaaaab' }),
    );
    expect(isRight(adding(taken, { ipAddress: '10.0.1.10' }))).toBe(true);
  });

  it('accepts the 28th HSM and refuses the 29th (F-126)', () => {
    const almost = clusterWith({ hsms: 27 });
    const full = after(adding(almost));
    expect(full.hsms).toHaveLength(28);
    expect(adding(full)).toEqual(left({ _tag: 'TooManyHsms', rule: 'F-126', limit: 28 }));
    expect(adding(settled(full))).toEqual(left({ _tag: 'TooManyHsms', rule: 'F-126', limit: 28 }));
  });

  it('refuses a cluster that would silently start blank (U-8)', () => {
    const emptied = paused.backups.reduce(
      (rest, { backupId }) => after(deleteBackup(rest, { at: rest.asOf, backupId })),
      paused,
    );
    expect(adding(emptied)).toEqual(left({ _tag: 'NothingToRestore', rule: 'U-8' }));
  });

  it('always gives the joiner what the first peer held when it was asked for', () => {
    assert(
      property(integer({ min: 1, max: 5 }), integer({ min: 0, max: 5 }), (hsms, failing) => {
        const before = clusterWith({ hsms, users: ['alice'], keys: ['k1', 'k2'] });
        const worn = before.hsms
          .slice(0, failing)
          .reduce((rest, { hsmId }) => after(failHsm(rest, { at: rest.asOf, hsmId })), before);
        pre(worn.state === 'ACTIVE');
        expect(settled(after(adding(worn))).hsms.at(-1)?.access).toBe(
          worn.hsms.find(isPeer)?.access,
        );
      }),
      onlyFast,
    );
  });
});

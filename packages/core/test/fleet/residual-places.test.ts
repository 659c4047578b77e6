import { describe, expect, it } from '@jest/globals';
import { DAY_MS, HOUR_MS, MINUTE_MS, type Command } from '@hsm-lifecycle/core';
import { type Fleet, type ResidualData } from '@hsm-lifecycle/core/fleet';
import { clustersIn, ELSEWHERE, REGION, subnets } from '@hsm-lifecycle/testing';
import {
  at,
  backupIds,
  clusterId,
  copyId,
  exampleFleet,
  hsmIds,
  ordered,
  restoring,
  theCluster,
} from './world.ts';
import { residualData } from './answers.ts';

const [oldest = 'none', newest = 'none'] = backupIds;
const [first = 'none', second = 'none'] = hsmIds;
const zone = `${REGION}c`;

const places = (fleet: Fleet, input: ResidualData = { clusterId }) =>
  residualData(fleet, input).map(({ place, id }) => [place, id]);

const deletingKey: Command = { type: 'DeleteKey', data: { at, clusterId, keyId: 'k1' } };
const deletingUser: Command = { type: 'DeleteUser', data: { at, clusterId, name: 'alice' } };
const adding: Extract<Command, { readonly type: 'AddHsm' }> = {
  type: 'AddHsm',
  data: { at, clusterId, availabilityZone: zone },
};
const removing = (hsmId: string, when = at): Command => ({
  type: 'RemoveHsm',
  data: { at: when, clusterId, hsmId },
});
const advancing = (when: number): Command => ({ type: 'Advance', data: { at: when } });
const deleting = (backupId: string): Command => ({ type: 'DeleteBackup', data: { at, backupId } });
/** The fleet an hour after its restored cluster got an HSM. */
const staffed = (fleet: Fleet) =>
  ordered(
    fleet,
    {
      type: 'AddHsm',
      data: { at: fleet.asOf, clusterId: restoredIn(fleet), availabilityZone: `${REGION}a` },
    },
    advancing(fleet.asOf + HOUR_MS),
  );
const restoredIn = (fleet: Fleet) =>
  clustersIn(fleet).find(({ origin }) => origin !== undefined)?.clusterId ?? 'none';

/** When the fleet's key was made. */
const keyBornAt = theCluster().material?.keys[0]?.createdAt ?? 0;

const inAll: ResidualData = { keyIds: ['k1'] };
const held = [
  ['hsm', first],
  ['hsm', second],
  ['backup', newest],
  ['copy', copyId],
];

describe('a place that holds a key', () => {
  it('is an HSM, a backup, a copy', () => {
    expect(places(exampleFleet, inAll)).toEqual(held);
  });

  it('is listed with all its facts', () => {
    expect(residualData(exampleFleet, { keyIds: ['k1'] }).at(-1)).toEqual({
      cannotBeRuledOut: false,
      place: 'copy',
      id: copyId,
      holderId: copyId,
      account: '000000000000',
      region: ELSEWHERE,
      lost: false,
      deleteAt: undefined,
      keys: [
        {
          keyId: 'k1',
          label: undefined,
          owner: 'alice',
          kind: 'symmetric',
          createdAt: keyBornAt,
          expiresAt: undefined,
        },
      ],
      users: [],
    });
  });

  it('is not a backup from before its creation', () => {
    expect(places(exampleFleet, { keyIds: ['k1'] }).flat()).not.toContain(oldest);
  });

  it('is a pending backup or copy, until it is purged (F-145)', () => {
    const deleted = ordered(exampleFleet, deleting(newest), deleting(copyId));
    const pending = residualData(deleted, inAll).filter(({ place }) => place === 'pending-backup');
    expect(pending.map(({ id, deleteAt }) => [id, deleteAt])).toEqual([
      [newest, at + 7 * DAY_MS],
      [copyId, at + 7 * DAY_MS],
    ]);
    const later = ordered(deleted, advancing(at + 7 * DAY_MS));
    expect(residualData(later, inAll).filter(({ id }) => id === newest || id === copyId)).toEqual(
      [],
    );
  });

  it('is a backup in progress, and then the HSM that joins from it', () => {
    const joining = ordered(exampleFleet, adding);
    const { hsms, backups } = theCluster(joining);
    expect(places(joining, inAll)).toContainEqual(['backup', backups.at(-1)?.backupId]);
    expect(places(joining, inAll).flat()).not.toContain('joining-hsm');
    const ready = ordered(joining, advancing(at + 2 * MINUTE_MS));
    expect(places(ready, inAll)).toContainEqual(['joining-hsm', hsms.at(-1)?.hsmId]);
    const done = ordered(ready, advancing(at + 12 * MINUTE_MS));
    expect(places(done, inAll)).toContainEqual(['hsm', hsms.at(-1)?.hsmId]);
  });

  it('is an HSM that leaves, until it is gone', () => {
    const leaving = ordered(exampleFleet, removing(first));
    expect(places(leaving, inAll)).toContainEqual(['hsm', first]);
    expect(places(ordered(leaving, advancing(at + HOUR_MS)), inAll)).not.toContainEqual([
      'hsm',
      first,
    ]);
  });

  it('is not an HSM that has failed', () => {
    const failed = ordered(exampleFleet, {
      type: 'FailHsm',
      data: { at, clusterId, hsmId: first },
    });
    expect(places(failed, inAll)).toEqual(held.slice(1));
  });

  it('is a copy in progress, but not a failed copy', () => {
    const copying = ordered(exampleFleet, {
      type: 'CopyToRegion',
      data: { at, backupId: newest, region: 'us-east-1' },
    });
    expect(places(copying, inAll).filter(([place]) => place === 'copy')).toHaveLength(2);
    const lost = ordered(copying, {
      type: 'LoseRegion',
      data: { at, region: 'us-east-1', kind: 'UNREACHABLE' },
    });
    expect(places(lost, inAll)).toEqual(held);
  });

  it('is a restored cluster, with or without HSMs, until it is DELETED (F-108)', () => {
    const restored = ordered(exampleFleet, restoring());
    const id = restoredIn(restored);
    expect(places(restored, inAll)).toContainEqual(['origin', id]);
    const resting = ordered(restored, advancing(at + HOUR_MS), {
      type: 'DeleteCluster',
      data: { at: at + HOUR_MS, clusterId: id },
    });
    expect(places(resting, inAll)).toContainEqual(['origin', id]);
    expect(places(ordered(resting, advancing(at + 2 * HOUR_MS)), inAll)).not.toContainEqual([
      'origin',
      id,
    ]);
  });
});

describe('residualData', () => {
  it('searches for keys and users at once, each by name', () => {
    const both = residualData(exampleFleet, { keyIds: ['k1'], userNames: ['admin'] });
    expect(both.map(({ id, keys, users }) => [id, keys.length, users.length])).toEqual([
      [first, 1, 1],
      [second, 1, 1],
      [oldest, 0, 1],
      [newest, 1, 1],
      [copyId, 1, 1],
    ]);
    expect(residualData(exampleFleet, { keyIds: ['alice'], userNames: ['k1'] })).toEqual([]);
    expect(residualData(exampleFleet, { keyIds: [] })).toEqual([]);
  });

  it('finds a deleted user where it comes back from, and nowhere else', () => {
    expect(places(ordered(exampleFleet, deletingKey, deletingUser))).toEqual([
      ['backup', newest],
      ['copy', copyId],
    ]);
  });

  it('finds a user that only a joining HSM brings back (U-27)', () => {
    const joining = ordered(
      exampleFleet,
      adding,
      deletingKey,
      deletingUser,
      advancing(at + 2 * MINUTE_MS),
    );
    const hsmId = theCluster(joining).hsms.at(-1)?.hsmId;
    expect(places(joining)).toContainEqual(['joining-hsm', hsmId]);
    const back = ordered(joining, advancing(at + HOUR_MS));
    expect(places(back)).toContainEqual(['hsm', hsmId]);
    expect(places(back, { userNames: ['ALICE'] })).toContainEqual(['hsm', hsmId]);
  });

  it('tells a recreated key from the earlier one with the same id (F-230)', () => {
    const again = ordered(exampleFleet, deletingKey, {
      type: 'CreateKey',
      data: { at: at + 1, clusterId, keyId: 'k1', owner: 'alice', kind: 'symmetric' },
    });
    expect(places(again)).toEqual([
      ['backup', newest],
      ['copy', copyId],
    ]);
    expect(
      residualData(again, { clusterId }).flatMap(({ keys }) =>
        keys.map(({ createdAt }) => createdAt),
      ),
    ).toEqual([keyBornAt, keyBornAt]);
    expect(places(again, inAll)).toEqual(held);
  });

  it('knows a user that was made again from the one of the same name before', () => {
    const again = ordered(exampleFleet, deletingKey, deletingUser, {
      type: 'CreateUser',
      data: { at: at + 1, clusterId, name: 'alice', role: 'CU' },
    });
    expect(
      residualData(again, { clusterId }).flatMap(({ users }) => users.map(({ name }) => name)),
    ).toEqual(['alice', 'alice']);
  });

  it('finds all that is left of a DELETED cluster (F-159)', () => {
    const hour = (n: number): number => at + n * HOUR_MS;
    const deleted = ordered(
      exampleFleet,
      removing(first),
      removing(second, hour(1)),
      { type: 'DeleteCluster', data: { at: hour(2), clusterId } },
      advancing(hour(3)),
    );
    expect(theCluster(deleted).state).toBe('DELETED');
    const found = residualData(deleted, { clusterId });
    expect(found.map(({ place }) => place)).toEqual([
      'backup',
      'backup',
      'backup',
      'backup',
      'copy',
    ]);
    expect(found.filter(({ keys }) => keys.length === 1)).toHaveLength(4);
    expect(found.every(({ users }) => users.some(({ role }) => role === 'CO'))).toBe(true);
  });

  it('searches the whole lineage, whichever of its clusters is named (F-111)', () => {
    const restored = ordered(exampleFleet, restoring());
    const id = restoredIn(restored);
    const named = { keyIds: ['k1'] };
    expect(places(restored, { ...named, clusterId: id })).toEqual(
      places(restored, { ...named, clusterId }),
    );
    expect(places(restored, { ...named, clusterId })).toHaveLength(5);
  });

  it('follows a copy of a copy, and a cluster restored from that (F-111)', () => {
    const far = ordered(
      exampleFleet,
      { type: 'CopyToRegion', data: { at, backupId: copyId, region: 'us-east-1' } },
      advancing(at + HOUR_MS),
    );
    const farId =
      residualData(far, inAll).find(({ region }) => region === 'us-east-1')?.id ?? 'none';
    const restored = ordered(far, {
      type: 'Restore',
      data: { at: at + HOUR_MS, backupId: farId, subnets: subnets(1, 'us-east-1') },
    });
    expect(residualData(restored, { ...inAll, clusterId }).map(({ region }) => region)).toEqual(
      expect.arrayContaining([REGION, ELSEWHERE, 'us-east-1']),
    );
    expect(places(restored, { ...inAll, clusterId })).toContainEqual([
      'origin',
      restoredIn(restored),
    ]);
  });

  it('marks what is in a destroyed region too', () => {
    const burnt = ordered(exampleFleet, {
      type: 'LoseRegion',
      data: { at, region: REGION, kind: 'DESTROYED' },
    });
    expect(residualData(burnt, inAll).map(({ place, lost }) => [place, lost])).toEqual([
      ['hsm', true],
      ['hsm', true],
      ['backup', true],
      ['copy', false],
    ]);
  });
});

describe('over the whole fleet', () => {
  it('ignores what a deleted cluster lacks', () => {
    const when = at + 2 * HOUR_MS;
    const restored = staffed(ordered(exampleFleet, restoring(), advancing(at + HOUR_MS)));
    const emptied = ordered(
      restored,
      removing(first, when),
      removing(second, when),
      advancing(when + HOUR_MS),
      { type: 'DeleteCluster', data: { at: when + HOUR_MS, clusterId } },
      advancing(when + 2 * HOUR_MS),
    );
    const own = theCluster(emptied).backups.map((each) => each.backupId);
    const without = ordered(
      emptied,
      ...own.map((backupId): Command => ({
        type: 'DeleteBackup',
        data: { at: when + 2 * HOUR_MS, backupId },
      })),
    );
    expect(clustersIn(without).map(({ state }) => state)).toContain('DELETED');
    expect(places(without, {})).toEqual([]);
  });

  it('finds a user that one living cluster lacks, though another has it', () => {
    const restored = staffed(ordered(exampleFleet, restoring(), advancing(at + HOUR_MS)));
    expect(places(restored, {})).toEqual([]);
    const keyless = ordered(restored, {
      type: 'DeleteKey',
      data: { at: restored.asOf, clusterId, keyId: 'k1' },
    });
    const deleted = ordered(keyless, {
      type: 'DeleteUser',
      data: { at: restored.asOf, clusterId, name: 'alice' },
    });
    expect(places(deleted, {})).toContainEqual([
      'hsm',
      clustersIn(deleted).find((each) => each.clusterId === restoredIn(deleted))?.hsms[0]?.hsmId,
    ]);
  });

  it('finds everything that a cluster without ACTIVE HSMs gets back, deleted keys included', () => {
    const when = at + 2 * HOUR_MS;
    const paused = ordered(
      exampleFleet,
      removing(first),
      advancing(when),
      { type: 'DeleteKey', data: { at: when, clusterId, keyId: 'k1' } },
      { type: 'FailHsm', data: { at: when, clusterId, hsmId: second } },
    );
    const listed = residualData(paused, { clusterId });
    expect(residualData(paused)).toEqual(listed);
    expect(listed.filter(({ keys }) => keys.some(({ keyId }) => keyId === 'k1'))).toMatchObject([
      { place: 'backup', id: newest },
      { place: 'backup' },
      { place: 'copy', id: copyId },
    ]);
    const back = ordered(paused, { ...adding, data: { ...adding.data, at: when } });
    expect(places(ordered(back, advancing(when + HOUR_MS)), inAll)[0]?.[0]).toBe('hsm');
  });

  it('lists clusters first, then copies', () => {
    const late = ordered(exampleFleet, {
      type: 'Restore',
      data: { at, backupId: newest, subnets: subnets(1), clusterId: 'cluster-zzzzzzzzzzz' },
    });
    expect(places(late, { keyIds: ['k1'] }).map(([place]) => place)).toEqual([
      'hsm',
      'hsm',
      'backup',
      'origin',
      'copy',
    ]);
  });
});

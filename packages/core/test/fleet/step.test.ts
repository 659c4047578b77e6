import { describe, expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import { MINUTE_MS, type Command, type CommandOf, type HolderCommand } from '@hsm-lifecycle/core';
import { step } from '@hsm-lifecycle/core/fleet';
import { after, ELSEWHERE, refusalOf, REGION, subnets } from '@hsm-lifecycle/testing';
import { plain } from '../support.ts';
import {
  at,
  backupIds,
  clusterId,
  copyId,
  creation,
  copying,
  exampleFleet,
  hsmIds,
  ordered,
  restoring,
  storyOf,
  theCluster,
  theCopy,
} from './world.ts';

const [oldest = 'none', newest = 'none'] = backupIds;
const [firstHsm = 'none', secondHsm = 'none'] = hsmIds;
const zone = `${REGION}c`;

type OfCluster = Extract<HolderCommand, { readonly data: { readonly clusterId: string } }>;

const toCluster = (id: string): readonly OfCluster[] => {
  const asked = { at, clusterId: id };
  return [
    { type: 'Initialize', data: asked },
    { type: 'Activate', data: asked },
    { type: 'AddHsm', data: { ...asked, availabilityZone: zone } },
    { type: 'RemoveHsm', data: { ...asked, hsmId: firstHsm } },
    { type: 'DeleteCluster', data: asked },
    { type: 'SetRetention', data: { ...asked, retentionDays: 30 } },
    { type: 'ApplyRetention', data: asked },
    { type: 'CreateUser', data: { ...asked, name: 'bob', role: 'CU' } },
    { type: 'DeleteUser', data: { ...asked, name: 'alice' } },
    { type: 'ChangePassword', data: { ...asked, name: 'alice' } },
    { type: 'RecordLogin', data: { ...asked, name: 'alice' } },
    { type: 'CreateKey', data: { ...asked, keyId: 'k2', owner: 'alice', kind: 'symmetric' } },
    { type: 'DeleteKey', data: { ...asked, keyId: 'k1' } },
    { type: 'PutCertificate', data: { ...asked, certificateId: 'c1' } },
    { type: 'SetPolicy', data: { ...asked, name: 'quorum', value: '2' } },
    { type: 'FailHsm', data: { ...asked, hsmId: firstHsm } },
    { type: 'ReplaceHsm', data: { ...asked, hsmId: firstHsm } },
  ];
};

const toBackup = (backupId: string): readonly Exclude<Command, OfCluster>[] => [
  { type: 'DeleteBackup', data: { at, backupId } },
  { type: 'UndeleteBackup', data: { at, backupId } },
  { type: 'SetNeverExpires', data: { at, backupId, neverExpires: true } },
  { type: 'CopyToRegion', data: { at, backupId, region: ELSEWHERE } },
  { type: 'Restore', data: { at, backupId, subnets: subnets(1) } },
];

const named = <Each extends Command>(commands: readonly Each[]) =>
  commands.map((command) => ({ type: command.type, command }));

describe('step, looking up the holder,', () => {
  const stories: readonly (readonly [OfCluster['type'], readonly string[]])[] = [
    ['AddHsm', ['BackupCreating', 'HsmAdding']],
    ['RemoveHsm', ['BackupCreating', 'HsmRemoving']],
    ['SetRetention', ['RetentionSet']],
    ['ApplyRetention', []],
    ['CreateUser', ['UserCreated']],
    ['ChangePassword', ['PasswordChanged']],
    ['RecordLogin', ['UserLoggedIn']],
    ['CreateKey', ['KeyCreated']],
    ['DeleteKey', ['KeyDeleted']],
    ['PutCertificate', ['CertificatePut']],
    ['SetPolicy', ['PolicySet']],
    ['FailHsm', ['HsmDegraded']],
    ['ReplaceHsm', ['HsmReplacing']],
  ];

  it.each(stories)('leads %s to the cluster', (type, types) => {
    const command = toCluster(clusterId).find((each) => each.type === type);
    expect(command && storyOf(exampleFleet, command)).toEqual(
      types.map((each) => `${clusterId} ${each}`),
    );
  });

  it('leads DeleteUser to the cluster', () => {
    const keyless = ordered(exampleFleet, {
      type: 'DeleteKey',
      data: { at, clusterId, keyId: 'k1' },
    });
    expect(
      storyOf(keyless, { type: 'DeleteUser', data: { at, clusterId, name: 'alice' } }),
    ).toEqual([`${clusterId} UserDeleted`]);
  });

  it.each(named(toCluster('cluster-none')))(
    'refuses $type for a cluster that is not there (M-3)',
    ({ command }) => {
      expect(step(exampleFleet, command)).toEqual(
        left({ _tag: 'ClusterNotFound', rule: 'M-3', clusterId: 'cluster-none' }),
      );
    },
  );

  it.each([`${clusterId}aa`, copyId, `cluster-${theCopy().stem}`, firstHsm])(
    'refuses a cluster’s command for %s (M-3)',
    (id) => {
      expect(step(exampleFleet, { type: 'DeleteCluster', data: { at, clusterId: id } })).toEqual(
        left({ _tag: 'ClusterNotFound', rule: 'M-3', clusterId: id }),
      );
    },
  );

  it.each(named(toBackup('backup-none')))(
    'refuses $type for a backup that is not there (M-3)',
    ({ command }) => {
      expect(step(exampleFleet, command)).toEqual(
        left({ _tag: 'BackupNotFound', rule: 'M-3', backupId: 'backup-none' }),
      );
    },
  );

  const unmade = `backup-${theCluster().stem}zzzzz`;

  it.each(named(toBackup(unmade)))(
    'refuses $type for a backup that its cluster never made (M-3)',
    ({ command }) => {
      expect(step(exampleFleet, command)).toEqual(
        left({ _tag: 'BackupNotFound', rule: 'M-3', backupId: unmade }),
      );
    },
  );

  it('leads a backup’s command to its cluster', () => {
    expect(storyOf(exampleFleet, { type: 'DeleteBackup', data: { at, backupId: oldest } })).toEqual(
      [`${clusterId} BackupDeletionScheduled`],
    );
    expect(
      storyOf(exampleFleet, {
        type: 'SetNeverExpires',
        data: { at, backupId: newest, neverExpires: true },
      }),
    ).toEqual([`${clusterId} BackupNeverExpiresSet`]);
  });

  it('leads a copy’s command to the copy', () => {
    const pending = ordered(exampleFleet, { type: 'DeleteBackup', data: { at, backupId: copyId } });
    expect(theCopy(pending).backups[0]?.state).toBe('PENDING_DELETION');
    expect(storyOf(pending, { type: 'UndeleteBackup', data: { at, backupId: copyId } })).toEqual([
      `${copyId} BackupUndeleted`,
    ]);
  });

  it.each([clusterId, oldest, copyId])('leads tags to %s', (resourceId) => {
    const tagged = ordered(exampleFleet, {
      type: 'Tag',
      data: { at, resourceId, tags: { team: 'red' } },
    });
    const holderId = resourceId === copyId ? copyId : clusterId;
    expect(storyOf(tagged, { type: 'Untag', data: { at, resourceId, keys: ['team'] } })).toEqual([
      `${holderId} ResourceUntagged`,
    ]);
  });

  it.each(['cluster-none', 'backup-none', firstHsm])('refuses tags for %s (M-3)', (resourceId) => {
    expect(step(exampleFleet, { type: 'Tag', data: { at, resourceId, tags: { a: 'b' } } })).toEqual(
      left({ _tag: 'ResourceNotFound', rule: 'M-3', resourceId }),
    );
    expect(step(exampleFleet, { type: 'Untag', data: { at, resourceId, keys: ['a'] } })).toEqual(
      left({ _tag: 'ResourceNotFound', rule: 'M-3', resourceId }),
    );
  });

  it('leads a report to the cluster of the HSM or the backup', () => {
    const joining = ordered(exampleFleet, {
      type: 'AddHsm',
      data: { at, clusterId, availabilityZone: zone },
    });
    const [, , hsm] = theCluster(joining).hsms;
    const backupId = theCluster(joining).backups.at(-1)?.backupId ?? 'none';
    expect(
      storyOf(joining, { type: 'Settle', data: { at, id: backupId, outcome: 'SUCCEEDED' } }),
    ).toEqual([`${clusterId} BackupCreated`]);
    expect(
      step(joining, {
        type: 'Settle',
        data: { at, id: hsm?.hsmId ?? 'none', outcome: 'SUCCEEDED' },
      }),
    ).toEqual(left({ _tag: 'WaitsForBackup', rule: 'M-5', id: hsm?.hsmId, backupId }));
  });

  it('leads a report to the copy', () => {
    const again = ordered(exampleFleet, copying());
    const id =
      [...again.holders.values()].find(({ backups }) => backups[0]?.state === 'CREATE_IN_PROGRESS')
        ?.backups[0]?.backupId ?? 'none';
    expect(storyOf(again, { type: 'Settle', data: { at, id, outcome: 'FAILED' } })).toEqual([
      `${id} BackupCopyFailed`,
    ]);
  });

  it.each(['cluster-none', clusterId, secondHsm, oldest, copyId])(
    'refuses a report on %s, where nothing is in progress (M-5)',
    (id) => {
      expect(
        step(exampleFleet, { type: 'Settle', data: { at, id, outcome: 'SUCCEEDED' } }),
      ).toEqual(left({ _tag: 'NothingInProgress', rule: 'M-5', id }));
    },
  );

  it.each([
    [restoring(), 'ClusterRestoring'],
    [copying(), 'BackupCopying'],
    [creation(), 'ClusterCreating'],
  ] as const)('begins a stream of its own', (command, type) => {
    const story = storyOf(exampleFleet, command);
    expect(story).toHaveLength(1);
    expect(story[0]).toMatch(
      new RegExp(`^(?:cluster-[2-7a-z]{11}|backup-[2-7a-z]{16}) ${type}$`, 'u'),
    );
    expect(story[0]).not.toContain(clusterId);
  });

  it('passes on what the holder refuses (F-79)', () => {
    const small = ordered(exampleFleet, creation());
    const other = [...small.holders.values()].find(
      (each) => each.kind === 'CLUSTER' && each.clusterId !== clusterId,
    );
    const id = other?.kind === 'CLUSTER' ? other.clusterId : 'none';
    expect(
      refusalOf(
        step(small, { type: 'CreateUser', data: { at, clusterId: id, name: 'bob', role: 'CU' } }),
      ),
    ).toEqual({
      _tag: 'NotYetActivated',
      rule: 'F-79',
    });
  });
});

describe('step, as time passes,', () => {
  const asking = (when: number): CommandOf<'Advance'> => ({ type: 'Advance', data: { at: when } });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15 + 1])(
    'refuses %d, which is not an instant (M-2)',
    (when) => {
      expect(step(exampleFleet, asking(when))).toEqual(
        left({ _tag: 'NotAnInstant', rule: 'M-2', at: when }),
      );
    },
  );

  it('refuses an instant before the last event of the whole fleet, in any holder (M-1)', () => {
    expect(at).toBeGreaterThan(theCluster().asOf);
    expect(
      step(exampleFleet, { type: 'DeleteKey', data: { at: at - 1, clusterId, keyId: 'k1' } }),
    ).toEqual(left({ _tag: 'TimeRanBackwards', rule: 'M-1', at: at - 1, asOf: at }));
  });

  it('accepts the instant of the last event (M-1)', () => {
    expect(step(exampleFleet, asking(at))).toEqual({ _tag: 'Right', right: [exampleFleet, []] });
  });

  it('first applies what is due, to all holders, in order', () => {
    const busy = ordered(exampleFleet, copying(), {
      type: 'AddHsm',
      data: { at: at + MINUTE_MS, clusterId, availabilityZone: zone },
    });
    const id = [...busy.holders.values()]
      .flatMap(({ backups }) => backups)
      .find(({ copiedAt }) => copiedAt === at)?.backupId;
    expect(
      storyOf(busy, {
        type: 'CreateUser',
        data: { at: at + 13 * MINUTE_MS, clusterId, name: 'bob', role: 'CU' },
      }),
    ).toEqual([
      `${clusterId} BackupCreated`,
      `${String(id)} BackupCopied`,
      `${clusterId} HsmAdded`,
      `${clusterId} UserCreated`,
    ]);
  });

  it('changes nothing, not even time, when it refuses', () => {
    const before = plain(exampleFleet);
    const joining = ordered(exampleFleet, {
      type: 'AddHsm',
      data: { at, clusterId, availabilityZone: zone },
    });
    const held = plain(joining);
    expect(
      step(joining, {
        type: 'DeleteKey',
        data: { at: at + 60 * MINUTE_MS, clusterId, keyId: 'none' },
      })._tag,
    ).toBe('Left');
    expect(plain(joining)).toEqual(held);
    expect(plain(exampleFleet)).toEqual(before);
  });

  it('gives the fleet the instant of its last event', () => {
    expect(after(step(exampleFleet, asking(at + MINUTE_MS))).asOf).toBe(at);
    expect(
      after(
        step(exampleFleet, {
          type: 'DeleteKey',
          data: { at: at + MINUTE_MS, clusterId, keyId: 'k1' },
        }),
      ).asOf,
    ).toBe(at + MINUTE_MS);
  });
});

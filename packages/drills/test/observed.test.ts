/**
 * Drills about clusters and copies that exist: their steps, and verdicts on unknown contents.
 */
import { describe, expect, it } from '@jest/globals';
import { drill, misfitsIn, reportOn } from './drills.ts';

const cluster = 'production';
const users = [
  { name: 'admin', role: 'CO' },
  { name: 'signer', role: 'CU' },
];
const keys = [{ key: 'root', owner: 'signer' }];
const backupId = 'backup-NeVeR2345ab';
const hsm = {
  hsmId: 'hsm-k5rw3ubzntd',
  zone: 'us-east-1d',
  eniId: 'eni-0c41d2ab77e9035f6',
  ipAddress: '172.31.88.12',
};
const second = { eniId: 'eni-0c41d2ab77e9035f7', ipAddress: '172.31.88.13' };
const step = {
  do: 'ObserveCluster',
  as: cluster,
  clusterId: 'cluster-QV2mhc7aept',
  region: 'us-east-1',
  createdAt: '2021-03-01T00:00:00Z',
  zones: [{ zone: 'us-east-1d', cidr: '172.31.88.0/24' }],
  certificate: 'CERTIFICATE',
  keys,
  users,
  hsms: [hsm],
  backups: [{ backupId, createdAt: '2026-11-01T00:00:00Z', keys, users }],
};
const copy = {
  do: 'ObserveCopy',
  as: 'the copy',
  backupId: 'backup-copyREADY23',
  region: 'eu-west-1',
  createdAt: '2026-10-01T00:00:00Z',
  copiedAt: '2026-10-02T00:00:00Z',
  sourceBackupId: 'backup-sourcegone2',
  sourceClusterId: 'cluster-QV2mhc7aept',
  sourceRegion: 'us-east-1',
};
const UNKNOWN_BACKUP = /^whether .* holds other is unknown: nobody has listed all that it holds$/u;

const verdictsOn = (
  steps: readonly object[],
  expected: readonly object[],
): readonly (readonly unknown[])[] =>
  reportOn(drill(steps, expected)).verdicts.map(({ passed, found }) => [passed, found]);

describe('steps that take in what exists', () => {
  it('name what they take in, and go on from there', () => {
    const report = reportOn(
      drill(
        [
          step,
          copy,
          { at: '+1h', do: 'DeleteKey', cluster, key: 'root' },
          { do: 'Restore', backup: 'the copy', zones: ['eu-west-1a'], as: 'recovered' },
          { at: '+1h', do: 'RemoveHsm', hsm: hsm.hsmId },
          { at: '+1h', do: 'DeleteUser', cluster: 'recovered', name: 'x', refused: 'NoPeer' },
        ],
        [
          { that: 'BackupIs', backup: backupId, state: 'READY' },
          { that: 'BackupIs', backup: 'the copy', state: 'READY' },
          { that: 'ClusterIs', cluster: 'recovered', state: 'ACTIVE' },
        ],
      ),
    );
    expect(report.verdicts.map(({ passed }) => passed)).toEqual([true, true, true, true]);
    expect(report.timeline.slice(0, 2).map(({ text }) => text)).toEqual([
      'production in us-east-1 is taken in as it was seen (HSMs: 1, backups: 1)',
      'the copy in eu-west-1 is taken in as it was seen',
    ]);
  });

  it('take every field', () => {
    const full = {
      ...step,
      account: '111122223333',
      phase: 'ACTIVE',
      hsmType: 'hsm2m.medium',
      mode: 'NON_FIPS',
      networkType: 'DUALSTACK',
      retentionDays: 'NONE',
      tags: { team: 'payments' },
      hsms: [hsm, { ...hsm, ...second, hsmId: 'hsm-joining2345', state: 'DEGRADED' }],
      backups: [
        {
          backupId,
          createdAt: '2026-11-01T00:00:00Z',
          state: 'PENDING_DELETION',
          deleteAt: '2026-11-05T00:00:00Z',
          neverExpires: true,
          tags: { team: 'payments' },
          hsmType: 'hsm1.medium',
          mode: 'NON_FIPS',
        },
      ],
    };
    const wanted = [{ that: 'BackupIs', backup: backupId, state: 'PENDING_DELETION' }];
    expect(verdictsOn([full, { ...copy, account: '111122223333' }], wanted)).toEqual([
      [true, ['it is PENDING_DELETION']],
    ]);
    const [created, ...more] = misfitsIn(drill([{ ...step, zones: ['x'], keys: [{ key: 'k' }] }]));
    expect([created, ...more].join('\n')).toMatch(/zones.*\n.*keys\[0\]\.owner/u);
  });

  it('are refused like their commands', () => {
    const dark = { do: 'LoseRegion', region: 'us-east-1', kind: 'DESTROYED' };
    const refusals = [
      [dark, { ...step, refused: 'RegionOutOfReach' }],
      [{ ...step, createdAt: '2030-01-01T00:00:00Z', refused: 'NotObservable' }],
      [{ ...step, hsms: [{ ...hsm, zone: 'us-east-1a' }], refused: 'NotObservable' }],
      [step, { at: '+1h', do: 'DeleteKey', cluster, key: 'other', refused: 'ContentsUnknown' }],
    ];
    for (const steps of refusals) expect(reportOn(drill(steps)).notReached).toBe(0);
    for (const steps of refusals)
      expect(reportOn(drill(steps)).verdicts.every(({ passed }) => passed)).toBe(true);
  });
});

describe('verdicts on unknown contents (U-72)', () => {
  it('cannot rule out what is not listed, and fail', () => {
    expect(verdictsOn([step], [{ that: 'CanComeBack', cluster, keys: ['other'] }])).toEqual([
      [
        false,
        [
          expect.stringMatching(/^a return of key other cannot be ruled out from the HSM /u),
          expect.stringMatching(/^a return of key other cannot be ruled out from the backup /u),
        ],
      ],
    ]);
    const all = verdictsOn([{ ...step, keys: [] }], [{ that: 'CanComeBack', cluster }]);
    expect(all).toEqual([
      [
        false,
        [
          expect.stringMatching(/^users admin.*|^a return of anything that was deleted/u),
          expect.stringMatching(/^key root.* can, and more may, come back from the backup /u),
        ],
      ],
    ]);
  });

  it('count a place that may hold it among the expected ones', () => {
    const from = [{ place: 'hsm' }, { place: 'backup', region: 'us-east-1' }];
    const expected = [
      { that: 'CanComeBack', cluster, keys: ['other'], from },
      { that: 'CanComeBack', cluster, keys: ['root'], from },
    ];
    expect(verdictsOn([step], expected).map(([passed]) => passed)).toEqual([true, true]);
  });

  it('leave undecided what HSMs hold', () => {
    const expected = [
      { that: 'Holds', cluster, keys: ['root'] },
      { that: 'Holds', cluster, keys: ['root', 'other'], users: ['admin', 'signer'] },
      { that: 'Holds', cluster, keys: [] },
      { that: 'SameContents', cluster, of: backupId },
      { that: 'HsmsAgree', cluster },
    ];
    expect(verdictsOn([step], expected)).toEqual([
      [false, ['undecided: not all keys are known']],
      [
        false,
        [
          'not listed: keys other',
          'undecided: not all keys are known',
          'undecided: not all users are known',
        ],
      ],
      [false, ['unexpected: keys root', 'undecided: not all keys are known']],
      [false, ['undecided: not all that it holds is known']],
      [true, ['at least 1 key (root), at least 2 users (admin and signer)']],
    ]);
  });

  it('leave undecided whether HSMs agree, and call nothing missing', () => {
    const two = [hsm, { ...hsm, ...second, hsmId: 'hsm-second23456' }];
    const twice = { ...step, keys: [], users: [], hsms: two };
    const agree = [{ that: 'HsmsAgree', cluster }];
    expect(verdictsOn([twice], agree)).toEqual([
      [false, ['undecided: not all that they hold is known']],
    ]);
    const differing = [
      step,
      { at: '+1h', do: 'AddHsm', cluster, zone: 'us-east-1d', as: 'second' },
      { at: '+1m', do: 'CreateUser', cluster, name: 'late', role: 'CU' },
      { do: 'SetPolicy', cluster, name: 'quorum', value: '2' },
      { at: '+1h', do: 'Advance' },
    ];
    const [[, found] = []] = verdictsOn(differing, agree);
    expect(String(found)).toMatch(/second, unlike .*: not listed: users late/u);
    expect(String(found)).toContain('listed policies differ');
    expect(String(found)).not.toContain('missing');
  });

  it('compare with unknown contents without deciding', () => {
    const made = [
      { do: 'CreateCluster', region: 'us-east-1', zones: ['us-east-1a'], as: 'new' },
      { at: '+10m', do: 'AddHsm', cluster: 'new', zone: 'us-east-1a' },
      { at: '+15m', do: 'Initialize', cluster: 'new' },
      { at: '+5m', do: 'Activate', cluster: 'new' },
    ];
    const same = [{ that: 'SameContents', cluster: 'new', of: backupId }];
    expect(verdictsOn([step, ...made], same)).toEqual([
      [false, ['undecided: not all that it should hold is known']],
    ]);
  });

  it.each([
    [{ do: 'DeleteBackup', backup: `newest backup of ${cluster} holding other` }, UNKNOWN_BACKUP],
    [{ do: 'DeleteBackup', backup: `every backup of ${cluster} holding other` }, UNKNOWN_BACKUP],
    [{ do: 'DeleteKey', cluster, key: 'every expired key' }, /^which keys of .* is unknown: /u],
    [{ do: 'DeleteUser', cluster, name: 'every user idle for 9 days' }, /^which users of .* idle/u],
  ])('select nothing by what is not listed: %j', (select, text) => {
    const { timeline, verdicts } = reportOn(drill([step, select]));
    expect(timeline.at(-1)?.text).toMatch(text);
    expect(verdicts).toMatchObject([{ passed: false, that: 'Accepted' }]);
  });

  it('select by what is listed, and by no other contents', () => {
    const root = { do: 'DeleteBackup', backup: `every backup of ${cluster} holding root` };
    const young = { do: 'DeleteBackup', backup: `every backup of ${cluster} younger than 1h` };
    expect(reportOn(drill([step, root])).verdicts).toEqual([]);
    expect(reportOn(drill([step, young])).timeline.at(-1)?.text).toMatch(/nothing to do/u);
  });
});

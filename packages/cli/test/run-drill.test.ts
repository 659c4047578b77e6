import { describe, expect, it } from '@jest/globals';
import { drill, primary, runDrillJson, type Ran } from './cli.ts';

type Timed = { readonly at: string; readonly step: number | null; readonly kind: string; readonly text: string };
type Verdict = { readonly passed: boolean; readonly found: readonly string[]; readonly expected: string };
type Report = { readonly passed: boolean; readonly drills: readonly { timeline: Timed[]; verdicts: Verdict[]; stepsNotReached: number }[] };

const reported = (json: object): { timeline: Timed[]; verdicts: Verdict[]; stepsNotReached: number } => {
  const { out, err } = runDrillJson(json, '--json');
  expect(err).toBe('');
  const report: Report = JSON.parse(out);
  const [first] = report.drills;
  return first ?? { timeline: [], verdicts: [], stepsNotReached: 0 };
};

const refusedInput = ({ code, out, err }: Ran): string => {
  expect([code, out]).toEqual([2, '']);
  return err;
};

const holds = (json: object): boolean[] => reported(json).verdicts.map(({ passed }) => passed);

describe('the instants of steps', () => {
  const instants = (...steps: object[]): string[] => reported(drill(steps)).timeline.map(({ at }) => at.replace('.000Z', 'Z'));
  const note = (at?: string): object => ({ do: 'SetQuota', region: 'eu-west-1', hsms: 1, ...(at === undefined ? {} : { at }) });

  it('count from the step before', () => {
    expect(instants(note(), note('+2h'), note('+1d12h'), note('+0s'))).toEqual([
      '2026-11-02T09:00:00Z',
      '2026-11-02T11:00:00Z',
      '2026-11-03T23:00:00Z',
      '2026-11-03T23:00:00Z',
    ]);
  });

  it('may be absolute, with any offset', () => {
    expect(instants(note('2026-11-02T12:00:00+01:00'), note('+30m'))).toEqual(['2026-11-02T11:00:00Z', '2026-11-02T11:30:00Z']);
  });

  it('may not go back', () => {
    expect(refusedInput(runDrillJson(drill([note('+2h'), note('2026-11-02T10:00:00Z')])))).toContain(
      'steps[1].at: expected an instant that is not before',
    );
  });
});

describe('notes', () => {
  it('about waiting stand before what the wait brings, others before what their step brings', () => {
    const steps = [
      primary[0] ?? {},
      { at: '+10m', do: 'Advance', note: 'wait' },
      { do: 'DeleteCluster', cluster: 'primary', note: 'away' },
    ];
    expect(reported(drill(steps)).timeline.map(({ text }) => text.slice(0, 20))).toEqual([
      'cluster primary is a',
      'wait',
      'primary is there, wi',
      'away',
      'primary is being del',
    ]);
  });
});

describe('names', () => {
  const last = (step: object): string => refusedInput(runDrillJson(drill([...primary, step])));

  it('are given once, to one thing that is made', () => {
    expect(last({ at: '+1d', do: 'AddHsm', cluster: 'primary', zone: 'eu-west-1b', as: 'first' })).toContain(
      'steps[6].as: expected a name that nothing has yet',
    );
    expect(last({ do: 'SetRetention', cluster: 'primary', retentionDays: 30, as: 'policy' })).toContain('since SetRetention makes nothing');
    expect(last({ at: '+3d', do: 'CopyBackupToRegion', backup: 'every backup of primary', region: 'us-east-1', as: 'copies' })).toContain(
      'since this makes several things',
    );
    expect(last({ do: 'Remember', cluster: 'primary' })).toContain('steps[6].as: expected a name for what is remembered');
  });

  it('may be given to the backup that a removal forces', () => {
    const steps = [...primary, { do: 'RemoveHsm', hsm: 'first', as: 'the pause' }, { at: '+5m', do: 'Advance' }];
    expect(holds(drill(steps, [{ that: 'BackupIs', backup: 'the pause', state: 'READY' }]))).toEqual([true]);
  });
});

describe('references', () => {
  const later = { at: '+2d', do: 'Advance' };

  it('are refused when nothing has that name, with those that there are', () => {
    const text = refusedInput(runDrillJson(drill([...primary, { do: 'DeleteCluster', cluster: 'primry' }])));
    expect(text).toContain(
      'steps[6].cluster: expected a reference to what there is; found nothing here is called "primry" (named so far: primary, first)',
    );
  });

  it('mean the latest, the oldest, or every backup', () => {
    const named = reported(
      drill([
        ...primary,
        later,
        { do: 'CopyBackupToRegion', backup: 'oldest backup of primary', region: 'us-east-1', as: 'old' },
        { do: 'CopyBackupToRegion', backup: 'latest backup of primary', region: 'us-east-1', as: 'new' },
        { at: '+1h', do: 'DeleteBackup', backup: 'every backup of primary' },
      ]),
    ).timeline.map(({ text }) => text);
    expect(named).toContainEqual(expect.stringContaining('activation backup of 2 Nov is being copied'));
    expect(named).toContainEqual(expect.stringContaining('daily backup of 4 Nov is being copied'));
    expect(named.filter((text) => text.includes('is deleted; it can be undeleted'))).toHaveLength(3);
  });

  it('mean copies in a region, and what holds a key', () => {
    const steps = [
      ...primary,
      { at: '+1d', do: 'CopyBackupToRegion', backup: 'latest backup of primary', region: 'us-east-1', as: 'US' },
      { do: 'CopyBackupToRegion', backup: 'oldest backup of primary', region: 'us-east-1', as: 'US without the key' },
      { do: 'CopyBackupToRegion', backup: 'latest backup of primary', region: 'eu-central-1', as: 'EU' },
      { at: '+1h', do: 'DeleteBackup', backup: 'every copy of primary in us-east-1 holding key-1' },
    ];
    const state = (backup: string, is: string): object => ({ that: 'BackupIs', backup, state: is });
    expect(holds(drill(steps, [state('US', 'PENDING_DELETION'), state('US without the key', 'READY'), state('EU', 'READY')]))).toEqual([
      true,
      true,
      true,
    ]);
  });

  it('find pending backups when undeleting', () => {
    const steps = [
      ...primary,
      later,
      { do: 'DeleteBackup', backup: 'latest backup of primary' },
      { at: '+1d', do: 'UndeleteBackup', backup: 'latest backup of primary' },
    ];
    expect(holds(drill(steps, [{ that: 'BackupIs', backup: 'latest backup of primary', state: 'READY' }]))).toEqual([true]);
  });

  it('follow an HSM to its replacement', () => {
    const steps = [
      ...primary,
      { at: '+1h', do: 'ReplaceHsm', hsm: 'first' },
      { at: '+1h', do: 'RemoveHsm', hsm: 'first' },
      { at: '+1h', do: 'Advance' },
    ];
    expect(holds(drill(steps, [{ that: 'ClusterIs', cluster: 'primary', state: 'ACTIVE', hsms: 0 }]))).toEqual([true]);
  });

  it('stop the drill, and do not blame the file, when there is no such thing now', () => {
    const { verdicts, stepsNotReached } = reported(
      drill([primary[0] ?? {}, { do: 'CopyBackupToRegion', backup: 'latest backup of primary', region: 'us-east-1' }, later]),
    );
    expect(verdicts.map(({ found }) => found)).toEqual([['there is no READY backup of primary to be the latest']]);
    expect(stepsNotReached).toBe(1);
  });

  it('find expired keys and idle users', () => {
    const steps = [
      ...primary,
      { at: '+40d', do: 'RecordLogin', cluster: 'primary', name: 'admin' },
      { do: 'DeleteKey', cluster: 'primary', key: 'every expired key' },
      { do: 'DeleteUser', cluster: 'primary', name: 'every user idle for 30 days' },
    ];
    expect(holds(drill(steps, [{ that: 'Holds', cluster: 'primary', keys: [], users: ['admin'] }]))).toEqual([true]);
  });
});

describe('expected refusals', () => {
  const deletion = { do: 'DeleteCluster', cluster: 'primary' };

  it('pass when just that happens, and the drill goes on', () => {
    const { verdicts, stepsNotReached } = reported(drill([...primary, { ...deletion, refused: 'HsmsRemain' }, { do: 'Advance' }]));
    expect(verdicts.map(({ passed, expected }) => [passed, expected])).toEqual([[true, 'DeleteCluster is refused: HsmsRemain']]);
    expect(stepsNotReached).toBe(0);
  });

  it('fail when another comes', () => {
    expect(reported(drill([...primary, { ...deletion, refused: 'WrongState' }])).verdicts).toMatchObject([
      { passed: false, found: ['it was refused: HsmsRemain (F-105)'] },
    ]);
  });

  it('fail when none comes', () => {
    expect(reported(drill([{ ...primary[0], refused: 'BadSubnets' }])).verdicts).toMatchObject([
      { passed: false, found: ['it was accepted'] },
    ]);
  });

  it('are not needed for a step to fail: the drill stops', () => {
    const { verdicts, stepsNotReached } = reported(drill([...primary, deletion, { do: 'Advance' }, { do: 'Advance' }]));
    expect(verdicts).toMatchObject([{ passed: false, expected: 'DeleteCluster is accepted' }]);
    expect(stepsNotReached).toBe(2);
  });
});

describe('expectations', () => {
  it('fail with what was found', () => {
    const { verdicts } = reported(
      drill(primary, [
        { that: 'ClusterIs', cluster: 'primary', state: 'DELETED' },
        { that: 'BackupIs', backup: 'latest backup of primary', state: 'GONE' },
        { that: 'Recoverable', cluster: 'primary', region: 'us-east-1' },
        { that: 'NotRecoverable', cluster: 'primary' },
        { that: 'CanComeBack', cluster: 'primary', keys: ['key-1'] },
        { that: 'Holds', cluster: 'primary', keys: ['key-2'] },
        { that: 'SameContents', cluster: 'primary', of: 'latest backup of primary' },
      ]),
    );
    expect(verdicts.map(({ passed, found }) => [passed, found[0]])).toEqual([
      [false, 'it is ACTIVE with 1 HSM'],
      [false, 'it is READY'],
      [false, 'no recovery point in us-east-1'],
      [false, expect.stringContaining('activation backup of 2 Nov in eu-west-1')],
      [false, expect.stringContaining('key key-1 can come back from the HSM "first"')],
      [false, 'missing: keys key-2'],
      [false, 'there too: keys key-1'],
    ]);
  });

  it('are judged as things were after their step', () => {
    const empty = { that: 'Holds', cluster: 'primary', keys: ['key-1'] };
    const steps = [...primary, { do: 'Advance', expect: [empty] }, { do: 'DeleteKey', cluster: 'primary', key: 'key-1' }];
    expect(holds(drill(steps, [empty]))).toEqual([true, false]);
  });

  it('tell contents made anew from the same contents', () => {
    const steps = [
      ...primary,
      { do: 'Remember', cluster: 'primary', as: 'before' },
      { do: 'DeleteKey', cluster: 'primary', key: 'key-1' },
      { at: '+1m', do: 'CreateKey', cluster: 'primary', key: 'key-1', owner: 'alice' },
    ];
    expect(holds(drill(steps, [{ that: 'SameContents', cluster: 'primary', of: 'before' }]))).toEqual([false]);
  });

  it('take faults into account', () => {
    const steps = [
      ...primary,
      { at: '+1h', do: 'FailHsm', hsm: 'first', expect: [{ that: 'ClusterIs', cluster: 'primary', state: 'DEGRADED' }] },
      { do: 'LoseRegion', region: 'eu-west-1', kind: 'UNREACHABLE', expect: [{ that: 'NotRecoverable', cluster: 'primary' }] },
      { at: '+1h', do: 'RecoverRegion', region: 'eu-west-1', expect: [{ that: 'Recoverable', cluster: 'primary' }] },
    ];
    expect(holds(drill(steps))).toEqual([true, true, true]);
  });

  it('let a host’s failure be rehearsed', () => {
    const steps = [
      ...primary,
      { at: '+1h', do: 'AddHsm', cluster: 'primary', zone: 'eu-west-1b', as: 'second' },
      { at: '+3m', do: 'Settle', resource: 'second', outcome: 'FAILED', reason: 'no capacity' },
    ];
    expect(reported(drill(steps)).timeline.at(-1)?.text).toBe('second could not be started: no capacity');
  });
});

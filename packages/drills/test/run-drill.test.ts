import { describe, expect, it } from '@jest/globals';
import { drill, holds, misfitsIn, primary, reportOn } from './drills.ts';

describe('the instants of steps', () => {
  const instants = (...steps: object[]): readonly string[] =>
    reportOn(drill(steps)).timeline.map(({ at }) => at.replace('.000Z', 'Z'));
  let hsms = 0;
  const note = (at?: string): object => ({
    do: 'SetQuota',
    region: 'eu-west-1',
    hsms: (hsms += 1),
    ...(at === undefined ? {} : { at }),
  });

  it('count from the step before', () => {
    expect(instants(note(), note('+2h'), note('+1d12h'), note('+0s'))).toEqual([
      '2026-11-02T09:00:00Z',
      '2026-11-02T11:00:00Z',
      '2026-11-03T23:00:00Z',
      '2026-11-03T23:00:00Z',
    ]);
  });

  it('may be absolute, with any offset', () => {
    expect(instants(note('2026-11-02T12:00:00+01:00'), note('+30m'))).toEqual([
      '2026-11-02T11:00:00Z',
      '2026-11-02T11:30:00Z',
    ]);
  });

  it('must not go back', () => {
    expect(misfitsIn(drill([note('+2h'), note('2026-11-02T10:00:00Z')]))[0]).toContain(
      'steps[1].at: expected an instant not before',
    );
  });
});

describe('notes', () => {
  it('precede the events of their wait or of their step', () => {
    const steps = [
      primary[0] ?? {},
      { at: '+10m', do: 'Advance', note: 'wait' },
      { do: 'DeleteCluster', cluster: 'primary', note: 'away' },
    ];
    expect(reportOn(drill(steps)).timeline.map(({ text }) => text.slice(0, 20))).toEqual([
      'cluster primary is b',
      'wait',
      'primary exists; it h',
      'away',
      'primary is being del',
    ]);
  });
});

describe('names', () => {
  const last = (step: object): string => misfitsIn(drill([...primary, step])).join('\n');

  it('are given once, to the one thing that a step creates', () => {
    expect(
      last({ at: '+1d', do: 'AddHsm', cluster: 'primary', zone: 'eu-west-1b', as: 'first' }),
    ).toContain('steps[6].as: expected a name that is not in use yet');
    expect(
      last({ do: 'SetRetention', cluster: 'primary', retentionDays: 30, as: 'policy' }),
    ).toContain('since SetRetention makes nothing');
    expect(
      last({
        at: '+3d',
        do: 'CopyToRegion',
        backup: 'every backup of primary',
        region: 'us-east-1',
        as: 'copies',
      }),
    ).toContain('since this step makes several things');
    expect(last({ do: 'Remember', cluster: 'primary' })).toContain(
      'steps[6].as: expected a name for what is remembered',
    );
  });

  it('may be given to the backup that a removal forces', () => {
    const steps = [
      ...primary,
      { do: 'RemoveHsm', hsm: 'first', as: 'the pause' },
      { at: '+5m', do: 'Advance' },
    ];
    expect(
      holds(drill(steps, [{ that: 'BackupIs', backup: 'the pause', state: 'READY' }])),
    ).toEqual([true]);
  });
});

describe('references', () => {
  const later = { at: '+2d', do: 'Advance' };

  it('are refused if nothing has that name; the message lists the names', () => {
    const [text] = misfitsIn(drill([...primary, { do: 'DeleteCluster', cluster: 'primry' }]));
    expect(text).toContain(
      'steps[6].cluster: expected a reference that can be resolved; ' +
        'found nothing is called "primry"; did you mean "primary"? (names so far: primary, first)',
    );
  });

  it('mean the latest, the oldest, or every backup', () => {
    const named = reportOn(
      drill([
        ...primary,
        later,
        {
          do: 'CopyToRegion',
          backup: 'oldest backup of primary',
          region: 'us-east-1',
          as: 'old',
        },
        {
          do: 'CopyToRegion',
          backup: 'latest backup of primary',
          region: 'us-east-1',
          as: 'new',
        },
        { at: '+1h', do: 'DeleteBackup', backup: 'every backup of primary' },
      ]),
    ).timeline.map(({ text }) => text);
    expect(named).toContainEqual(
      expect.stringContaining('activation backup of 2 Nov is being copied'),
    );
    expect(named).toContainEqual(expect.stringContaining('daily backup of 4 Nov is being copied'));
    expect(named.filter((text) => text.includes('is deleted; it can be undeleted'))).toHaveLength(
      3,
    );
  });

  it('mean copies in a region, and what holds a key', () => {
    const steps = [
      ...primary,
      {
        at: '+1d',
        do: 'CopyToRegion',
        backup: 'latest backup of primary',
        region: 'us-east-1',
        as: 'US',
      },
      {
        do: 'CopyToRegion',
        backup: 'oldest backup of primary',
        region: 'us-east-1',
        as: 'US without the key',
      },
      {
        do: 'CopyToRegion',
        backup: 'latest backup of primary',
        region: 'eu-central-1',
        as: 'EU',
      },
      { at: '+1h', do: 'DeleteBackup', backup: 'every copy of primary in us-east-1 holding key-1' },
    ];
    const state = (backup: string, is: string): object => ({ that: 'BackupIs', backup, state: is });
    expect(
      holds(
        drill(steps, [
          state('US', 'PENDING_DELETION'),
          state('US without the key', 'READY'),
          state('EU', 'READY'),
        ]),
      ),
    ).toEqual([true, true, true]);
  });

  it('find pending backups when undeleting', () => {
    const steps = [
      ...primary,
      later,
      { do: 'DeleteBackup', backup: 'latest backup of primary' },
      { at: '+1d', do: 'UndeleteBackup', backup: 'latest backup of primary' },
    ];
    expect(
      holds(
        drill(steps, [{ that: 'BackupIs', backup: 'latest backup of primary', state: 'READY' }]),
      ),
    ).toEqual([true]);
  });

  it('follow an HSM to its replacement', () => {
    const steps = [
      ...primary,
      { at: '+1h', do: 'ReplaceHsm', hsm: 'first' },
      { at: '+1h', do: 'RemoveHsm', hsm: 'first' },
      { at: '+1h', do: 'Advance' },
    ];
    expect(
      holds(drill(steps, [{ that: 'ClusterIs', cluster: 'primary', state: 'ACTIVE', hsms: 0 }])),
    ).toEqual([true]);
  });

  it('stop the drill, without blaming the file, if there is no such thing now', () => {
    const { verdicts, notReached } = reportOn(
      drill([
        primary[0] ?? {},
        { do: 'CopyToRegion', backup: 'latest backup of primary', region: 'us-east-1' },
        later,
      ]),
    );
    expect(verdicts.map(({ found }) => found)).toEqual([['there is no READY backup of primary']]);
    expect(notReached).toBe(1);
  });

  it('find expired keys and idle users', () => {
    const steps = [
      ...primary,
      { at: '+40d', do: 'RecordLogin', cluster: 'primary', name: 'admin' },
      { do: 'DeleteKey', cluster: 'primary', key: 'every expired key' },
      { do: 'DeleteUser', cluster: 'primary', name: 'every user idle for 30 days' },
    ];
    expect(
      holds(drill(steps, [{ that: 'Holds', cluster: 'primary', keys: [], users: ['admin'] }])),
    ).toEqual([true]);
  });
});

describe('expectations', () => {
  it('fail with what was found', () => {
    const { verdicts } = reportOn(
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
      [false, 'unexpected: keys key-1'],
    ]);
  });

  it('are judged by the state after their step', () => {
    const empty = { that: 'Holds', cluster: 'primary', keys: ['key-1'] };
    const steps = [
      ...primary,
      { do: 'Advance', expect: [empty] },
      { do: 'DeleteKey', cluster: 'primary', key: 'key-1' },
    ];
    expect(holds(drill(steps, [empty]))).toEqual([true, false]);
  });

  it('distinguish contents created again from the same contents', () => {
    const steps = [
      ...primary,
      { do: 'Remember', cluster: 'primary', as: 'before' },
      { do: 'DeleteKey', cluster: 'primary', key: 'key-1' },
      { at: '+1m', do: 'CreateKey', cluster: 'primary', key: 'key-1', owner: 'alice' },
    ];
    expect(
      holds(drill(steps, [{ that: 'SameContents', cluster: 'primary', of: 'before' }])),
    ).toEqual([false]);
  });

  it('take faults into account', () => {
    const steps = [
      ...primary,
      {
        at: '+1h',
        do: 'FailHsm',
        hsm: 'first',
        expect: [{ that: 'ClusterIs', cluster: 'primary', state: 'DEGRADED' }],
      },
      {
        do: 'LoseRegion',
        region: 'eu-west-1',
        kind: 'UNREACHABLE',
        expect: [{ that: 'NotRecoverable', cluster: 'primary' }],
      },
      {
        at: '+1h',
        do: 'RecoverRegion',
        region: 'eu-west-1',
        expect: [{ that: 'Recoverable', cluster: 'primary' }],
      },
    ];
    expect(holds(drill(steps))).toEqual([true, true, true]);
  });

  it('say so if the fleet has forgotten what is gone', () => {
    const steps = [
      { do: 'CreateCluster', as: 'short', region: 'eu-west-1', zones: ['eu-west-1a'] },
      { at: '+1h', do: 'DeleteCluster', cluster: 'short' },
      { at: '+1h', do: 'ForgetGone' },
      { at: '+1h', do: 'ForgetGone' },
    ];
    const { timeline } = reportOn(drill(steps));
    expect(timeline.slice(-2)).toMatchObject([
      {
        kind: 'EVENT',
        text: 'nothing of short is left, so the fleet forgets it',
        rule: 'M-11',
        stream: 'fleet',
      },
      { kind: 'NOTHING', text: 'ForgetGone: there is nothing to do' },
    ]);
  });

  it('can rehearse a failure of a host', () => {
    const steps = [
      ...primary,
      { at: '+1h', do: 'AddHsm', cluster: 'primary', zone: 'eu-west-1b', as: 'second' },
      { at: '+3m', do: 'Settle', resource: 'second', outcome: 'FAILED', reason: 'no capacity' },
    ];
    expect(reportOn(drill(steps)).timeline.at(-1)?.text).toBe(
      'second could not be started: no capacity',
    );
  });
});

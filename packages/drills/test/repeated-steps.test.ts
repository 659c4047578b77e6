import { describe, expect, it } from '@jest/globals';
import { drill, misfitsIn, primary, reportOn } from './drills.ts';

const quota = (hsms: number, more: object): object => ({
  do: 'SetQuota',
  region: 'eu-west-1',
  hsms,
  ...more,
});

const nightly = {
  at: '2026-11-02T22:00:00Z',
  do: 'CopyToRegion',
  backup: 'newest backup of primary',
  region: 'us-east-1',
  every: '1d',
};

const copies = (...steps: readonly object[]): readonly string[] =>
  reportOn(drill([...primary, ...steps]))
    .timeline.filter(({ type }) => type === 'BackupCopying')
    .map(({ at }) => at.slice('2026-'.length, '2026-11-02T22'.length));

describe('a repeated step', () => {
  it('is taken at its time, then again and again, up to the instant of its end', () => {
    expect(copies({ ...nightly, until: '+3d' })).toEqual([
      '11-02T22',
      '11-03T22',
      '11-04T22',
      '11-05T22',
    ]);
    expect(copies({ ...nightly, until: '2026-11-05T21:59:59Z' })).toHaveLength(3);
    expect(copies({ ...nightly, until: '2026-11-05T22:00:00Z' })).toHaveLength(4);
  });

  it('ends with the last step of the file if it has no end of its own', () => {
    expect(copies(nightly, { at: '+2d', do: 'Advance' })).toHaveLength(3);
    expect(copies(nightly, { at: '+47h', do: 'Advance' })).toHaveLength(2);
  });

  it('lets later steps be taken in between, counted from its first time', () => {
    const key = { do: 'CreateKey', cluster: 'primary', key: 'key-2', owner: 'alice' };
    const { timeline } = reportOn(
      drill([...primary, { ...nightly, until: '+2d' }, { at: '+1h', ...key }]),
    );
    const steps = timeline.filter(({ type }) => type === 'BackupCopying' || type === 'KeyCreated');
    expect(steps.slice(1).map(({ type }) => type)).toEqual([
      'BackupCopying',
      'KeyCreated',
      'BackupCopying',
      'BackupCopying',
    ]);
  });

  it('is taken in the order of the file at the same instant', () => {
    const at = '2026-11-03T22:00:00Z';
    const before = { at, do: 'CreateKey', cluster: 'primary', key: 'before', owner: 'alice' };
    const after = { ...before, key: 'after' };
    const types = (...steps: readonly object[]): readonly unknown[] =>
      reportOn(drill([...primary, ...steps]))
        .timeline.filter((line) => line.at.startsWith('2026-11-03T22:00'))
        .map(({ type }) => type);
    expect(types(before, { ...nightly, at, until: '+1d' }, after)).toEqual([
      'KeyCreated',
      'BackupCopying',
      'KeyCreated',
    ]);
    expect(types({ ...nightly, until: '+1d' }, before)).toEqual(['BackupCopying', 'KeyCreated']);
  });

  it('prints its note once', () => {
    const { timeline } = reportOn(
      drill([...primary, { ...nightly, until: '+3d', note: 'every night' }]),
    );
    expect(timeline.filter(({ kind }) => kind === 'NOTE')).toHaveLength(1);
  });

  it('is judged each time', () => {
    const recent = { that: 'Recoverable', cluster: 'primary', region: 'us-east-1', maxAge: '13h' };
    const { verdicts } = reportOn(
      drill([
        ...primary,
        { ...nightly, until: '+1d' },
        { at: '+1h', do: 'Advance', every: '12h', until: '+1d', expect: [recent] },
      ]),
    );
    expect(verdicts.map(({ passed }) => passed)).toEqual([false, false, false]);
  });

  it('stops the drill when it is refused, and later steps are not reached', () => {
    const { verdicts, notReached } = reportOn(
      drill([
        ...primary,
        { ...nightly, until: '+5d' },
        { at: '+36h', do: 'LoseRegion', region: 'us-east-1', kind: 'UNREACHABLE' },
        { at: '+5d', do: 'Advance' },
      ]),
    );
    expect(verdicts).toMatchObject([{ passed: false, expected: 'CopyToRegion is accepted' }]);
    expect(notReached).toBe(1);
  });

  it('must be refused each time if it should be refused', () => {
    const deleting = {
      at: '+1h',
      do: 'DeleteCluster',
      cluster: 'primary',
      refused: 'HsmsRemain',
      every: '1h',
      until: '+3h',
    };
    const { verdicts } = reportOn(
      drill([...primary, deleting, { at: '+90m', do: 'RemoveHsm', hsm: 'first' }]),
    );
    expect(verdicts.map(({ passed, found }) => [passed, found[0]])).toEqual([
      [true, 'it was refused: HsmsRemain (F-105)'],
      [true, 'it was refused: HsmsRemain (F-105)'],
      [false, 'it was accepted'],
      [false, expect.stringContaining('it was refused: ')],
    ]);
  });
});

describe('a repetition that makes no sense', () => {
  const wrong = (more: object, ...after: readonly object[]): string =>
    misfitsIn(drill([quota(5, more), ...after])).join('\n');

  it.each([
    [{ every: '0s', until: '+1d' }, 'steps[0].every: expected a span longer than nothing'],
    [
      { at: '+1d', every: '1h', until: '2026-11-02T10:00:00Z' },
      'steps[0].until: expected an instant not before the first time, 2026-11-03T09:00:00.000Z',
    ],
    [{ every: '1h' }, 'steps[0].until: expected an end, since no later step ends'],
    [
      { every: '1h', until: '+10000h' },
      'steps[0].until: expected at most 10000 repetitions; found 10001, until ',
    ],
  ])('is refused: %j', (more, text) => {
    expect(wrong(more)).toContain(text);
  });

  it('may have as many turns as the limit', () => {
    expect(wrong({ every: '1h', until: '+9999h' })).toBe('');
  });
});

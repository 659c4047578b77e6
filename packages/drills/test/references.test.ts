import { describe, expect, it } from '@jest/globals';
import { decodeDrill, runDrill } from '@hsm-lifecycle/drills';
import { drill, holds, misfitsIn, primary, reportOn } from './drills.ts';

const is = (backup: string, state: string): object => ({ that: 'BackupIs', backup, state });

const found = (expectation: object, ...steps: readonly object[]): readonly string[] =>
  reportOn(drill([...primary, ...steps], [expectation])).verdicts.at(-1)?.found ?? [];

/** The activation backup is of 2 Nov 09:30; the daily one becomes READY at 09:35 the day after. */
const at = (instant: string): object => ({ at: instant, do: 'Advance' });

describe('the age of a backup', () => {
  it('is a limit from below: a backup of exactly that age is not younger', () => {
    const young = is('newest READY backup of primary younger than 24h', 'READY');
    expect(found(young, at('2026-11-03T09:29:59Z'))).toEqual(['it is READY']);
    expect(found(young, at('2026-11-03T09:30:00Z'))).toEqual([
      'there is no READY backup of primary younger than 24h',
    ]);
  });

  it('is a limit from above: a backup of exactly that age is not older', () => {
    const old = is('oldest backup of primary older than 1d', 'READY');
    expect(found(old, at('2026-11-03T09:30:00Z'))).toEqual([
      'there is no READY backup of primary older than 1d',
    ]);
    expect(found(old, at('2026-11-03T09:30:01Z'))).toEqual(['it is READY']);
  });

  it('of a copy is that of its source', () => {
    const copied = {
      at: '2026-11-02T20:00:00Z',
      do: 'CopyToRegion',
      backup: 'newest backup of primary',
      region: 'us-east-1',
    };
    expect(
      found(
        is('newest copy of primary younger than 12h', 'READY'),
        copied,
        at('2026-11-02T22:00Z'),
      ),
    ).toEqual(['there is no READY copy of primary younger than 12h']);
    expect(
      found(
        is('newest copy of primary younger than 13h', 'READY'),
        copied,
        at('2026-11-02T22:00Z'),
      ),
    ).toEqual(['it is READY']);
  });

  it('limits what is done to every backup', () => {
    const steps = [
      ...primary,
      { at: '+10d', do: 'DeleteBackup', backup: 'every backup of primary older than 1w' },
    ];
    const { timeline } = reportOn(drill(steps));
    expect(timeline.filter(({ type }) => type === 'BackupDeletionScheduled')).toHaveLength(4);
  });

  it('follows what the backup holds, and where it is', () => {
    const phrase = 'newest backup of primary in eu-west-1 holding key-1 younger than 2d';
    expect(found(is(phrase, 'READY'), { at: '+2d', do: 'Advance' })).toEqual(['it is READY']);
    expect(
      found(is(phrase.replace('eu-west-1', 'eu-west-2'), 'READY'), { at: '+2d', do: 'Advance' }),
    ).toEqual(['there is no READY backup of primary in eu-west-2 holding key-1 younger than 2d']);
  });
});

describe('the state of what a phrase means', () => {
  it('is READY if left out, and any that backups have', () => {
    const deleted = { at: '+1h', do: 'DeleteBackup', backup: 'latest backup of primary' };
    expect(found(is('newest PENDING_DELETION backup of primary', 'READY'), deleted)).toEqual([
      'it is PENDING_DELETION',
    ]);
    const forced = { at: '+1h', do: 'RemoveHsm', hsm: 'first' };
    expect(found(is('newest CREATE_IN_PROGRESS backup of primary', 'READY'), forced)).toEqual([
      'it is CREATE_IN_PROGRESS',
    ]);
  });

  it('selects HSMs, as their zone does', () => {
    const second = { at: '+1h', do: 'AddHsm', cluster: 'primary', zone: 'eu-west-1b', as: 'other' };
    const steps = [...primary, second, { at: '+1h', do: 'FailHsm', hsm: 'first' }];
    const failing = (hsm: string): readonly unknown[] =>
      reportOn(drill([...steps, { do: 'FailHsm', hsm }])).timeline.filter(
        ({ type, text }) => type === 'HsmDegraded' && text.startsWith('other'),
      );
    expect(failing('every ACTIVE HSM of primary')).toHaveLength(1);
    expect(failing('newest HSM of primary in eu-west-1b')).toHaveLength(1);
    expect(
      reportOn(
        drill([...steps, { do: 'FailHsm', hsm: 'oldest DELETE_IN_PROGRESS HSM of primary' }]),
      ).verdicts,
    ).toMatchObject([{ found: ['there is no DELETE_IN_PROGRESS HSM of primary'] }]);
  });
});

describe('an HSM', () => {
  const steps = primary.map((step) => ('zone' in step ? { ...step, ipAddress: '10.0.1.5' } : step));

  it('is found by its IP address or its ENI', () => {
    const decoded = decodeDrill(drill(steps));
    const run = decoded._tag === 'Right' ? runDrill(decoded.right) : decoded;
    const holders = run._tag === 'Right' ? [...run.right.fleet.holders.values()] : [];
    const enis = holders.flatMap((holder) => (holder.kind === 'CLUSTER' ? holder.hsms : []));
    expect(enis).toHaveLength(1);
    for (const hsm of ['10.0.1.5', ...enis.map(({ eniId }) => eniId)])
      expect(reportOn(drill([...steps, { do: 'FailHsm', hsm }])).timeline.at(-1)).toMatchObject({
        type: 'HsmDegraded',
      });
  });

  it('is not found by an address that none has', () => {
    expect(reportOn(drill([...steps, { do: 'FailHsm', hsm: '10.0.1.6' }])).verdicts).toMatchObject([
      { passed: false, found: ['no HSM has 10.0.1.6'] },
    ]);
  });

  it('is not found by an address that two have', () => {
    const twice = steps.map((step) => ({
      ...step,
      ...('as' in step ? { as: `another ${String(step.as)}` } : {}),
      ...('cluster' in step ? { cluster: 'another primary' } : {}),
    }));
    expect(misfitsIn(drill([...steps, ...twice, { do: 'FailHsm', hsm: '10.0.1.5' }]))).toEqual([
      expect.stringContaining('2 HSMs have 10.0.1.5; use a name instead'),
    ]);
  });
});

describe('a phrase that says nothing', () => {
  it.each([
    'latest bakup of primary',
    'newest ACTIVE backup of primary',
    'every READY HSM of primary',
    'every backup',
    'oldest backup of primary younger than soon',
  ])('is refused as a mistake in the file: %s', (backup) => {
    expect(misfitsIn(drill([...primary, { do: 'DeleteBackup', backup }]))).toEqual([
      expect.stringMatching(/^steps\[6\]\.backup: /u),
    ]);
  });

  it('is no name to give', () => {
    expect(misfitsIn(drill([{ do: 'ForgetGone', as: 'newest of all' }]))[0]).toContain(
      'does not begin with latest, newest, oldest or every',
    );
  });
});

describe('verdicts on phrases', () => {
  it('hold after the wait of their step', () => {
    expect(
      holds(
        drill([
          ...primary,
          {
            at: '+30d',
            do: 'Advance',
            expect: [is('newest backup of primary younger than 24h', 'READY')],
          },
        ]),
      ),
    ).toEqual([true]);
  });
});

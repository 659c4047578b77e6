import { describe, expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import {
  customEdition,
  reportedBy,
  ruleBook,
  ruleOf,
  editions,
  type EditionChanges,
} from '@hsm-lifecycle/core';
import { editionWith, unfrozen } from '../support.ts';

const changed = (changes: Omit<EditionChanges, 'name'>) =>
  customEdition(editions.aws2026, { name: 'mine', ...changes });
const whole1 = 'a whole number from 1 to 36525';
const whole0 = 'a whole number from 0 to 36525';

const bad: readonly (readonly [Omit<EditionChanges, 'name'>, string, string, string])[] = [
  [{ hsmsPerClusterMax: 0 }, 'hsmsPerClusterMax', whole1, '0'],
  [{ retentionDaysMin: 0.5 }, 'retentionDaysMin', whole1, '0.5'],
  [{ graceDays: 0 }, 'graceDays', whole1, '0'],
  [{ backupEveryHours: -1 }, 'backupEveryHours', whole1, '-1'],
  [{ userNameLengthMax: 0 }, 'userNameLengthMax', whole1, '0'],
  [{ tagsMax: 0 }, 'tagsMax', whole1, '0'],
  [{ subnetsMax: Number.NaN }, 'subnetsMax', whole1, 'NaN'],
  [{ backupRetryAfterMinutes: -1 }, 'backupRetryAfterMinutes', whole0, '-1'],
  [{ reprieveHours: 0.1 }, 'reprieveHours', whole0, '0.1'],
  [{ certificatesMax: -1 }, 'certificatesMax', whole0, '-1'],
  [{ retentionDaysMax: 6 }, 'retentionDaysMax', 'a whole number, 7 or more', '6'],
  [{ retentionDaysDefault: 6 }, 'retentionDaysDefault', 'a whole number from 7 to 379', '6'],
  [{ retentionDaysDefault: 380 }, 'retentionDaysDefault', 'a whole number from 7 to 379', '380'],
  [
    { sweep: { everyHours: 0 } },
    'sweep',
    "continuous, MANUAL, or a whole number 'everyHours'",
    '{"everyHours":0}',
  ],
  [
    { durations: { copy: -1 } },
    'durations.copy',
    'milliseconds from 0 to 3155760000000, or REPORTED',
    '-1',
  ],
  [
    { durations: { hsm: 0.5 } },
    'durations.hsm',
    'milliseconds from 0 to 3155760000000, or REPORTED',
    '0.5',
  ],
  [{ copyableStates: [] }, 'copyableStates', 'READY, or READY and PENDING_DELETION', ''],
  [
    { copyableStates: ['PENDING_DELETION'] },
    'copyableStates',
    'READY, or READY and PENDING_DELETION',
    'PENDING_DELETION',
  ],
  [{ capacities: {} }, 'capacities', 'a capacity for hsm2m.medium', ''],
];

describe('customEdition', () => {
  it('makes editions that differ only where asked (M-9)', () => {
    const made = editionWith({ graceDays: 30, durations: { copy: 'REPORTED' } });
    expect(made).toEqual({
      ...editions.aws2026,
      name: 'of-this-test',
      graceDays: 30,
      durations: { ...editions.aws2026.durations, copy: 'REPORTED' },
    });
    expect(unfrozen(made)).toEqual([]);
  });

  it.each(bad)('refuses %j (M-9)', (changes, ...[field, expected, actual]) => {
    expect(changed(changes)).toEqual(
      left({ _tag: 'BadEdition', rule: 'M-9', field, expected, actual }),
    );
  });

  it.each(['', 'aws2026', 'aws2024', 'instant'])(
    'refuses the name "%s" for an edition that differs (M-9)',
    (name) => {
      expect(customEdition(editions.aws2026, { name, graceDays: 8 })).toEqual(
        left({
          _tag: 'BadEdition',
          rule: 'M-9',
          field: 'name',
          expected: 'a name that no released edition has',
          actual: name,
        }),
      );
    },
  );

  it('accepts an edition’s name for the edition itself', () => {
    expect(customEdition(editions.instant, { name: 'instant' })).toMatchObject({
      right: editions.instant,
    });
  });

  it.each([
    { sweep: 'MANUAL' },
    { sweep: { everyHours: 1 } },
    { reprieveHours: 0 },
    { copyableStates: ['READY', 'PENDING_DELETION'] },
    { durations: { backup: 0 } },
  ] as const)('accepts %j', (changes) => {
    expect(changed(changes)._tag).toBe('Right');
  });
});

describe('reportedBy', () => {
  it('marks what the host does as reported', () => {
    const { durations, name } = reportedBy(editions.aws2026, ['hsm', 'backup', 'hsm']);
    expect(name).toBe('aws2026+backup+hsm');
    expect(durations).toEqual({
      ...editions.aws2026.durations,
      backup: 'REPORTED',
      hsm: 'REPORTED',
      hsmDeletion: 'REPORTED',
      migration: 'REPORTED',
    });
  });

  it('marks a cluster’s whole lifecycle as reported', () => {
    const { durations } = reportedBy(editions.instant, ['cluster', 'copy']);
    expect(Object.entries(durations).filter(([, value]) => value !== 'REPORTED')).toEqual([
      ['hsm', 0],
      ['backup', 0],
      ['hsmDeletion', 0],
      ['migration', 0],
    ]);
  });
});

describe('reportedBy nothing', () => {
  it('returns the edition itself', () => {
    expect(reportedBy(editions.aws2026, [])).toBe(editions.aws2026);
  });
});

describe('the rule book', () => {
  it('finds a rule by its id', () => {
    expect(ruleOf('F-126')).toEqual({
      id: 'F-126',
      statement: 'A cluster has at most 28 HSMs.',
      source: 'CloudHSM User Guide, limits',
      urls: ['https://docs.aws.amazon.com/cloudhsm/latest/userguide/limits.html'],
      confidence: 'documented',
    });
  });

  it('has each rule once, with a sentence and a source', () => {
    expect(new Set(ruleBook.map(({ id }) => id)).size).toBe(ruleBook.length);
    expect(
      ruleBook.filter(({ statement, source }) => !statement.endsWith('.') || source === ''),
    ).toEqual([]);
  });

  it('cannot be changed in place', () => {
    expect(unfrozen(ruleBook)).toEqual([]);
    expect(unfrozen(editions)).toEqual([]);
  });
});

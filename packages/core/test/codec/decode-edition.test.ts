/**
 * Rules in files.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { editions } from '@hsm-lifecycle/core';
import { decodeEdition } from '@hsm-lifecycle/core/codec';
import { isDeeplyFrozen, read, refusal } from './reading.ts';

const own = { ...editions.aws2026, name: 'own', graceDays: 3 };

describe('decodeEdition', () => {
  it.each(Object.entries(editions))('finds edition %s by its name', (name, edition) => {
    expect(read(decodeEdition(name))).toBe(edition);
    expect(read(decodeEdition(JSON.parse(JSON.stringify(edition))))).toBe(edition);
  });

  it.each([
    {},
    { sweep: 'MANUAL' },
    { sweep: { everyHours: 6 } },
    { durations: { ...own.durations, copy: 'REPORTED' } },
  ])('reads an edition written in full: %j', (changes) => {
    const again = read(decodeEdition(JSON.parse(JSON.stringify({ ...own, ...changes }))));
    expect(again).toStrictEqual({ ...own, ...changes });
    expect(isDeeplyFrozen(again)).toBe(true);
  });

  it.each<[string, unknown, string]>([
    ['an unknown name', 'aws1999', ': aws2026, aws2024, instant or an object, not "aws1999"'],
    ['a number', 7, ': aws2026, aws2024, instant or an object, not 7'],
    [
      'a missing member',
      { ...own, tagsMax: undefined },
      'tagsMax: a whole number, 1 or more, not missing',
    ],
    ['an unknown member', { ...own, tagsMin: 1 }, 'tagsMin: no such member, not 1'],
    [
      'a clock that never rests',
      { ...own, backupEveryHours: 0 },
      'backupEveryHours: a whole number, 1 or more, not 0',
    ],
    [
      'a sweep at all times',
      { ...own, sweep: { everyHours: 0 } },
      'sweep.everyHours: a whole number, 1 or more, not 0',
    ],
    [
      'a sweep of another kind',
      { ...own, sweep: 'never' },
      'sweep: "continuous" or "MANUAL" or everyHours, not "never"',
    ],
    [
      'a duration below nothing',
      { ...own, durations: { ...own.durations, copy: -1 } },
      'durations.copy: "REPORTED" or a whole number, 0 or more, not -1',
    ],
    [
      'a capacity of no hardware',
      { ...own, capacities: { constructor: {} } },
      'capacities.constructor: as a key, an HSM type',
    ],
    [
      'a reason for backups that is none',
      { ...own, forcedBackups: ['DAILY'] },
      'forcedBackups.0: one of ACTIVATION',
    ],
  ])('refuses %s', (_, value, sentence) => {
    expect(refusal(decodeEdition(value))).toContain(sentence);
  });
});

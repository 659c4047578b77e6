import { describe, expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import {
  customEdition,
  reportedBy,
  editions,
  type Durations,
  type Reported,
  type Edition,
  type EditionChanges,
} from '@hsm-lifecycle/core';
import { editionWith, unfrozen } from '../support.ts';

const changed = (changes: Omit<EditionChanges, 'name'>) =>
  customEdition(editions.aws2026, { name: 'mine', ...changes });
const from1 = [
  'hsmsPerClusterMax',
  'retentionDaysMin',
  'graceDays',
  'backupEveryHours',
  'userNameLengthMax',
  'tagsMax',
  'subnetsMax',
];
const from0 = ['backupRetryAfterMinutes', 'reprieveHours', 'certificatesMax'];
const durations = Object.keys(editions.aws2026.durations);

describe('customEdition', () => {
  it.each(from1)('accepts %s from 1 on, and refuses less (M-9)', (field) => {
    expect(changed({ [field]: 1 })).toMatchObject({ right: { [field]: 1 } });
    expect(changed({ [field]: 0 })).toMatchObject(
      left({ _tag: 'BadEdition', rule: 'M-9', field, actual: '0' }),
    );
  });

  it.each(from0)('accepts %s from 0 on, and refuses less (M-9)', (field) => {
    expect(changed({ [field]: 0 })).toMatchObject({ right: { [field]: 0 } });
    expect(changed({ [field]: -1 })).toMatchObject(
      left({ _tag: 'BadEdition', rule: 'M-9', field, actual: '-1' }),
    );
  });

  it.each([...from1, ...from0])('refuses a %s that is not a whole number (M-9)', (field) => {
    for (const wrong of [1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
      expect(changed({ [field]: wrong })).toMatchObject(
        left({ rule: 'M-9', field, actual: String(wrong) }),
      );
  });

  it.each(durations)(
    'accepts a duration of %s from 0 on, or one that is reported (M-9)',
    (name) => {
      for (const value of [0, 1, 'REPORTED'] as const)
        expect(changed({ durations: { [name]: value } })).toMatchObject({
          right: { durations: { [name]: value } },
        });
      for (const wrong of [-1, 0.5, Number.NaN])
        expect(changed({ durations: { [name]: wrong } })).toMatchObject(
          left({ rule: 'M-9', field: `durations.${name}` }),
        );
    },
  );

  it('merges durations, and replaces everything else (M-9)', () => {
    const made = editionWith({ durations: { copy: 1 }, forcedBackups: [] });
    expect(made.durations).toEqual({ ...editions.aws2026.durations, copy: 1 });
    expect(made.forcedBackups).toEqual([]);
  });

  it('accepts a range of one retention, and refuses a maximum below the minimum (M-9)', () => {
    const one = { retentionDaysMin: 30, retentionDaysMax: 30, retentionDaysDefault: 30 };
    expect(changed(one)).toMatchObject({ right: one });
    expect(changed({ ...one, retentionDaysMax: 29 })).toMatchObject(
      left({ field: 'retentionDaysMax', actual: '29' }),
    );
    expect(changed({ ...one, retentionDaysDefault: 31 })).toMatchObject(
      left({ field: 'retentionDaysDefault', actual: '31' }),
    );
    expect(changed({ ...one, retentionDaysDefault: 29 })).toMatchObject(
      left({ field: 'retentionDaysDefault', actual: '29' }),
    );
  });

  it.each([0.5, -1, Number.NaN])('refuses a sweep every %d hours (M-9)', (everyHours) => {
    expect(changed({ sweep: { everyHours } })).toMatchObject(left({ field: 'sweep' }));
  });

  it.each<Pick<Edition, 'creatable'> | Pick<Edition, 'restorable'>>([
    { creatable: [{ hsmType: 'hsm9.large', mode: 'FIPS' }] },
    { restorable: [{ from: { hsmType: 'hsm9.large', mode: 'FIPS' }, to: [] }] },
    {
      restorable: [
        {
          from: { hsmType: 'hsm2m.medium', mode: 'FIPS' },
          to: [{ hsmType: 'hsm9.large', mode: 'FIPS' }],
        },
      ],
    },
  ])('refuses %j, of which no capacity is known (M-9)', (changes) => {
    expect(changed(changes)).toMatchObject(
      left({ _tag: 'BadEdition', rule: 'M-9', field: 'capacities' }),
    );
  });

  it('accepts a new HSM type with its capacity (M-9)', () => {
    const capacities = {
      ...editions.aws2026.capacities,
      'hsm9.large': { keysMax: 1, asymmetricKeysMax: 1, usersMax: 3 },
    };
    expect(changed({ capacities, creatable: [{ hsmType: 'hsm9.large', mode: 'FIPS' }] })._tag).toBe(
      'Right',
    );
  });

  it('names the first member that is wrong (M-9)', () => {
    expect(customEdition(editions.aws2026, { name: '', graceDays: 0, tagsMax: 0 })).toMatchObject(
      left({ field: 'graceDays' }),
    );
    expect(customEdition(editions.aws2026, { name: '' })).toMatchObject(left({ field: 'name' }));
    expect(changed({ tagsMax: 0, graceDays: 0 })).toMatchObject(left({ field: 'graceDays' }));
  });

  it('does not change the base, which may itself be custom', () => {
    const again = editionWith({ graceDays: 2 }, editionWith({ tagsMax: 3 }));
    expect([again.graceDays, again.tagsMax]).toEqual([2, 3]);
    expect([editions.aws2026.graceDays, editions.aws2026.tagsMax]).toEqual([7, 50]);
    expect(unfrozen(again)).toEqual([]);
  });
});

describe('reportedBy', () => {
  const reported: readonly (readonly [Reported, readonly (keyof Durations)[]])[] = [
    ['backup', ['backup']],
    ['copy', ['copy']],
    ['hsm', ['hsm', 'hsmDeletion', 'migration']],
    ['cluster', ['clusterCreation', 'restore', 'initialization', 'activation', 'clusterDeletion']],
  ];

  it.each(reported)('marks as reported, for %s, %j and nothing else', (operation, names) => {
    const made = reportedBy(editions.aws2026, [operation]);
    const told = Object.entries(made.durations).filter(([, value]) => value === 'REPORTED');
    expect(told.map(([name]) => name).toSorted()).toEqual(names.toSorted());
    expect(made).toEqual({
      ...editions.aws2026,
      name: `aws2026+${operation}`,
      durations: made.durations,
      replacement:
        operation === 'hsm'
          ? { ...editions.aws2026.replacement, takes: 'REPORTED' }
          : editions.aws2026.replacement,
    });
    expect(unfrozen(made)).toEqual([]);
  });

  it('covers each duration once', () => {
    expect(reported.flatMap(([, names]) => names).toSorted()).toEqual(durations.toSorted());
  });

  it('has the same name in any order', () => {
    expect(reportedBy(editions.instant, ['hsm', 'copy'])).toEqual(
      reportedBy(editions.instant, ['copy', 'hsm', 'copy']),
    );
  });

  it('makes editions that pass the check again (M-9)', () => {
    const made = reportedBy(editions.aws2024, ['backup', 'cluster']);
    expect(customEdition(made, { name: made.name })).toEqual({ _tag: 'Right', right: made });
  });
});

import { describe, expect, it } from '@jest/globals';
import { assert, property, stringMatching } from 'fast-check';
import { grammars, type Grammar } from '@hsm-lifecycle/core';
import { bounded } from '../support.ts';

const every = Object.entries<Grammar>(grammars);

/** One region at least of each partition that AWS has, and the newest ones. */
const REGIONS = [
  'eu-west-1',
  'ap-southeast-2',
  'ap-northeast-3',
  'mx-central-1',
  'il-central-1',
  'cn-north-1',
  'cn-northwest-1',
  'us-gov-west-1',
  'us-gov-east-1',
  'us-iso-east-1',
  'us-iso-west-1',
  'us-isob-east-1',
  'us-isof-south-1',
  'us-isof-east-1',
  'eu-isoe-west-1',
  'eusc-de-east-1',
];

const NO_REGIONS = [
  'eu-centrl-1',
  'eu-west',
  'eu-west-',
  'eu-west-12',
  'eu-west-1a',
  'EU-WEST-1',
  'eu_west_1',
  ' eu-west-1',
  'eu-west-1\n',
  'eu-west-१',
  'us-govt-west-1',
  'us-isoab-east-1',
  'eusc-east-1',
  'us-west-2-lax-1',
  'global',
  '',
];

describe('the grammar of regions', () => {
  it.each(REGIONS)('takes %s (M-12, F-53)', (region) => {
    expect(grammars.region.matches(region)).toBe(true);
    expect(grammars.availabilityZone.matches(`${region}a`)).toBe(true);
  });

  it.each(NO_REGIONS)('does not take %j (M-12, F-53)', (text) => {
    expect(grammars.region.matches(text)).toBe(false);
  });

  it('takes all that the model of the service takes (F-53)', () => {
    const modelled = /^[a-z]{2}(-(gov))?-(east|west|north|south|central){1,2}-\d$/;
    assert(
      property(stringMatching(modelled), (region) => {
        expect(grammars.region.matches(region)).toBe(true);
      }),
      bounded,
    );
  });
});

describe('the grammar of zones', () => {
  it.each([
    'eu-west-1',
    'eu-west-1A',
    'eu-west-1aa',
    'us-west-2-lax-1a',
    'us-east-1-wl1-bos-wlz-1',
  ])('refuses %s (F-53)', (zone) => {
    expect(grammars.availabilityZone.matches(zone)).toBe(false);
  });
});

describe('each grammar', () => {
  it.each(every)('takes what its pattern makes: %s', (_, { matches, pattern }) => {
    assert(
      property(stringMatching(new RegExp(pattern.replace('(?=.{1,32}$)', ''))), (text) => {
        expect(matches(text)).toBe(new RegExp(pattern, 'u').test(text));
      }),
      bounded,
    );
  });

  it.each(every)('takes nothing but text: %s', (_, { matches }) => {
    for (const value of [undefined, null, 5, {}, [], ['eu-west-1'], true, Symbol('eu-west-1')])
      expect(matches(value)).toBe(false);
  });

  it.each(every)('says what it expects: %s', (_, { expected }) => {
    expect(expected).toMatch(/^\S.{10,}\S$/u);
  });

  it.each(every.filter(([name]) => name !== 'name'))(
    'does not match endless text: %s',
    (_, { matches }) => {
      expect(matches('a'.repeat(10_000_000))).toBe(false);
    },
  );
});

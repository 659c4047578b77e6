import { Ajv } from 'ajv';
import { describe, expect, it } from '@jest/globals';
import { assert, property, stringMatching } from 'fast-check';
import { grammars } from '@hsm-lifecycle/core';
import { decodeDrill, drillSchema, misfitText, runDrill } from '@hsm-lifecycle/drills';
import { fits, type TextField } from '../../crypto/src/envelope/fields.ts';
import { drill } from './drills.ts';

const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
  drillSchema,
);

const primaryIn = (region: string): object =>
  drill([{ do: 'CreateCluster', region, zones: [`${region}a`], as: 'primary' }]);

const REGIONS = [
  'us-iso-east-1',
  'us-isob-east-1',
  'us-isof-south-1',
  'eu-isoe-west-1',
  'eusc-de-east-1',
  'cn-north-1',
  'us-gov-west-1',
  'ap-southeast-2',
  'mx-central-1',
  'il-central-1',
];

describe('a drill', () => {
  it.each(REGIONS)('runs in %s (M-12)', (region) => {
    expect(validate(primaryIn(region))).toBe(true);
    const decoded = decodeDrill(primaryIn(region));
    if (decoded._tag === 'Left') throw new Error(decoded.left.map(misfitText).join());
    const ran = runDrill(decoded.right);
    expect(ran._tag === 'Right' && ran.right.verdicts.filter(({ passed }) => !passed)).toEqual([]);
  });

  it.each(['eu-centrl-1', 'eu-west', 'us-west-2-lax-1', 'eu-west-1a', ''])(
    'is refused in "%s" before anything runs, with the place (M-12)',
    (region) => {
      expect(validate(primaryIn(region))).toBe(false);
      const decoded = decodeDrill(primaryIn(region));
      expect(decoded).toMatchObject({ _tag: 'Left' });
      expect(decoded._tag === 'Left' && decoded.left[0]).toEqual({
        _tag: 'MalformedInput',
        path: 'steps[0].region',
        expected: grammars.region.expected,
        actual: JSON.stringify(region),
      });
    },
  );
});

describe('what the model accepts', () => {
  const pairs = [
    [grammars.region, 'region'],
    [grammars.hsmType, 'hsm-type'],
    [grammars.clusterId, 'cluster-id'],
    [grammars.backupId, 'backup-id'],
  ] as const satisfies readonly (readonly [unknown, TextField])[];

  it.each(pairs)('can be sealed: %#', ({ pattern, matches }, field) => {
    let accepted = 0;
    assert(
      property(stringMatching(new RegExp(pattern.replace('(?=.{1,32}$)', ''))), (text) => {
        if (!matches(text)) return;
        accepted += 1;
        expect(fits(field, text)).toBe(true);
      }),
    );
    expect(accepted).toBeGreaterThan(20);
  });
});

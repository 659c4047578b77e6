import { readdirSync, readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from '@jest/globals';
import { decodeDrill, decodeStep, drillSchema, misfitText } from '@hsm-lifecycle/drills';
import { stepFields } from '../src/file/step-fields.ts';
import { stepSentences } from '../src/file/step-sentences.ts';
import { expectationFields, expectationSentences } from '../src/file/expectation-fields.ts';
import { at, drill, primary, readJson } from './drills.ts';

const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
  drillSchema,
);

const misfits = (json: unknown): readonly string[] => {
  const decoded = decodeDrill(json);
  return decoded._tag === 'Left' ? decoded.left.map(misfitText) : [];
};

const step = (act: object): object => drill([act]);
const expectation = (that: object): object => drill(primary, [that]);

const good: readonly (readonly [string, unknown])[] = [
  ['a drill with the usual steps', drill(primary)],
  ['an ISO instant', step({ at: '2026-11-03T10:00:00+01:00', do: 'Advance' })],
  ['a date', drill([{ do: 'Advance' }], [], { startsAt: '2026-11-02' })],
  ['a long span', step({ at: '+1w2d3h4m5s', do: 'Advance' })],
  ['an edition', drill(primary, [], { edition: 'aws2024' })],
  [
    'an edition of one’s own',
    drill(primary, [], { edition: { name: 'slow', durations: { copy: '3h' } } }),
  ],
  [
    'work that a step ends',
    drill(primary, [], { edition: { name: 'manual', durations: { copy: 'REPORTED' } } }),
  ],
  [
    'an edition with an end of support, and replacements of its own',
    drill(primary, [], {
      edition: {
        name: 'ending',
        replacement: { detectedAfter: '2h', takes: 'REPORTED' },
        endOfSupport: { 'hsm1.medium': '2026-03-31' },
        rollbackHours: 12,
      },
    }),
  ],
  [
    'a zone with the addresses of its subnet',
    step({
      do: 'CreateCluster',
      region: 'eu-west-1',
      zones: [{ zone: 'eu-west-1a', cidr: '10.0.1.0/24' }, 'eu-west-1b'],
    }),
  ],
  ['no quotas', drill(primary, [], { quotas: 'NONE' })],
  ['quotas', drill(primary, [], { quotas: { clusters: 1, hsms: 2 } })],
  [
    'a name with blanks',
    step({
      do: 'CreateCluster',
      region: 'us-gov-west-1',
      zones: ['us-gov-west-1a'],
      as: 'my own cluster',
    }),
  ],
  [
    'places',
    expectation({
      that: 'CanComeBack',
      cluster: 'primary',
      from: [{ place: 'copy', region: 'eu-central-1' }],
    }),
  ],
  ['a repeated step', step({ do: 'Advance', every: '1d', until: '+30d' })],
  ['a repetition up to an instant', step({ do: 'Advance', every: '1d', until: '2026-12-01' })],
  ['an HSM by its name', step({ do: 'RemoveHsm', hsm: 'first' })],
  ['an HSM by its ENI', step({ do: 'RemoveHsm', cluster: 'p', eni: 'first' })],
  ['an HSM by its address', step({ do: 'RemoveHsm', cluster: 'p', ipAddress: '10.0.1.5' })],
  ['too many selectors', step({ do: 'RemoveHsm', hsm: 'first', ipAddress: '10.0.1.5' })],
  ['a limit of age', expectation({ that: 'Recoverable', cluster: 'primary', maxAge: '24h' })],
];

const bad: readonly (readonly [string, unknown, string])[] = [
  ['no object', [], 'the file: expected a drill file'],
  [
    'another format',
    drill(primary, [], { format: 'other' }),
    'format: expected "hsm-lifecycle/drill"; found "other"',
  ],
  ['a later version', drill(primary, [], { version: 2 }), 'version: expected 1'],
  ['no steps', drill([]), 'steps: expected a list of at least one step'],
  [
    'an unknown field of the file',
    drill(primary, [], { stepz: [] }),
    'stepz: expected no such field (known: ',
  ],
  ['an unknown step', step({ do: 'Fly' }), 'steps[0].do: expected one of CreateCluster'],
  [
    'a wish for a backup',
    step({ do: 'CreateBackup', cluster: 'primary', as: 'by hand' }),
    'steps[0].do: expected another step: nobody can ask for a backup (F-139); AddHsm and ' +
      'RemoveHsm force one; found "CreateBackup"',
  ],
  [
    'an operation of AWS that is two steps here',
    step({ do: 'ModifyCluster', cluster: 'p', retentionDays: 7 }),
    'steps[0].do: expected SetRetention for the retention, or ChangeHsmType for the HSM type',
  ],
  [
    'a retention that is neither days nor NONE',
    step({ do: 'SetRetention', cluster: 'p', retentionDays: 'FOREVER' }),
    'steps[0].retentionDays: expected a number of days, such as 90, or "NONE"; found "FOREVER"',
  ],
  ['a step without its act', step({ cluster: 'primary' }), 'steps[0].do: expected one of'],
  [
    'an unknown field of a step',
    step({ do: 'AddHsm', cluster: 'p', zone: 'eu-west-1a', subnet: 'x' }),
    'steps[0].subnet: expected no such field',
  ],
  [
    'a missing field',
    step({ do: 'AddHsm', cluster: 'p' }),
    'steps[0].zone: expected an Availability Zone, such as eu-west-1a ' +
      '(Local Zones and Wavelength Zones are not allowed); it is missing',
  ],
  [
    'a bad zone',
    step({ do: 'AddHsm', cluster: 'p', zone: 7 }),
    'steps[0].zone: expected an Availability Zone, such as eu-west-1a ' +
      '(Local Zones and Wavelength Zones are not allowed); found 7',
  ],
  [
    'a bad zone in a list',
    step({ do: 'CreateCluster', region: 'eu-west-1', zones: ['eu-west-1'] }),
    'steps[0].zones[0]: expected an Availability Zone',
  ],
  [
    'an empty span',
    step({ at: '+', do: 'Advance' }),
    'steps[0].at: expected a span after the previous step',
  ],
  ['units in the wrong order', step({ at: '+1h1d', do: 'Advance' }), 'steps[0].at:'],
  [
    'an instant without an offset',
    step({ at: '2026-11-03T10:00:00', do: 'Advance' }),
    'steps[0].at:',
  ],
  [
    'a name that looks like a phrase',
    step({ do: 'Advance', as: 'latest one' }),
    'steps[0].as: expected a name of your own',
  ],
  ['a name that looks like an id', step({ do: 'Advance', as: 'hsm-a' }), 'steps[0].as:'],
  [
    'an end without a repetition',
    step({ do: 'Advance', until: '+30d' }),
    'steps[0].every: expected a span of time, since "until" ends a repetition; it is missing',
  ],
  [
    'a name in a repeated step',
    step({ do: 'Advance', every: '1d', until: '+30d', as: 'copies' }),
    'steps[0].as: expected no name, since this step is repeated; found "copies"',
  ],
  [
    'a repetition without a span',
    step({ do: 'Advance', every: 'day', until: '+30d' }),
    'steps[0].every: expected a span of time',
  ],
  [
    'an HSM that nothing selects',
    step({ do: 'RemoveHsm' }),
    'steps[0].hsm: expected an HSM, or else a "cluster" with an "eni" or an "ipAddress"',
  ],
  [
    'a cluster without its HSM',
    step({ do: 'RemoveHsm', cluster: 'p' }),
    'steps[0].hsm: expected an HSM, or else',
  ],
  [
    'an address without its cluster',
    step({ do: 'RemoveHsm', ipAddress: '10.0.1.5' }),
    'steps[0].hsm: expected an HSM, or else',
  ],
  [
    'a refusal that there is not',
    step({ do: 'Advance', refused: 'Bewildered' }),
    'steps[0].refused: expected the tag of a refusal',
  ],
  [
    'a negative number',
    step({ do: 'SetQuota', region: 'eu-west-1', hsms: -1 }),
    'steps[0].hsms: expected a number of HSMs; found -1',
  ],
  [
    'an unknown edition',
    drill(primary, [], { edition: 'aws1999' }),
    'edition: expected an edition',
  ],
  [
    'a duration that is no span',
    drill(primary, [], { edition: { name: 'own', durations: { copy: 'SOON' } } }),
    'edition.durations.copy: expected a span of time, such as "3h", or REPORTED',
  ],
  [
    'addresses that are no range',
    step({
      do: 'CreateCluster',
      region: 'eu-west-1',
      zones: [{ zone: 'eu-west-1a', cidr: '10.0.1.0/44' }],
    }),
    'steps[0].zones[0].cidr: expected a range of addresses',
  ],
  [
    'an end of support that is no date',
    drill(primary, [], { edition: { name: 'own', endOfSupport: { 'hsm1.medium': 'soon' } } }),
    'edition.endOfSupport.hsm1.medium: expected an ISO 8601 instant',
  ],
  [
    'half a quota',
    drill(primary, [], { quotas: { clusters: 1 } }),
    'quotas.hsms: expected a number of HSMs; it is missing',
  ],
  [
    'an unknown expectation',
    expectation({ that: 'Nice' }),
    'expect[0].that: expected one of ClusterIs',
  ],
  [
    'an unknown state',
    expectation({ that: 'ClusterIs', cluster: 'p', state: 'FINE' }),
    'expect[0].state: expected one of CREATE_IN_PROGRESS',
  ],
  [
    'an unknown place',
    expectation({ that: 'CanComeBack', cluster: 'p', from: [{ place: 'moon' }] }),
    'expect[0].from[0].place: expected one of hsm',
  ],
  [
    'an expectation of a step',
    step({ do: 'Advance', expect: [{ that: 'Holds' }] }),
    'steps[0].expect[0].cluster: expected a cluster',
  ],
  [
    'a tag that is no text',
    step({ do: 'Tag', resource: 'p', tags: { a: 1 } }),
    'steps[0].tags: expected tags, such as',
  ],
];

describe('decodeDrill', () => {
  it.each(good)('accepts %s, and so does the schema', (_, json) => {
    expect(misfits(json)).toEqual([]);
    expect(validate(json)).toBe(true);
  });

  it.each(bad)(
    'refuses %s, and says where and what was expected; so does the schema',
    (_, json, text) => {
      expect(misfits(json).join('\n')).toContain(text);
      expect(validate(json)).toBe(false);
    },
  );

  it('names every wrong place at once', () => {
    expect(
      misfits(
        drill([
          { do: 'AddHsm', zone: 1 },
          { do: 'Advance', at: 'noon' },
        ]),
      ),
    ).toHaveLength(3);
  });

  it('refuses a day that the calendar does not have', () => {
    expect(misfits(drill([{ do: 'Advance' }], [], { startsAt: '2026-02-31' }))).toHaveLength(1);
  });

  it('names the member of an edition that contradicts the others', () => {
    expect(misfits(drill(primary, [], { edition: { name: 'aws2026', graceDays: 1 } }))).toEqual([
      expect.stringContaining('edition.name: expected '),
    ]);
  });

  const places: readonly (readonly [string, object])[] = [
    ['bogus', { ...drill(primary), bogus: 1 }],
    ['steps[0].bogus', step({ do: 'Advance', bogus: 1 })],
    ['expect[0].bogus', expectation({ that: 'NotRecoverable', cluster: 'primary', bogus: 1 })],
    [
      'expect[0].from[0].bogus',
      expectation({
        that: 'CanComeBack',
        cluster: 'primary',
        from: [{ place: 'copy', bogus: 1 }],
      }),
    ],
    ['edition.bogus', drill(primary, [], { edition: { name: 'own', bogus: 1 } })],
    [
      'edition.durations.bogus',
      drill(primary, [], { edition: { name: 'own', durations: { bogus: '1h' } } }),
    ],
    ['quotas.bogus', drill(primary, [], { quotas: { clusters: 1, hsms: 1, bogus: 1 } })],
  ];

  it.each(places)('refuses an unknown member, with its path: %s', (path, json) => {
    expect(misfits(json)).toEqual([expect.stringContaining(`${path}: expected no such field`)]);
    expect(validate(json)).toBe(false);
  });
});

describe('decodeStep', () => {
  it('accepts a single step', () => {
    expect(decodeStep({ do: 'Activate', cluster: 'primary' })).toMatchObject({
      _tag: 'Right',
      right: { do: 'Activate', cluster: 'primary' },
    });
  });

  it('refuses an unknown step, and an unknown member, with its path', () => {
    const paths = [{ do: 'AddHSM' }, { do: 'Activate', cluster: 'p', bogus: 1 }, 7].map((json) => {
      const decoded = decodeStep(json);
      return decoded._tag === 'Left' ? decoded.left.map(({ path }) => path) : [];
    });
    expect(paths).toEqual([['do'], ['bogus'], ['']]);
  });
});

describe('the published JSON Schema', () => {
  it('equals the schema made from the fields', () => {
    expect(readJson('docs/reference/drill.schema.json')).toEqual(
      JSON.parse(JSON.stringify(drillSchema)),
    );
  });

  const files: readonly string[] = readdirSync(at('examples/drills')).filter((name) =>
    name.endsWith('.json'),
  );

  it.each(files)('fits %s', (file: string) => {
    const json = readJson(`examples/drills/${file}`);
    validate(json);
    expect(validate.errors).toBeNull();
    expect(misfits(json)).toEqual([]);
  });
});

describe('the page about drill files', () => {
  const page = readFileSync(at('docs/reference/drill-file.md'), 'utf8')
    .replaceAll(/ +\|/gu, ' |')
    .replaceAll(/\| +/gu, '| ');

  const rows = (fields: object, says: Readonly<Record<string, string>>): readonly string[] =>
    Object.entries(fields).map(
      ([name, its]: [string, Readonly<Record<string, { optional?: boolean }>>]) => {
        const list = Object.entries(its).map(([key, { optional }]) =>
          optional === true ? `${key}?` : key,
        );
        return `| \`${name}\` | ${list.join(', ') || '-'} | ${says[name]} |`;
      },
    );

  it.each([...rows(stepFields, stepSentences), ...rows(expectationFields, expectationSentences)])(
    'has the row %s',
    (row) => {
      expect(page).toContain(row);
    },
  );

  it('shows a drill that decodes', () => {
    const fence = /```json\n([\s\S]*?)```/u.exec(page)?.[1] ?? '';
    expect(misfits(JSON.parse(fence))).toEqual([]);
  });
});

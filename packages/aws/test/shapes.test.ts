/**
 * The shapes, compared with AWS's own service model where that is at hand, and what follows from
 * them.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { actions } from '@hsm-lifecycle/aws';
import { shapeBook } from '../src/model/action.ts';
import { flawText } from '../src/model/flaw.ts';
import { outputNames } from '../src/model/outputs.ts';
import { readValue } from '../src/model/read-value.ts';
import type { ApiShape } from '../src/model/shape.ts';

const MODEL =
  process.env['SERVICE_MODEL'] ??
  fileURLToPath(new URL('../../../../shared/spec/cloudhsmv2-service-2.json', import.meta.url));

type Theirs = {
  readonly type: string;
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  readonly enum?: readonly string[];
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly required?: readonly string[];
};

/** Ours is stricter: the model's is cut off after one digit (F-63). */
const DIFFERENT = new Set(['vpc-[0-9a-fA-F]{8,17}']);

const plain = (pattern: string | undefined): string | undefined =>
  pattern === undefined || DIFFERENT.has(pattern)
    ? undefined
    : pattern
        .replace(/^\^/u, '')
        .replace(/\$$/u, '')
        .replaceAll(String.raw`\d`, '[0-9]');

type Form = Readonly<Record<string, unknown>>;

const ours = (name: string): Form => {
  const shape: ApiShape | undefined = shapeBook[name];
  switch (shape?.kind) {
    case undefined:
      throw new Error(`no ${name}`);
    case 'TEXT':
      return { pattern: plain(shape.pattern), min: shape.min, max: shape.max, words: shape.words };
    case 'WHOLE':
      return { kind: 'integer', min: shape.min, max: shape.max };
    case 'FLAG':
      return { kind: 'boolean' };
    case 'INSTANT':
      return { kind: 'timestamp' };
    case 'LIST':
      return { list: ours(shape.of), min: shape.min, max: shape.max };
    case 'MAP':
      return { map: ours(shape.of), key: ours(shape.key), max: shape.max };
    case 'STRUCTURE':
      return {
        members: Object.fromEntries(
          Object.entries({ ...shape.required, ...shape.optional }).map(([key, of]) => [
            key,
            { ...ours(of), isRequired: key in shape.required },
          ]),
        ),
      };
  }
};

const theirs = (shapes: Readonly<Record<string, Theirs>>, name: string): Form => {
  const shape = shapes[name];
  const inner = (of: { readonly shape: string } | undefined): Form =>
    theirs(shapes, of?.shape ?? '');
  switch (shape?.type) {
    case 'string':
      return name === 'VpcId'
        ? { pattern: undefined, min: undefined, max: undefined, words: undefined }
        : { pattern: plain(shape.pattern), min: shape.min, max: shape.max, words: shape.enum };
    case 'integer':
      return { kind: 'integer', min: shape.min, max: shape.max };
    case 'list':
      return { list: inner(shape.member), min: shape.min, max: shape.max };
    case 'map':
      return { map: inner(shape.value), key: inner(shape.key), max: shape.max };
    case 'structure':
      return {
        members: Object.fromEntries(
          Object.entries(shape.members ?? {}).map(([key, of]) => [
            key,
            { ...inner(of), isRequired: shape.required?.includes(key) ?? false },
          ]),
        ),
      };
    default:
      return { kind: shape?.type };
  }
};

const isHere = existsSync(MODEL);
if (!isHere)
  process.stdout.write(
    'shapes: the comparison is skipped, SERVICE_MODEL or ../shared/spec has no service model\n',
  );
// eslint-disable-next-line jest/no-disabled-tests
const compared = isHere ? describe : describe.skip;

compared('the shapes of the service model', () => {
  const model: {
    readonly operations: Readonly<
      Record<string, { readonly input: { shape: string }; readonly output: { shape: string } }>
    >;
    readonly shapes: Readonly<Record<string, Theirs>>;
  } = isHere ? JSON.parse(readFileSync(MODEL, 'utf8')) : { operations: {}, shapes: {} };

  it('are those of the same actions', () => {
    expect(Object.keys(model.operations).toSorted()).toEqual(actions.toSorted());
  });

  it.each(actions)('are ours: %s', (action) => {
    const operation = model.operations[action];
    expect(ours(action)).toEqual(theirs(model.shapes, operation?.input.shape ?? ''));
    expect(ours(outputNames[action])).toEqual(theirs(model.shapes, operation?.output.shape ?? ''));
  });
});

describe('reading a value', () => {
  const flawsOf = (action: string, value: unknown): string => {
    const read = readValue(shapeBook, action, value);
    if (read._tag === 'Right') throw new Error('it was read');
    return flawText(read.left);
  };

  it('passes over unknown members, and takes null for absent', () => {
    const ClusterId = 'cluster-abcdefghijk';
    const asked = { ClusterId, HsmId: null, More: { deep: [1] } };
    expect(readValue(shapeBook, 'DeleteHsm', asked)).toEqual({
      _tag: 'Right',
      right: { ClusterId },
    });
  });

  it('says in the words of AWS what is wrong, all at once', () => {
    expect(flawsOf('DeleteCluster', {})).toBe(
      "1 validation error detected: Value null at 'clusterId' failed to satisfy constraint: " +
        'Member must not be null',
    );
    expect(flawsOf('CreateHsm', { ClusterId: 'x', AvailabilityZone: 'eu-west-1a\n' })).toMatch(
      /^2 validation errors detected: Value 'x' at 'clusterId' .*; Value 'eu-west-1a\n' at 'ava/su,
    );
    expect(flawsOf('TagResource', { ResourceId: 'cluster-abcdefghijk', TagList: [{}] })).toContain(
      "at 'tagList.1.member.key'",
    );
    expect(flawsOf('DescribeClusters', { MaxResults: 26 })).toContain('less than or equal to 25');
    expect(flawsOf('CreateCluster', { HsmType: 'hsm2m.medium', SubnetIds: [] })).toContain(
      'length greater than or equal to 1',
    );
  });

  it('calls what has another JSON type not readable', () => {
    expect(flawsOf('DescribeClusters', { MaxResults: '1' })).toBe(
      "The value at 'maxResults' is not a whole number.",
    );
    expect(flawsOf('DescribeClusters', [])).toBe('The body is not a JSON object.');
  });

  it('keeps a tag whose key is __proto__', () => {
    const Filters: unknown = JSON.parse('{"__proto__":["x"]}');
    const read = readValue(shapeBook, 'DescribeClusters', { Filters });
    expect(JSON.stringify(read)).toContain('__proto__');
  });
});

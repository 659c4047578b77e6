/**
 * Texts of enemies end in a refusal.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { fleetFromJson, holderFromJson, JSON_LIMITS, parseJson } from '@hsm-lifecycle/core/codec';
import { read, refusal } from './reading.ts';

const MEGA = 1_000_000;
const leftOf = (outcome: ReturnType<typeof parseJson>): unknown =>
  outcome._tag === 'Left' ? outcome.left : 'it was read';

describe('parseJson', () => {
  it('reads what JSON.parse reads', () => {
    const text = '{"a":[1,-0.5e3,"\\u0000\\"[{",{}],"b":null}';
    expect(read(parseJson(text))).toEqual(JSON.parse(text));
  });

  it('lets the last of two equal keys count', () => {
    expect(read(parseJson('{"a":1,"a":2}'))).toEqual({ a: 2 });
  });

  it('refuses text of more than 64 Mi characters before reading it', () => {
    const text = 'x'.repeat(100 * MEGA);
    expect(leftOf(parseJson(text))).toEqual({
      _tag: 'InputTooLarge',
      of: 'characters',
      limit: JSON_LIMITS.charactersMax,
    });
  });

  it.each(['[', '{"a":', '[{"a":['])('refuses a million nested %s', (opening) => {
    expect(leftOf(parseJson(opening.repeat(MEGA)))).toMatchObject({
      _tag: 'InputTooDeep',
      limit: 64,
    });
  });

  it('accepts 64 levels and refuses 65, ignoring brackets in strings', () => {
    const nested = (depth: number): string => `${'['.repeat(depth)}"[[[\\"[[["${']'.repeat(depth)}`;
    expect(parseJson(nested(64))._tag).toBe('Right');
    expect(leftOf(parseJson(nested(65)))).toEqual({
      _tag: 'InputTooDeep',
      limit: 64,
      position: 64,
    });
  });

  it('counts depth, not brackets', () => {
    expect(parseJson(`[${'[],'.repeat(1000)}{}]`)._tag).toBe('Right');
  });

  it('refuses more values than the limit', () => {
    const text = `[${'0,'.repeat(JSON_LIMITS.valuesMax)}0]`;
    expect(leftOf(parseJson(text))).toEqual({
      _tag: 'InputTooLarge',
      of: 'values',
      limit: JSON_LIMITS.valuesMax,
    });
  });

  it('counts a list and its items as values', () => {
    expect(parseJson('[0,0]', { valuesMax: 3 })._tag).toBe('Right');
    expect(leftOf(parseJson('[0,0,0]', { valuesMax: 3 }))).toEqual({
      _tag: 'InputTooLarge',
      of: 'values',
      limit: 3,
    });
  });

  it('accepts other limits', () => {
    expect(leftOf(parseJson('[[1]]', { depthMax: 1 }))).toEqual({
      _tag: 'InputTooDeep',
      limit: 1,
      position: 1,
    });
    expect(leftOf(parseJson('12345', { charactersMax: 4 }))).toEqual({
      _tag: 'InputTooLarge',
      of: 'characters',
      limit: 4,
    });
    expect(read(parseJson('1234', { charactersMax: 4 }))).toBe(1234);
  });

  it.each(['', 'x', '{', '"', '"\\', '[1,]', '{"a":}', ']]]]', '\u0000'])(
    'refuses %j, which is not JSON',
    (text) => {
      expect(refusal(parseJson(text))).toBe(`: JSON text, not ${JSON.stringify(text)}`);
    },
  );

  it('shows no more than an excerpt', () => {
    expect(refusal(parseJson('x'.repeat(MEGA)))).toBe(
      `: JSON text, not "${'x'.repeat(60)}…" (1000000 characters)`,
    );
  });

  it.each([
    ['fleetFromJson', fleetFromJson],
    ['holderFromJson', holderFromJson],
  ])('guards %s', (_, reader) => {
    expect(reader('['.repeat(MEGA))._tag).toBe('Left');
    expect(reader('1', { charactersMax: 0 })).toMatchObject({ left: { _tag: 'InputTooLarge' } });
    expect(reader(`[${'null,'.repeat(MEGA)}0]`)).toMatchObject({
      left: { _tag: 'MalformedInput', path: '' },
    });
  });
});

/**
 * Every refusal of a reader, in a line.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { decodeCommand, parseJson } from '@hsm-lifecycle/core/codec';
import { explainUnreadable } from '../../src/codec/explain-unreadable.ts';

const sentence = (outcome: ReturnType<typeof parseJson | typeof decodeCommand>): string =>
  outcome._tag === 'Left' ? explainUnreadable(outcome.left) : 'it was read';

describe('explainUnreadable', () => {
  it.each([
    [parseJson('[1,2]', { charactersMax: 4 }), 'more than 4 characters'],
    [parseJson('[1,2]', { valuesMax: 2 }), 'more than 2 values'],
    [parseJson('[[1]]', { depthMax: 1 }), 'lists and objects nest deeper than 1, at position 1'],
    [parseJson('x'), '(the whole): expected JSON text; found "x"'],
    [
      decodeCommand({ type: 'Advance', data: { at: 0, by: 1 } }),
      'data.by: expected no such member; found 1',
    ],
  ])('says what is wrong (%#)', (outcome, expected) => {
    expect(sentence(outcome)).toBe(expected);
  });
});

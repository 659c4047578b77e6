import { describe, expect, it } from '@jest/globals';
import { array, assert, nat, option, property, string, tuple } from 'fast-check';
import { emptyTree, written, type TreeWriting } from '../../src/kernel/tree.ts';
import { onlyFast } from '../support.ts';

const empty = emptyTree<string, number>();
const three = written(empty, [
  ['b', 2],
  ['a', 1],
  ['c', 3],
]);

describe('a tree', () => {
  it('holds nothing at first', () => {
    expect([empty.size, empty.minKey(), empty.get('a'), [...empty.entries()]]).toEqual([
      0,
      undefined,
      undefined,
      [],
    ]);
  });

  it('lists its entries in order of key', () => {
    expect([...three.entries()]).toEqual([
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ]);
    expect([...three.values()]).toEqual([1, 2, 3]);
    expect([three.size, three.minKey(), three.get('b'), three.get('d')]).toEqual([
      3,
      'a',
      2,
      undefined,
    ]);
  });

  it.each([
    ['a', 'abc'],
    ['aa', 'bc'],
    ['c', 'c'],
    ['d', ''],
  ])('lists its entries from %s on', (lowest, keys) => {
    expect([...three.entries(lowest)].map(([key]) => key).join('')).toBe(keys);
  });

  it('overwrites, and removes keys written undefined, in order', () => {
    const after = written(three, [
      ['a', 9],
      ['b', undefined],
      ['z', undefined],
      ['c', undefined],
      ['c', 8],
    ]);
    expect([...after.entries()]).toEqual([
      ['a', 9],
      ['c', 8],
    ]);
  });

  it('does not change when another is made from it', () => {
    written(three, [['a', undefined]]);
    expect(three.get('a')).toBe(1);
  });

  it('cannot be changed in place', () => {
    for (const tree of [empty, three])
      for (const [name, ...input] of [['set', 'x', 1], ['delete', 'a'], ['clear']] as const) {
        const method: unknown = Reflect.get(tree, name);
        expect(() => typeof method === 'function' && Reflect.apply(method, tree, input)).toThrow(
          Error,
        );
      }
  });

  it('orders instants as numbers, and ids within one instant as text', () => {
    const agenda = written(emptyTree<readonly [number, string], string>(), [
      [[10, 'a'], 'fourth'],
      [[9, 'b'], 'third'],
      [[9, 'B'], 'first'],
      [[9, 'a'], 'second'],
    ]);
    expect([...agenda.values()]).toEqual(['first', 'second', 'third', 'fourth']);
    expect(agenda.minKey()).toEqual([9, 'B']);
    expect(agenda.get([9, 'b'])).toBe('third');
  });

  it('holds what a map would hold, whatever is written', () => {
    assert(
      property(
        array(tuple(string({ maxLength: 2 }), option(nat(), { nil: undefined }))),
        (writings: TreeWriting<string, number>[]) => {
          const map = new Map<string, number>();
          for (const [key, value] of writings) {
            if (value === undefined) map.delete(key);
            else map.set(key, value);
          }
          const tree = written(empty, writings);
          expect(new Map(tree.entries())).toEqual(map);
          expect([...tree.entries()].map(([key]) => key)).toEqual([...map.keys()].toSorted());
          expect(tree.size).toBe(map.size);
        },
      ),
      onlyFast,
    );
  });
});

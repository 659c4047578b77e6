import { describe, expect, it } from '@jest/globals';
import { replaced, replacedLast, without } from '../../src/kernel/list.ts';
import { own } from '../../src/kernel/own.ts';

const items = Object.freeze([1, 2, 3, 4]);
const even = (n: number): boolean => n % 2 === 0;
const over9 = (n: number): boolean => n > 9;
const tenfold = (n: number): number => n * 10;

describe('one item of a list', () => {
  it('is replaced: the first that matches, or the last', () => {
    expect(replaced(items, even, tenfold)).toEqual([1, 20, 3, 4]);
    expect(replacedLast(items, even, tenfold)).toEqual([1, 2, 3, 40]);
  });

  it('is removed: the first that matches', () => {
    expect(without(items, even)).toEqual([1, 3, 4]);
  });

  it('is changed in a new frozen array', () => {
    const made = [
      replaced(items, even, tenfold),
      replacedLast(items, even, tenfold),
      without(items, even),
    ];
    expect(made.every((each) => Object.isFrozen(each))).toBe(true);
    expect(items).toEqual([1, 2, 3, 4]);
  });

  it('may be missing: then the list stays the same object', () => {
    for (const list of [items, Object.freeze<number[]>([])]) {
      expect(replaced(list, over9, tenfold)).toBe(list);
      expect(replacedLast(list, over9, tenfold)).toBe(list);
      expect(without(list, over9)).toBe(list);
    }
  });
});

describe('own', () => {
  it('reads a record’s own members', () => {
    expect(own({ team: 'red' }, 'team')).toBe('red');
    expect(own({ team: 'red' }, 'town')).toBeUndefined();
  });

  it.each(['toString', 'constructor', '__proto__', 'hasOwnProperty'])(
    'does not read what every object inherits: %s',
    (key) => {
      expect(own({}, key)).toBeUndefined();
    },
  );
});

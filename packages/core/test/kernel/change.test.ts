import { describe, expect, it } from '@jest/globals';
import { InvariantViolation } from '@hsm-lifecycle/core';
import { unfolding } from '../../src/kernel/change.ts';
import { equal } from '../../src/kernel/equal.ts';
import { foundLast, mapped } from '../../src/kernel/list.ts';

type Tick = { readonly type: 'Tick'; readonly data: { readonly at: number } };

const tick = (at: number): Tick => ({ type: 'Tick', data: { at } });

describe('unfolding', () => {
  it('applies everything up to and including an instant', () => {
    const unfold = unfolding<number, Tick>(
      (_state, { data }) => data.at,
      (state) => tick(state + 1),
    );
    expect(unfold(0, 3)).toEqual([3, [tick(1), tick(2), tick(3)]]);
    expect(unfold(3, 3)).toEqual([3, []]);
  });

  it('throws if time is stuck, instead of hanging', () => {
    const unfold = unfolding<number, Tick>(
      (state) => state,
      () => tick(1),
    );
    expect(() => unfold(0, 1)).toThrow(new InvariantViolation('stuck on Tick'));
  });

  it('throws if time runs backwards', () => {
    const unfold = unfolding<number, Tick>(
      (state) => state - 1,
      (state) => tick(state),
    );
    expect(() => unfold(5, 9)).toThrow(InvariantViolation);
  });
});

describe('equal', () => {
  it.each([
    [1, 1],
    ['a', 'a'],
    [null, null],
    [{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }],
    [{ a: 1, b: undefined }, { a: 1 }],
    [[], []],
  ])('finds that %j and %j say the same', (a, b) => {
    expect(equal(a, b)).toBe(true);
  });

  it.each([
    [1, 2],
    [null, {}],
    [{}, null],
    [[], {}],
    [[1], [1, 2]],
    [
      [1, 2],
      [1, 3],
    ],
    [{ a: 1 }, { b: 1 }],
    [{ a: 1 }, { a: 1, b: 2 }],
    ['1', 1],
  ])('finds that %j and %j differ', (a, b) => {
    expect(equal(a, b)).toBe(false);
  });
});

describe('lists', () => {
  it('finds the last item that matches, if one does', () => {
    expect(foundLast([1, 2, 3, 4], (n) => n % 2 === 1)).toBe(3);
    expect(foundLast([2, 4], (n) => n % 2 === 1)).toBeUndefined();
  });

  it('keeps the list itself when no item changes', () => {
    const items = Object.freeze([1, 2]);
    expect(mapped(items, (n) => n)).toBe(items);
    expect(mapped(items, (n) => n * 2)).toEqual([2, 4]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { InvariantViolation } from '@hsm-lifecycle/core';
import { beginning, happening } from '../../src/kernel/change.ts';
import { edit } from '../../src/kernel/draft.ts';
import { invariant } from '../../src/kernel/invariant.ts';
import {
  appended,
  found,
  foundLast,
  kept,
  mapped,
  none,
  plainCopy,
} from '../../src/kernel/list.ts';
import { unfrozen } from '../support.ts';

describe('edit', () => {
  type Value = {
    readonly users: readonly string[];
    readonly policies: Readonly<Record<string, string>>;
  };
  const base: Value = Object.freeze({
    users: Object.freeze(['alice']),
    policies: Object.freeze({ quorum: '1' }),
  });

  it('makes a changed, frozen copy and leaves the value as it was', () => {
    const after = edit(base, (draft) => {
      draft.users.push('bob');
    });
    expect(after).toEqual({ users: ['alice', 'bob'], policies: { quorum: '1' } });
    expect(base.users).toEqual(['alice']);
    expect(unfrozen(after)).toEqual([]);
  });

  it('shares what the recipe does not touch', () => {
    const after = edit(base, (draft) => {
      draft.policies['quorum'] = '2';
    });
    expect(after.users).toBe(base.users);
    expect(after.policies).not.toBe(base.policies);
  });

  it('is the value itself when the recipe changes nothing', () => {
    expect(
      edit(base, (draft) => {
        draft.policies['quorum'] = '1';
      }),
    ).toBe(base);
  });
});

describe('invariant', () => {
  it('accepts a condition that holds', () => {
    expect(() => invariant(true, 'never said')).not.toThrow();
  });

  it('throws an InvariantViolation with the sentence', () => {
    const broken = () => invariant(false, 'two and two are five');
    expect(broken).toThrow(InvariantViolation);
    expect(broken).toThrow('two and two are five');
    expect(new InvariantViolation('it').name).toBe('InvariantViolation');
    expect(new InvariantViolation('it')).toBeInstanceOf(Error);
  });
});

describe('changes', () => {
  type Added = { readonly add: number };
  const add = (state: number, event: Added): number => state + event.add;

  it('begin with a first event', () => {
    const begun = beginning((event: Added) => event.add);
    expect(begun({ add: 5 })).toEqual({ _tag: 'Right', right: [5, [{ add: 5 }]] });
  });

  it('are their events, folded, in order', () => {
    const happened = happening(
      (state: string, { add: more }: { readonly add: string }) => state + more,
    );
    expect(happened('a', { add: 'b' }, { add: 'c' })).toEqual({
      _tag: 'Right',
      right: ['abc', [{ add: 'b' }, { add: 'c' }]],
    });
  });

  it('may be empty', () => {
    expect(happening(add)(7)).toEqual({ _tag: 'Right', right: [7, []] });
  });
});

describe('lists', () => {
  const items = Object.freeze([1, 2, 3, 4]);
  const even = (n: number): boolean => n % 2 === 0;
  const over9 = (n: number): boolean => n > 9;

  it('find the first and the last match', () => {
    expect([found(items, even), foundLast(items, even)]).toEqual([2, 4]);
    expect([found(items, over9), foundLast(items, over9), foundLast(none, even)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('keep matches and append, in new frozen arrays', () => {
    expect(kept(items, even)).toEqual([2, 4]);
    expect(appended(items, 5)).toEqual([1, 2, 3, 4, 5]);
    expect(
      [kept(items, even), appended(items, 5), appended(none, 1), none].every((each) =>
        Object.isFrozen(each),
      ),
    ).toBe(true);
    expect(items).toEqual([1, 2, 3, 4]);
  });

  it('freeze what they map, and stay the same object if nothing changes', () => {
    const doubled = mapped(items, (n) => (n === 3 ? 6 : n));
    expect(doubled).toEqual([1, 2, 6, 4]);
    expect(Object.isFrozen(doubled)).toBe(true);
    expect(mapped(items, (n) => n)).toBe(items);
    expect(mapped(none, (n) => n)).toBe(none);
  });

  it('can be copied to be looped over', () => {
    const copy = plainCopy(items);
    copy.push(5);
    expect(items).toEqual([1, 2, 3, 4]);
    expect(copy).toEqual([1, 2, 3, 4, 5]);
  });
});

/**
 * Both explorers explore the same machine.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { explore } from '@hsm-lifecycle/explorer';
import { xstateStates } from '../src/peers/xstate-graph.ts';
import { agreed } from '../src/rows/explore.ts';
import { toy, type Toy } from '../src/work/toy.ts';

/** What each finds, one by one. */
const found = (small: Toy): { readonly own: Set<string>; readonly xstates: Set<string> } => {
  const own = new Set<string>();
  const { symmetry } = small.input;
  const { exhausted, states, counterexample } = explore({
    ...small.input,
    symmetry: (scene) => {
      const text = symmetry?.(scene) ?? '';
      own.add(text);
      return text;
    },
  });
  expect([exhausted, counterexample, own.size]).toEqual([true, undefined, states]);
  return { own, xstates: new Set(xstateStates(small)) };
};

describe('the toy', () => {
  it('has the same states for both, one by one', () => {
    const { own, xstates } = found(toy(0.6));
    expect(own).toEqual(xstates);
    expect(own.size).toBeGreaterThan(500);
  });

  it('lasts for days, with daily backups, marks and purges, even without commands', () => {
    const { own, xstates } = found(toy(200, () => []));
    expect(own).toEqual(xstates);
    expect([...own].some((text) => text.includes('PENDING_DELETION'))).toBe(true);
    expect([...own].at(-1)).not.toContain('"backup-0"');
  });

  it('is refused if the two differ', () => {
    const short = toy(0.3);
    expect(() => agreed({ ...short, horizon: toy(0.5).horizon })).toThrow('not the same machine');
  });
});

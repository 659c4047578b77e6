/**
 * The contestants do the same work.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { contest, difference } from '../src/rows/transition.ts';

describe('a contest', () => {
  it.each([10, 90] as const)(
    'is between contestants that show the same after each move, at %d backups',
    (backups) => {
      const { entries, moves } = contest(backups, 3);
      expect(entries.map(({ name }) => name)).toEqual([
        'hsm-lifecycle',
        'XState 5 transition',
        'Redux Toolkit reducer',
        'hand-written spread',
        'mutable, in place',
      ]);
      expect(new Set(moves.map(({ type }) => type)).size).toBe(8);
      expect(difference({ entries, moves })).toBeUndefined();
    },
  );

  it('names a contestant that falls behind', () => {
    const { entries, moves } = contest(10, 1);
    const [machine, peer] = entries;
    const lazy = {
      name: 'lazy',
      run: () => 0,
      shows: () => peer?.shows().slice(0, 1).concat(peer.shows().slice(0, -1)) ?? [],
    };
    expect(difference({ entries: machine === undefined ? [] : [machine, lazy], moves })).toContain(
      'lazy at',
    );
  });
});

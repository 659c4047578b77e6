/**
 * The runtime and bare inserts write the same log, and a log opens to the fleet that wrote it.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { commandContest } from '../src/rows/commands.ts';
import { openings } from '../src/rows/runtime.ts';

describe('a runtime on SQLite', () => {
  it.each([
    ['tag', 1],
    ['hsm', 6],
    ['day', 3],
  ] as const)(
    'writes the rows that are written bare, for %s in %d transactions',
    async (kind, transactions) => {
      const contest = await commandContest(kind, { rounds: 1, times: 1 });
      expect(contest.isEqual).toBe(true);
      expect(contest.transactions).toBe(transactions);
    },
  );

  it('opens a log to the same fleet, with every event replayed or none', async () => {
    const { events, fleet, without, checkpointed } = await openings(3, 500);
    expect(events).toBeGreaterThanOrEqual(500);
    expect(without).toMatchObject({ replayed: events, fleet });
    expect(checkpointed).toMatchObject({ replayed: 0, fleet });
  });
});

/**
 * A runtime and its bare peer do the measured work, and a log opens to the fleet that wrote it.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { commandContest } from '../src/rows/commands.ts';
import { openings } from '../src/rows/runtime.ts';

describe('a runtime on SQLite', () => {
  it.each([
    ['tag', { entries: 205, payloads: 0, pieces: 0, records: 0 }],
    ['hsm', { entries: 220, payloads: 5, pieces: 5, records: 5 }],
  ] as const)('and its bare peer write what %s needs', async (kind, bareRows) => {
    const contest = await commandContest(kind, { callers: 1, warm: 0, commands: 5 });
    expect(contest.bareRows).toEqual(bareRows);
    expect(contest.own).toBeGreaterThan(0);
  });

  it('opens a log to the same fleet, with every event replayed or none', async () => {
    const { events, fleet, without, checkpointed } = await openings(3, 500);
    expect(events).toBeGreaterThanOrEqual(500);
    expect(without).toMatchObject({ replayed: events, fleet });
    expect(checkpointed).toMatchObject({ replayed: 0, fleet });
  });
});

/**
 * Logs as JSON lines: one encoded event of a fleet a line.
 *
 * @module
 */
import { decodeFleetEvent, parseJson } from '@hsm-lifecycle/core/codec';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import { left, right } from 'fp-ts/lib/Either.js';
import { textProblem } from '../commands/problem.ts';
import type { Reading } from '../commands/reading.ts';

/**
 * Reads a log; empty lines are passed over. Left: the first line that is wrong, and what is wrong
 * with it.
 */
export const logIn = (file: string, text: string): Reading<readonly FleetEvent[]> => {
  const events: FleetEvent[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const where = `${file}, line ${index + 1}`;
    const json = parseJson(line);
    if (json._tag === 'Left') return left(textProblem(where)(json.left));
    const event = decodeFleetEvent(json.right);
    if (event._tag === 'Left') return left(textProblem(where)(event.left));
    events.push(event.right);
  }
  return events.length === 0 ? left(`${file} is empty: there is nothing to check`) : right(events);
};

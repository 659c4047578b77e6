/**
 * Logs as JSON lines: one encoded fleet event per line.
 *
 * @module
 */
import { decodeFleetEvent, parseJson } from '@hsm-lifecycle/core/codec';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import { left, right } from 'fp-ts/lib/Either.js';
import { textProblem } from '../../files/text-problem.ts';
import type { InputResult } from '../../files/reading.ts';

/** Reads the events of a log, skipping empty lines. Left: the first line that is malformed. */
export const eventsInLog = (file: string, text: string): InputResult<readonly FleetEvent[]> => {
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
  return events.length === 0
    ? left(`${file} is empty, so there is nothing to check`)
    : right(events);
};

/**
 * A history that is over, wherever it was written down: by a drill, in a log, or in the store of a
 * host.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import { parseJson } from '@hsm-lifecycle/core/codec';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import { left, right } from 'fp-ts/lib/Either.js';
import type { Io } from '../commands/io.ts';
import { textProblem } from '../commands/problem.ts';
import { called, readText, runJson, type Reading } from '../commands/reading.ts';
import { DRILL_FORMAT } from '../file/drill-codec.ts';
import { fileKind } from '../store/file-kind.ts';
import { readHistory } from '../store/history.ts';
import { openKeyless, using } from '../store/open-store.ts';
import { storeProblem } from '../store/problem.ts';
import type { RecordedStep } from './checked.ts';
import { logIn } from './log-file.ts';
import { logSteps, type Impossible } from './log-steps.ts';

/** Where a history was written down. Only a drill has commands. */
export type RecordKind = 'DRILL' | 'LOG' | 'STORE';

/** A history, step by step. */
export type Recorded = {
  readonly kind: RecordKind;
  readonly startsAt: EpochMillis;
  readonly steps: Iterator<RecordedStep, Impossible | undefined>;
};

const ofEvents = (kind: RecordKind, events: readonly FleetEvent[]): Recorded => ({
  kind,
  startsAt: events[0]?.event.data.at ?? 0,
  steps: logSteps(events),
});

const fromStore = async (file: string): Promise<Reading<Recorded>> => {
  const store = openKeyless(file);
  if (store._tag === 'Left') return store;
  const history = await using(store.right, ({ eventLog }) => readHistory(eventLog));
  if (history._tag === 'Left') return left(storeProblem(file, history.left));
  const { events } = history.right;
  return events.length === 0
    ? left(`${file} is empty: there is nothing to check`)
    : right(ofEvents('STORE', events));
};

function* drillSteps(
  taken: readonly RecordedStep[],
): Generator<RecordedStep, undefined, undefined> {
  yield* taken;
  return undefined;
}

const fromDrill = (file: string, json: unknown): Reading<Recorded> => {
  const run = runJson(file, json);
  if (run._tag === 'Left') return run;
  const { drill, taken } = run.right;
  return right({ kind: 'DRILL', startsAt: drill.startsAt, steps: drillSteps(taken) });
};

const formatIn = (json: unknown): string | undefined =>
  typeof json === 'object' && json !== null && 'format' in json && typeof json.format === 'string'
    ? json.format
    : undefined;

const fromText = (file: string, text: string): Reading<Recorded> => {
  const whole = parseJson(text);
  if (whole._tag === 'Left' && whole.left._tag === 'InputTooDeep')
    return left(textProblem(file)(whole.left));
  const format = whole._tag === 'Right' ? formatIn(whole.right) : undefined;
  if (whole._tag === 'Right' && format === DRILL_FORMAT) return fromDrill(file, whole.right);
  if (format !== undefined)
    return left(
      `${file} is ${format}, which tells no history: give a drill, a log of events as JSON lines, or a store`,
    );
  const events = logIn(file, text);
  return events._tag === 'Left' ? events : right(ofEvents('LOG', events.right));
};

/** Finds out what a file is, and reads it. */
export const recordedIn = async (file: string, io: Io): Promise<Reading<Recorded>> => {
  if (file !== '-' && fileKind(file) === 'DATABASE') return fromStore(file);
  const text = readText(file, io);
  return text._tag === 'Left' ? text : fromText(called(file), text.right);
};

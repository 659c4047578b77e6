/**
 * Reading a recorded history: a drill, a log, or the store of a drill or a host.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import { parseJson } from '@hsm-lifecycle/core/codec';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import { storyOfDrill, storyOfLog, type Story } from '@hsm-lifecycle/report';
import { left, right } from 'fp-ts/lib/Either.js';
import type { FleetOption } from '../../options/common-options.ts';
import type { Io } from '../../terminal/io.ts';
import { textProblem } from '../../files/text-problem.ts';
import { runDrillJson } from '../../files/read-drill.ts';
import { nameOfFile, readText, type InputResult, type JsonText } from '../../files/reading.ts';
import { DRILL_FORMAT } from '@hsm-lifecycle/drills';
import { fileKind } from '../../files/file-kind.ts';
import { readStoreHistory } from '../../store/store-history.ts';
import { openKeyless, using } from '../../store/open-store.ts';
import { storeProblem } from '../../store/store-problem.ts';
import type { RecordedStep } from './ask-laws.ts';
import { eventsInLog } from './log-file.ts';
import { logSteps, type Impossible } from './log-steps.ts';

/** Where a history is recorded. Only a drill has commands. */
export type RecordKind = 'DRILL' | 'LOG' | 'STORE';

/** A history, step by step. */
export type RecordedHistory = {
  readonly kind: RecordKind;
  readonly startsAt: EpochMillis;
  readonly steps: Iterator<RecordedStep, Impossible | undefined>;
  /** Tells it, for a page. */
  readonly story: () => Story;
};

const ofEvents = (kind: RecordKind, events: readonly FleetEvent[]): RecordedHistory => ({
  kind,
  startsAt: events[0]?.event.data.at ?? 0,
  steps: logSteps(events),
  story: () => storyOfLog(events),
});

const fromStore = async (
  file: string,
  which: FleetOption,
): Promise<InputResult<RecordedHistory>> => {
  const store = await openKeyless(file, which);
  if (store._tag === 'Left') return store;
  const history = await using(store.right, (open) => readStoreHistory(open));
  if (history._tag === 'Left') return left(storeProblem(file, history.left));
  const { events } = history.right;
  return events.length === 0
    ? left(`${file} is empty, so there is nothing to check`)
    : right(ofEvents('STORE', events));
};

function* drillSteps(
  steps: readonly RecordedStep[],
): Generator<RecordedStep, undefined, undefined> {
  yield* steps;
  return undefined;
}

const fromDrill = (file: string, read: JsonText): InputResult<RecordedHistory> => {
  const run = runDrillJson(file, read);
  if (run._tag === 'Left') return run;
  const { drill, accepted } = run.right;
  return right({
    kind: 'DRILL',
    startsAt: drill.startsAt,
    steps: drillSteps(accepted),
    story: () => storyOfDrill(run.right).story,
  });
};

const formatIn = (json: unknown): string | undefined =>
  typeof json === 'object' && json !== null && 'format' in json && typeof json.format === 'string'
    ? json.format
    : undefined;

const fromText = (file: string, text: string): InputResult<RecordedHistory> => {
  const whole = parseJson(text);
  if (whole._tag === 'Left' && whole.left._tag === 'InputTooDeep')
    return left(textProblem(file)(whole.left));
  const format = whole._tag === 'Right' ? formatIn(whole.right) : undefined;
  if (whole._tag === 'Right' && format === DRILL_FORMAT)
    return fromDrill(file, { json: whole.right, text });
  if (format !== undefined)
    return left(
      `${file} is ${format}, which has no history: ` +
        'give a drill, a log of events as JSON lines, or a store',
    );
  const events = eventsInLog(file, text);
  return events._tag === 'Left' ? events : right(ofEvents('LOG', events.right));
};

/** Finds out what kind of history a file holds, and reads it. */
export const readRecordedHistory = async (
  file: string,
  which: FleetOption,
  io: Io,
): Promise<InputResult<RecordedHistory>> => {
  if (file !== '-' && fileKind(file) === 'DATABASE') return fromStore(file, which);
  const text = readText(file, io);
  return text._tag === 'Left' ? text : fromText(nameOfFile(file), text.right);
};

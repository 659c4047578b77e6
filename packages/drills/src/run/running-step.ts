/**
 * A step while it runs, and writing its results to the ledger.
 *
 * @module
 */
import type { Change, Command, EpochMillis } from '@hsm-lifecycle/core';
import type { Fleet, FleetEvent, StepRefusal } from '@hsm-lifecycle/core/fleet';
import type { DrillStep } from '../file/drill.ts';
import { misfitAt, type DrillMisfit } from '../file/misfit.ts';
import { left, right, type Either } from '../kernel/either.ts';
import type { DrillVerdict, Ledger } from '../ledger/ledger.ts';
import { coverageLines } from './coverage-lines.ts';
import type { StepTurn } from './schedule.ts';

/** A step while it runs. */
export type RunningStep = StepTurn & { readonly ledger: Ledger };

/** Whether the drill goes on after a step. Left: the step makes no sense. */
export type StepProgress = Either<DrillMisfit, 'CONTINUE' | 'STOP'>;

/** The drill goes on. */
export const CONTINUE: StepProgress = right('CONTINUE');
/** The drill stops here. */
export const STOP: StepProgress = right('STOP');

/** Refuses the value of a step's field. */
export const stepMisfit = (
  { index }: RunningStep,
  field: string,
  { expected, actual }: Pick<DrillMisfit, 'expected' | 'actual'>,
): Either<DrillMisfit, never> =>
  left(misfitAt({ path: `steps[${index}].${field}`, expected, actual }));

/** Moves the fleet on by an accepted command. */
export const recordAccepted = (
  ledger: Ledger,
  command: Command,
  [after, events]: Change<Fleet, FleetEvent>,
): void => {
  ledger.accepted.push({ before: ledger.fleet, command, events, after });
  ledger.fleet = after;
};

/**
 * Appends events to the timeline: those of the command that was accepted last.
 *
 * @param step - the index of the step that caused them, if one did
 */
export const recordEvents = (
  { book, happenings, entries, accepted }: Ledger,
  events: readonly FleetEvent[],
  step?: number,
): void => {
  book.note(events);
  const before = accepted.at(-1)?.before;
  const coverage = before === undefined ? undefined : coverageLines(before, events, book);
  for (const [place, happened] of events.entries()) {
    const { stream, event } = happened;
    const common = { at: event.data.at, stream, ...(step === undefined ? {} : { step }) };
    happenings.push({ event: happened, step });
    entries.push({ kind: 'EVENT', ...common, event });
    const text = coverage?.get(place);
    if (text !== undefined) entries.push({ kind: 'COVERAGE', ...common, text });
  }
};

/** Appends a line about a step that had nothing to do. */
export const recordNothing = ({ index, ledger }: RunningStep, text: string): void => {
  ledger.entries.push({ kind: 'NOTHING', at: ledger.at, step: index, text });
};

/** Appends the note of a step, if it has one; that of a repeated step only once. */
export const recordNote = ({ step, index, round, ledger }: RunningStep): void => {
  if (step.note !== undefined && round === 0)
    ledger.entries.push({ kind: 'NOTE', at: ledger.at, step: index, text: step.note });
};

const recordVerdict = (
  { index, ledger }: RunningStep,
  verdict: Omit<DrillVerdict, 'step' | 'at'>,
): void => {
  ledger.verdicts.push({ ...verdict, step: index, at: ledger.at });
};

const expectedText = ({ do: kind, refused }: DrillStep): string =>
  refused === undefined ? `${kind} is accepted` : `${kind} is refused: ${refused}`;

/** Judges a step that was accepted: that is a failure only if it should have been refused. */
export const judgeAccepted = (running: RunningStep): void => {
  const { step } = running;
  if (step.refused === undefined) return;
  const expected = expectedText(step);
  recordVerdict(running, { passed: false, that: 'Refused', expected, found: ['it was accepted'] });
};

/** Judges a step that was refused. The drill stops unless that was expected. */
export const judgeRefused = (
  running: RunningStep,
  command: Command,
  refusal: StepRefusal,
): StepProgress => {
  const { step, index, ledger } = running;
  const passed = step.refused === refusal._tag;
  const at: EpochMillis = ledger.at;
  ledger.entries.push({ kind: 'REFUSED', at, step: index, command, refusal, expected: passed });
  recordVerdict(running, {
    passed,
    that: step.refused === undefined ? 'Accepted' : 'Refused',
    expected: expectedText(step),
    found: [`it was refused: ${refusal._tag} (${refusal.rule})`],
    data: refusal,
  });
  return passed ? CONTINUE : STOP;
};

/** Judges a step whose reference resolves to nothing at this point: the drill stops. */
export const judgeMissing = (running: RunningStep, text: string): StepProgress => {
  recordNothing(running, text);
  recordVerdict(running, {
    passed: false,
    that: 'Accepted',
    expected: `${running.step.do} is accepted`,
    found: [text],
  });
  return STOP;
};

/**
 * Running a drill: its steps are taken one after another, and what is expected is judged.
 *
 * @module
 */
import { explain, type Change, type Command, type EpochMillis } from '@hsm-lifecycle/core';
import {
  emptyFleet,
  step as stepFleet,
  type Fleet,
  type StepRefusal,
  type FleetEvent,
} from '@hsm-lifecycle/core/fleet';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import type { Drill, Expectation, Step } from '../file/drill.ts';
import type { Misfit } from '../file/misfit.ts';
import { instantOf } from '../file/moment.ts';
import { judge } from '../judge/judge.ts';
import { commandsOf } from './commands-of.ts';
import { heldBy, type DrillRun, type Ledger } from './ledger.ts';
import { nameBook } from './name-book.ts';
import { EVENTS_MAX, passTime } from './pass-time.ts';
import { clusterOf, type Unfound } from './reference.ts';

/** Whether the drill goes on after a step. */
type Going = Either<Misfit, 'ON' | 'OFF'>;

const ON: Going = right('ON');
const OFF: Going = right('OFF');

/** A step under way. */
type Taking = { readonly step: Step; readonly index: number; readonly ledger: Ledger };

const iso = (at: EpochMillis): string => new Date(at).toISOString();

const misfit = (path: string, { text }: Unfound): Misfit => ({
  path,
  expected: 'a reference to what there is',
  actual: text,
});

const write = (ledger: Ledger, events: readonly FleetEvent[], step: number | undefined): void => {
  ledger.book.note(events);
  for (const it of events) {
    const { stream, event } = it;
    ledger.happenings.push([it, step]);
    ledger.entries.push({
      kind: 'EVENT',
      at: event.data.at,
      stream,
      event,
      ...(step === undefined ? {} : { step }),
    });
  }
};

const obeyed = (
  ledger: Ledger,
  command: Command,
  [after, events]: Change<Fleet, FleetEvent>,
): void => {
  ledger.taken.push({ before: ledger.fleet, command, events, after });
  ledger.fleet = after;
};

const moveTo = ({ ledger, index }: Taking, at: EpochMillis): Either<Misfit, void> => {
  const passed = passTime(ledger.fleet, at);
  if (passed._tag === 'Left')
    return left({
      path: `steps[${index}].at`,
      expected: `an instant by which no more than ${EVENTS_MAX} things happen, such as ${iso(passed.left.reached)}`,
      actual: iso(at),
    });
  obeyed(ledger, { type: 'Advance', data: { at } }, passed.right);
  write(ledger, passed.right[1], undefined);
  ledger.at = at;
  return right(undefined);
};

const startedBy = (events: readonly FleetEvent[]): string | undefined => {
  for (const { stream, event } of events) {
    if (
      event.type === 'ClusterCreating' ||
      event.type === 'ClusterRestoring' ||
      event.type === 'BackupCopying'
    )
      return stream;
    if (event.type === 'HsmAdding') return event.data.hsmId;
    if (event.type === 'HsmReplaced') return event.data.newHsmId;
  }
  const backup = events.find(({ event }) => event.type === 'BackupCreating')?.event;
  return backup?.type === 'BackupCreating' ? backup.data.backupId : undefined;
};

const verdictAt = (
  index: number,
  { at }: Ledger,
): { readonly step: number; readonly at: EpochMillis } => ({ step: index, at });

const wasAccepted = ({ step, index, ledger }: Taking): void => {
  if (step.refused === undefined) return;
  const expected = `${step.do} is refused: ${step.refused}`;
  ledger.verdicts.push({
    passed: false,
    that: 'Refused',
    ...verdictAt(index, ledger),
    expected,
    found: ['it was accepted'],
  });
};

const wasRefused = (
  { step, index, ledger }: Taking,
  command: Command,
  refusal: StepRefusal,
): Going => {
  const passed = step.refused === refusal._tag;
  ledger.entries.push({
    kind: 'REFUSED',
    at: ledger.at,
    step: index,
    command,
    refusal,
    expected: passed,
  });
  const expected =
    step.refused === undefined
      ? `${step.do} is accepted`
      : `${step.do} is refused: ${step.refused}`;
  const found = [`it was refused: ${refusal._tag} (${refusal.rule})`];
  const that = step.refused === undefined ? 'Accepted' : 'Refused';
  ledger.verdicts.push({
    passed,
    that,
    ...verdictAt(index, ledger),
    expected,
    found,
    data: refusal,
  });
  return passed ? ON : OFF;
};

const nothingThere = ({ step, index, ledger }: Taking, text: string): Going => {
  ledger.entries.push({ kind: 'NOTHING', at: ledger.at, step: index, text });
  ledger.verdicts.push({
    passed: false,
    that: 'Accepted',
    ...verdictAt(index, ledger),
    expected: `${step.do} is accepted`,
    found: [text],
  });
  return OFF;
};

const named = ({ step, index, ledger }: Taking, id: string | undefined): Going => {
  if (step.as === undefined) return ON;
  if (id === undefined)
    return left({
      path: `steps[${index}].as`,
      expected: `no name, since ${step.do} makes nothing`,
      actual: JSON.stringify(step.as),
    });
  ledger.book.name(id, step.as);
  return ON;
};

const isTaken = ({ as }: Step, { book, remembered }: Ledger): boolean =>
  as !== undefined && (book.idOf(as) !== undefined || remembered.has(as));

const meantText = (step: Step): string => {
  if ('backup' in step) return `, ${step.backup}`;
  if ('key' in step) return `, ${step.key}`;
  return 'name' in step ? `, ${step.name}` : '';
};

const didNothing = ({ step, index, ledger }: Taking): void => {
  ledger.entries.push({
    kind: 'NOTHING',
    at: ledger.at,
    step: index,
    text: `${step.do}${meantText(step)}: there is nothing to do`,
  });
};

const take = (taking: Taking, command: Command): Going => {
  const { index, ledger } = taking;
  const outcome = stepFleet(ledger.fleet, command);
  if (outcome._tag === 'Left') return wasRefused(taking, command, outcome.left);
  obeyed(ledger, command, outcome.right);
  const [, events] = outcome.right;
  if (events.length === 0 && command.type !== 'Advance') didNothing(taking);
  write(ledger, events, index);
  return named(taking, startedBy(events));
};

const remember = ({ step, index, ledger }: Taking, reference: string): Going => {
  const cluster = clusterOf(reference, ledger);
  if (cluster._tag === 'Left') return left(misfit(`steps[${index}].cluster`, cluster.left));
  const held = heldBy(cluster.right);
  if (step.as === undefined)
    return left({
      path: `steps[${index}].as`,
      expected: 'a name for what is remembered',
      actual: 'nothing',
    });
  if (held === undefined)
    return nothingThere(
      { step, index, ledger },
      `${reference} has no ACTIVE HSM, so there is nothing to remember`,
    );
  ledger.remembered.set(step.as, held);
  return ON;
};

const takeAll = (taking: Taking): Going => {
  const { step, index, ledger } = taking;
  if (step.do === 'Remember') return remember(taking, step.cluster);
  const commands = commandsOf(step, ledger);
  if (commands._tag === 'Left') {
    const { field, ...unfound } = commands.left;
    if (unfound._tag === 'None') return nothingThere(taking, unfound.text);
    return left(misfit(`steps[${index}].${field}`, unfound));
  }
  if (commands.right.length === 0) didNothing(taking);
  if (step.as !== undefined && commands.right.length > 1)
    return left({
      path: `steps[${index}].as`,
      expected: 'no name, since this makes several things',
      actual: JSON.stringify(step.as),
    });
  for (const command of commands.right) {
    const going = take(taking, command);
    if (going !== ON) return going;
  }
  if (!ledger.entries.some((entry) => entry.kind === 'REFUSED' && entry.step === index))
    wasAccepted(taking);
  return ON;
};

const judgeAll = (
  expectations: readonly Expectation[],
  path: string,
  [ledger, index]: readonly [Ledger, number | undefined],
): Going => {
  for (const [number, it] of expectations.entries()) {
    const judged = judge(it, ledger);
    if (judged._tag === 'Left' && judged.left._tag === 'Unknown' && !ledger.stopped)
      return left(misfit(`${path}[${number}]`, judged.left));
    const judgement =
      judged._tag === 'Right'
        ? judged.right
        : { passed: false, expected: `${it.that} can be judged`, found: [judged.left.text] };
    const place = index === undefined ? {} : { step: index };
    ledger.verdicts.push({
      that: it.that,
      at: ledger.at,
      ...place,
      ...judgement,
      ...(it.because === undefined ? {} : { because: it.because }),
    });
  }
  return ON;
};

const note = ({ step, index, ledger }: Taking): void => {
  if (step.note !== undefined)
    ledger.entries.push({ kind: 'NOTE', at: ledger.at, step: index, text: step.note });
};

const runStep = (taking: Taking): Going => {
  const { step, index, ledger } = taking;
  if (isTaken(step, ledger))
    return left({
      path: `steps[${index}].as`,
      expected: 'a name that nothing has yet',
      actual: JSON.stringify(step.as),
    });
  const at = instantOf(step.at, ledger.at);
  if (at < ledger.at)
    return left({
      path: `steps[${index}].at`,
      expected: `an instant that is not before the step before, ${iso(ledger.at)}`,
      actual: iso(at),
    });
  // A note about waiting is read before what the wait brings.
  if (step.do === 'Advance') note(taking);
  const moved = moveTo(taking, at);
  if (moved._tag === 'Left') return moved;
  if (step.do !== 'Advance') note(taking);
  const going = takeAll(taking);
  if (going._tag === 'Left') return going;
  ledger.stopped ||= going.right === 'OFF';
  const judged = judgeAll(step.expect ?? [], `steps[${index}].expect`, [ledger, index]);
  return judged._tag === 'Left' ? judged : going;
};

const startingFleet = ({ startsAt, edition, quotas }: Drill): Either<Misfit, Fleet> => {
  const fleet = emptyFleet({
    at: startsAt,
    ...(edition === undefined ? {} : { edition }),
    ...(quotas === undefined ? {} : { quotas }),
  });
  return fleet._tag === 'Right'
    ? fleet
    : left({
        path: 'startsAt',
        expected: 'what a fleet can begin with',
        actual: explain(fleet.left),
      });
};

/**
 * Runs a drill. It stops at a step that is refused and should not have been; what is expected at
 * the end is judged all the same.
 *
 * @returns Right: what happened, and a verdict on everything expected. Left: what in the file makes
 *   no sense, such as a name that nothing has.
 */
export const runDrill = (drill: Drill): Either<Misfit, DrillRun> => {
  const beginning = startingFleet(drill);
  if (beginning._tag === 'Left') return beginning;
  const ledger: Ledger = {
    fleet: beginning.right,
    at: drill.startsAt,
    book: nameBook(),
    remembered: new Map(),
    entries: [],
    happenings: [],
    taken: [],
    verdicts: [],
    stopped: false,
  };
  let reached = 0;
  for (const [index, step] of drill.steps.entries()) {
    const going = runStep({ step, index, ledger });
    if (going._tag === 'Left') return going;
    reached = index + 1;
    if (going.right === 'OFF') break;
  }
  const notReached = drill.steps.length - reached;
  const judged = judgeAll(drill.expect ?? [], 'expect', [ledger, undefined]);
  if (judged._tag === 'Left') return judged;
  const { fleet, book, entries, happenings, taken, verdicts, at: endsAt } = ledger;
  return right({ drill, fleet, book, entries, happenings, taken, verdicts, endsAt, notReached });
};

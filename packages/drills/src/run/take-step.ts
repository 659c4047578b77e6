/**
 * Taking one step of a drill.
 *
 * @module
 */
import type { Command, EpochMillis } from '@hsm-lifecycle/core';
import { step as stepFleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { DrillStep } from '../file/drill.ts';
import type { DrillMisfit } from '../file/misfit.ts';
import { right, type Either } from '../kernel/either.ts';
import { contentsOnHsms, type Ledger } from '../ledger/ledger.ts';
import { clusterNamed } from '../ledger/references.ts';
import { judgeExpectations, referenceMisfit } from './judge-expectations.ts';
import { EVENTS_MAX, passTime } from './pass-time.ts';
import {
  CONTINUE,
  judgeAccepted,
  judgeMissing,
  judgeRefused,
  recordAccepted,
  recordEvents,
  recordNote,
  recordNothing,
  stepMisfit,
  type StepProgress,
  type RunningStep,
} from './running-step.ts';
import { commandsForStep } from './step-commands.ts';

const isoText = (at: EpochMillis): string => new Date(at).toISOString();

const moveTo = (running: RunningStep, at: EpochMillis): Either<DrillMisfit, void> => {
  const { ledger } = running;
  const passed = passTime(ledger.fleet, at);
  if (passed._tag === 'Left')
    return stepMisfit(running, 'at', {
      expected: `at most ${EVENTS_MAX} events until then, as by ${isoText(passed.left.reached)}`,
      actual: isoText(at),
    });
  recordAccepted(ledger, { type: 'Advance', data: { at } }, passed.right);
  recordEvents(ledger, passed.right[1]);
  ledger.at = at;
  return right(undefined);
};

/** Events with which a holder begins. */
const BEGINNINGS: ReadonlySet<string> = new Set<FleetEvent['event']['type']>([
  'ClusterCreating',
  'ClusterRestoring',
  'ClusterObserved',
  'BackupCopying',
  'BackupCopyObserved',
]);

/** The id that a step's `as` names: what the step started, or the backup that it forced. */
const idToName = (events: readonly FleetEvent[]): string | undefined => {
  for (const { stream, event } of events) {
    if (BEGINNINGS.has(event.type)) return stream;
    if (event.type === 'HsmAdding') return event.data.hsmId;
    if (event.type === 'HsmReplacing') return event.data.newHsmId;
  }
  const backup = events.find(({ event }) => event.type === 'BackupCreating')?.event;
  return backup?.type === 'BackupCreating' ? backup.data.backupId : undefined;
};

const giveName = (running: RunningStep, id: string | undefined): StepProgress => {
  const { step, ledger } = running;
  if (step.as === undefined) return CONTINUE;
  if (id === undefined)
    return stepMisfit(running, 'as', {
      expected: `no name, since ${step.do} makes nothing`,
      actual: JSON.stringify(step.as),
    });
  ledger.book.name(id, step.as);
  return CONTINUE;
};

const referenceText = (step: DrillStep): string => {
  if ('backup' in step) return `, ${step.backup}`;
  if ('key' in step) return `, ${step.key}`;
  return 'name' in step ? `, ${step.name}` : '';
};

const nothingText = (step: DrillStep): string =>
  `${step.do}${referenceText(step)}: there is nothing to do`;

const runCommand = (running: RunningStep, command: Command): StepProgress => {
  const { step, index, ledger } = running;
  const outcome = stepFleet(ledger.fleet, command);
  if (outcome._tag === 'Left') return judgeRefused(running, command, outcome.left);
  recordAccepted(ledger, command, outcome.right);
  const [, events] = outcome.right;
  if (events.length === 0 && command.type !== 'Advance') recordNothing(running, nothingText(step));
  recordEvents(ledger, events, index);
  return giveName(running, idToName(events));
};

const remember = (running: RunningStep, reference: string): StepProgress => {
  const { step, index, ledger } = running;
  const cluster = clusterNamed(reference, ledger);
  if (cluster._tag === 'Left') return referenceMisfit(`steps[${index}].cluster`, cluster.left);
  if (step.as === undefined)
    return stepMisfit(running, 'as', {
      expected: 'a name for what is remembered',
      actual: 'nothing',
    });
  const contents = contentsOnHsms(cluster.right);
  if (contents.length === 0)
    return judgeMissing(running, `${reference} has no ACTIVE HSM: there is nothing to remember`);
  ledger.remembered.set(step.as, contents);
  return CONTINUE;
};

const noteSigningRequest = (running: RunningStep, reference: string): StepProgress => {
  const { step, index, ledger } = running;
  const cluster = clusterNamed(reference, ledger);
  if (cluster._tag === 'Left') return referenceMisfit(`steps[${index}].cluster`, cluster.left);
  if (step.as === undefined)
    return stepMisfit(running, 'as', {
      expected: 'a name for the signing request',
      actual: 'nothing',
    });
  const { signingRequestId } = cluster.right;
  if (signingRequestId === undefined)
    return judgeMissing(running, `${reference} has no signing request now`);
  ledger.signingRequests.set(step.as, signingRequestId);
  return CONTINUE;
};

const runCommands = (running: RunningStep, commands: readonly Command[]): StepProgress => {
  const { step, ledger } = running;
  const before = ledger.entries.length;
  if (commands.length === 0) recordNothing(running, nothingText(step));
  if (step.as !== undefined && commands.length > 1)
    return stepMisfit(running, 'as', {
      expected: 'no name, since this step makes several things',
      actual: JSON.stringify(step.as),
    });
  for (const command of commands) {
    const progress = runCommand(running, command);
    if (progress !== CONTINUE) return progress;
  }
  const isRefused = ledger.entries.slice(before).some(({ kind }) => kind === 'REFUSED');
  if (!isRefused) judgeAccepted(running);
  return CONTINUE;
};

const act = (running: RunningStep): StepProgress => {
  const { step, index, ledger } = running;
  if (step.do === 'Remember') return remember(running, step.cluster);
  if (step.do === 'NoteSigningRequest') return noteSigningRequest(running, step.cluster);
  const commands = commandsForStep(step, ledger);
  if (commands._tag === 'Right') return runCommands(running, commands.right);
  const { field, ...unresolved } = commands.left;
  return unresolved._tag === 'None'
    ? judgeMissing(running, unresolved.text)
    : referenceMisfit(`steps[${index}].${field}`, unresolved);
};

const isNameInUse = ({ as }: DrillStep, { book, remembered, signingRequests }: Ledger): boolean =>
  as !== undefined &&
  (book.idOf(as) !== undefined || remembered.has(as) || signingRequests.has(as));

/** Lets time pass up to a step, takes it, and judges what is expected after it. */
export const takeStep = (running: RunningStep): StepProgress => {
  const { step, index, at, ledger } = running;
  if (isNameInUse(step, ledger))
    return stepMisfit(running, 'as', {
      expected: 'a name that is not in use yet',
      actual: JSON.stringify(step.as),
    });
  // A note about waiting is read before the events of the wait.
  if (step.do === 'Advance') recordNote(running);
  const moved = moveTo(running, at);
  if (moved._tag === 'Left') return moved;
  if (step.do !== 'Advance') recordNote(running);
  const progress = act(running);
  if (progress._tag === 'Left') return progress;
  ledger.stopped ||= progress.right === 'STOP';
  const flaw = judgeExpectations(step.expect ?? [], ledger, index);
  return flaw._tag === 'Left' ? flaw : progress;
};

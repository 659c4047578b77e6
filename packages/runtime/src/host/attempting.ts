/**
 * Attempts at one effect: within its deadline it is tried again while a keyring does not work.
 *
 * @module
 */
import { explain } from '@hsm-lifecycle/core';
import type { Effect } from '../effects/effect.ts';
import { isEntitled, keyOwnerIn } from '../effects/key-owner.ts';
import { isLeft, type Either } from '../kernel/either.ts';
import { afterMs } from '../kernel/soon.ts';
import { effectKeyText, type Claimed } from '../store/effect-row.ts';
import type { RecordRefusal } from '../store/refusals.ts';
import type { StorageFailed, StorageReason } from '../store/storage-failed.ts';
import { storeSentences } from '../store/store-sentences.ts';
import type { WorkError } from './batching.ts';
import type { KeyRotated } from './active-key.ts';
import { inTime } from './deadline.ts';
import { failedResult, perform, troubleText, type Result, type Task } from './perform.ts';
import type { WaitingHsm, WorkingWith } from './working-with.ts';

/** Attempts at effects. */
export type Attempts = {
  /** Performs an effect and writes its result. Gives the error of the store, if that failed. */
  readonly attempt: (effect: Effect, claimed: Claimed) => Promise<StorageFailed | undefined>;
};

const BACKOFF_MS = 100;
const BACKOFF_MS_MAX = 5000;

/** The report itself cannot be written. */
const BROKEN: StorageFailed = {
  _tag: 'StorageFailed',
  reason: 'OTHER',
  detail: 'the result could not be decided',
};

type Trying = {
  readonly input: WorkingWith;
  readonly task: Task;
  readonly claimed: Claimed;
  readonly controller: AbortController;
  /** What was wrong the last time. */
  reason: string | undefined;
  /** The deadline is over. */
  isLate: boolean;
};

const UNTRIED = { reason: undefined, isLate: false } as const;

/**
 * The store as a whole takes nothing, or not now: no work can help it, and no report of a failure
 * would be written either. Work waits for it, however long that takes.
 */
const IS_PASSING: ReadonlySet<StorageReason> = new Set<StorageReason>([
  'FULL',
  'READ_ONLY',
  'LOCKED',
  'CANNOT_OPEN',
  'CLOSED',
  'UNREACHABLE',
]);

/** Performs until there is a result; undefined if somebody ended the wait. */
const result = async (trying: Trying): Promise<Result | StorageFailed | undefined> => {
  const { input, task, claimed, controller } = trying;
  const { signal } = controller;
  const { onFault } = input;
  const onThrown = (fault: unknown): void => onFault({ _tag: 'CallbackThrew', fault }, claimed);
  const planes = { ...input.planes, signal, attempt: claimed.attempt, onThrown };
  for (let waitMs = BACKOFF_MS; !signal.aborted; waitMs = Math.min(2 * waitMs, BACKOFF_MS_MAX)) {
    // Each attempt follows the one before.
    // eslint-disable-next-line no-await-in-loop
    const made = await perform(planes, input.own.now().fleet, task);
    if (!isLeft(made)) return made.right;
    if (made.left._tag === 'StorageFailed') return made.left;
    trying.reason = troubleText(made.left);
    onFault({ _tag: 'ProviderDown', provider: made.left.provider }, claimed);
    // eslint-disable-next-line no-await-in-loop
    await afterMs(waitMs);
  }
  return undefined;
};

const isResult = (made: Result | StorageFailed): made is Result => typeof made === 'function';

/** The result in time, or that of work that is given up. */
const resultInTime = async (
  trying: Trying,
  leftMs: number,
): Promise<Result | StorageFailed | undefined> => {
  const { input, task, claimed, controller } = trying;
  // What is to be destroyed has no deadline, for it must not be given up.
  if (task.effect.kind === 'DESTROY') return result(trying);
  const came = await inTime(() => result(trying), leftMs, controller.signal);
  if (came.end === 'DONE' && came.value !== undefined) return came.value;
  if (came.end === 'THREW') {
    input.onFault({ _tag: 'CallbackThrew', fault: came.fault }, claimed);
    return failedResult(task, { reason: 'The host failed.' });
  }
  // The runtime is closing: the work is found again at the next start.
  if (controller.signal.aborted) return undefined;
  trying.isLate = true;
  controller.abort();
  input.onFault({ _tag: 'DeadlineOver', ms: input.deadlineMs }, claimed);
  const late = `The host did not do its work within ${input.deadlineMs} ms.`;
  const reason = trying.reason === undefined ? late : `${late} ${trying.reason}`;
  return failedResult(task, { reason });
};

type Refused = WorkError<KeyRotated>;

const OF_RECORDS: ReadonlySet<string> = new Set<RecordRefusal['_tag']>([
  'RecordExists',
  'RecordDestroyed',
  'RecordMissing',
  'SeenBefore',
]);

const isOfRecord = (error: Refused): error is RecordRefusal => OF_RECORDS.has(error._tag);

/** What the refusal of a result means: an error of the store, another result, or the end. */
const refusedBy = (trying: Trying, error: Refused): StorageFailed | Result | undefined => {
  const { input, task, claimed } = trying;
  if (error._tag === 'StorageFailed') return error;
  if (isOfRecord(error))
    return failedResult(task, { reason: explain(error, { books: [storeSentences] }) });
  if (error._tag === 'ClaimLost') return undefined;
  if (error._tag === 'Conflict')
    return { _tag: 'StorageFailed', reason: 'OTHER', detail: 'other writers were faster' };
  input.onFault({ _tag: 'NotWritten', error }, claimed);
  // A log that cannot be read further is not read by trying again.
  return error._tag === 'LogUnreadable' ? undefined : BROKEN;
};

/** Tells of a record that was not destroyed: nobody who lost a record is ever entitled again. */
const tellKept = ({ input, task: { effect }, claimed }: Trying): void => {
  if (effect.kind !== 'DESTROY') return;
  const { holderId } = effect;
  if (isEntitled(keyOwnerIn(input.own.now().fleet, holderId)))
    input.onFault({ _tag: 'NotDestroyed', holderId }, claimed);
};

/**
 * Writes a result. What a function of the host throws meanwhile is told, and the work is done again
 * within its deadline.
 */
const written = async (
  trying: Trying,
  made: Result,
): Promise<StorageFailed | 'AGAIN' | 'THREW' | undefined> => {
  const { input, claimed } = trying;
  let outcome: Either<Refused, unknown>;
  try {
    outcome = await input.own.write({ plan: made, metadata: '{}', isReport: true });
  } catch (fault) {
    input.onFault({ _tag: 'CallbackThrew', fault }, claimed);
    return 'THREW';
  }
  if (!isLeft(outcome)) {
    tellKept(trying);
    return undefined;
  }
  if (outcome.left._tag === 'KeyRotated') return 'AGAIN';
  const next = refusedBy(trying, outcome.left);
  return next === undefined || !isResult(next) ? next : written(trying, next);
};

/** Works until a result is written. Else the store's error, or undefined if it is given up. */
const attempted = async (
  trying: Trying,
  until: number,
): Promise<StorageFailed | 'WRITTEN' | undefined> => {
  for (;;) {
    const leftMs = until - performance.now();
    // A rotated key makes the result useless: the work is done again.
    // eslint-disable-next-line no-await-in-loop
    const made = await resultInTime(trying, leftMs);
    if (made === undefined || !isResult(made)) return made;
    // eslint-disable-next-line no-await-in-loop
    const trouble = await written(trying, made);
    if (trouble === undefined) return 'WRITTEN';
    if (typeof trouble !== 'string') return trouble;
    if (trouble === 'THREW') {
      if (leftMs <= 0 || trying.controller.signal.aborted) return BROKEN;
      // eslint-disable-next-line no-await-in-loop
      await afterMs(BACKOFF_MS);
    }
  }
};

/** The joining HSM that waits for the backup that is being sealed. */
const openingOf = (
  effect: Effect,
  waiting: ReadonlyMap<string, WaitingHsm>,
): Pick<Task, 'opening'> => {
  const found = effect.kind === 'SEAL' ? waiting.get(effect.backupId) : undefined;
  return found === undefined
    ? {}
    : { opening: { hsmId: found.hsmId, claim: { ...found.key, worker: '', attempt: 0 } } };
};

/** Makes the attempts of a fleet's worker. */
export const attempting = (
  input: WorkingWith,
  controllerOf: (claimed: Claimed) => AbortController | undefined,
): Attempts => {
  const deadlines = new Map<string, number>();
  return {
    attempt: async (effect, claimed) => {
      const key = effectKeyText(claimed);
      const controller = controllerOf(claimed) ?? new AbortController();
      const opening = openingOf(effect, input.waitingFor());
      const task: Task = { effect, claims: [claimed], at: input.at, ...opening };
      const trying: Trying = { input, task, claimed, controller, ...UNTRIED };
      const until = deadlines.get(key) ?? performance.now() + input.deadlineMs;
      deadlines.set(key, until);
      const ended = await attempted(trying, until);
      // The time that the store takes is not the work's: what was done in time may be done again.
      const waits = typeof ended === 'object' && IS_PASSING.has(ended.reason) && !trying.isLate;
      if (ended === 'WRITTEN' || waits) deadlines.delete(key);
      if (ended !== 'WRITTEN') return ended;
      if (effect.kind === 'SEAL') input.waitingFor().delete(effect.backupId);
      return undefined;
    },
  };
};

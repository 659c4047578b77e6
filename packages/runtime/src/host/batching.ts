/**
 * Writes work in batches: what comes while a commit is in flight is decided and written together.
 *
 * @module
 */
import type { StepRefusal } from '@hsm-lifecycle/core/fleet';
import type { Answer } from '../kernel/answer.ts';
import type { Either } from '../kernel/either.ts';
import { soon } from '../kernel/soon.ts';
import type { StorageFailed } from '../store/storage-failed.ts';
import type { BatchingWith } from './batching-with.ts';
import type { Accepted, Work } from './decide.ts';
import type { FleetAt } from './load.ts';
import type { LogUnreadable, WriteError } from './refusals.ts';
import { writerState, writeRound, type Item, type State } from './rounds.ts';

/** Why work was not written. */
export type WorkError<Refusal> = Refusal | StepRefusal | WriteError;

/** The fleet, and the only way to change it. */
export type Batching = {
  readonly now: () => FleetAt;
  readonly unread: () => LogUnreadable | undefined;
  /** How many effects are not done, as far as this host knows. */
  readonly pending: () => number;
  readonly write: <Refusal>(work: Work<Refusal>) => Answer<WorkError<Refusal>, Accepted>;
  /** Reads what other writers have written. */
  readonly fresh: () => Answer<StorageFailed | LogUnreadable, FleetAt>;
  /** Looks again at work that waits for effects. */
  readonly wake: () => void;
  /** Ends the work that waits for effects. */
  readonly giveUp: (error: { readonly _tag: string }) => void;
  /** From now on ends commands that need more commits than one, after the commit in progress. */
  readonly interrupt: (error: { readonly _tag: string }) => void;
  /** Whether anything is being written. */
  readonly isBusy: () => boolean;
  /** Waits until nothing is being written. */
  readonly quiet: () => Promise<void>;
};

/** Runs rounds until nothing is left but work that waits. */
const runner = (input: BatchingWith, state: State): (() => void) => {
  const run = async (): Promise<void> => {
    for (let isMore = true; isMore || state.isNew;) {
      // Rounds are written one after another.
      // eslint-disable-next-line no-await-in-loop
      await soon();
      // eslint-disable-next-line no-await-in-loop
      isMore = await writeRound(input, state);
    }
    state.isRunning = false;
  };
  return () => {
    state.isNew = true;
    if (state.isRunning) return;
    state.isRunning = true;
    void run();
  };
};

/** Makes the writer of a fleet. */
export const batching = (input: BatchingWith): Batching => {
  const state = writerState(input);
  const wake = runner(input, state);
  const put = (item: Item): void => {
    if (item.work.isReport) state.queue.unshift(item);
    else state.queue.push(item);
    wake();
  };
  return {
    now: () => state.at,
    unread: () => state.at.unread,
    pending: () => state.pending,
    write: <Refusal>(work: Work<Refusal>) =>
      new Promise<Either<WorkError<Refusal>, Accepted>>((resolve, reject) => {
        // The answer has the errors of its own work, or of the commit.
        const answer = (outcome: Either<unknown, Accepted>): void =>
          // eslint-disable-next-line typescript/no-unsafe-type-assertion
          resolve(outcome as Either<WorkError<Refusal>, Accepted>);
        put({ work, answer, reject });
      }),
    fresh: () =>
      new Promise((resolve) => {
        state.wanting.push(resolve);
        wake();
      }),
    wake,
    giveUp: (error) => {
      state.givenUp = error;
      wake();
    },
    interrupt: (error) => {
      state.interrupted = error;
    },
    isBusy: () => state.isRunning,
    quiet: async () => {
      while (state.isRunning) {
        // eslint-disable-next-line no-await-in-loop
        await soon();
      }
    },
  };
};

/**
 * The drivers of flows, and the only place where a provider's exceptions are caught.
 *
 * A refused or aborted flow is returned from, so that its `finally` blocks wipe what has to be wiped.
 *
 * @module
 */
import { isPromise } from './awaitable.ts';
import { type Either, left, right, type TaskEither } from './either.ts';
import type { Aborted } from './errors.ts';
import type { Flow, Step } from './flow.ts';
import { refusal } from './refusal.ts';
import { isDoneBefore, type Signal } from './signal.ts';

const aborted: Aborted = { _tag: 'Aborted' };

const unwind = (flow: Generator<unknown, unknown, void>): void => {
  flow.return(undefined);
};

/** A macrotask, so that timers and sockets get their turn; a promise alone would not let them. */
const pause = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });

/** How many milliseconds an operation works before other work of the event loop gets its turn. A frame that takes longer is not interrupted. */
const TURN_MS = 10;

/** Makes a rest that is taken only when it is due, for a pause costs as much as some frames of a fast provider. The clock decides about nothing else. */
const rests = (): (() => Promise<void>) => {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < TURN_MS) return;
    await pause();
    since = performance.now();
  };
};

const promised = refusal({ _tag: 'ProviderFailed', provider: 'in use', reason: 'promise' });

const runStepSync = <E>(step: Step<E>): Either<E, void> => {
  if (step._tag === 'Breathe') return right(undefined);
  if (step._tag === 'Refuse') return left(step.error);
  try {
    const result = step.run();
    if (!isPromise(result)) return right(undefined);
    result.catch(() => undefined);
    return left(step.otherwise(promised));
  } catch (error) {
    return left(step.otherwise(error));
  }
};

/** Runs a flow at once. A provider that answers with a promise breaks its contract here. */
export const runSync = <E, A>(flow: Flow<E, A>): Either<E, A> => {
  for (;;) {
    const next = flow.next();
    if (next.done === true) return right(next.value);
    const outcome = runStepSync(next.value);
    if (outcome._tag === 'Left') {
      unwind(flow);
      return outcome;
    }
  }
};

type Paced = { readonly signal: Signal | undefined; readonly rest: () => Promise<void> };

const runStep = async <E>(step: Step<E>, { signal, rest }: Paced): Promise<Either<E | Aborted, void>> => {
  if (step._tag === 'Refuse') return left(step.error);
  if (signal?.aborted === true) return left(aborted);
  if (step._tag === 'Breathe') return right(await rest());
  try {
    const result = step.run();
    if (isPromise(result) && !(await isDoneBefore(signal, result))) return left(aborted);
    return right(undefined);
  } catch (error) {
    return left(step.otherwise(error));
  }
};

/**
 * Makes the task that runs a flow, awaiting what is a promise.
 *
 * @param start - makes a fresh flow; called each time the task is run
 * @param signal - ends the flow between two steps, or while a step's promise is pending
 */
export const runAsync =
  <E, A>(start: () => Flow<E, A>, signal?: Signal): TaskEither<E | Aborted, A> =>
  async () => {
    const flow = start();
    const paced = { signal, rest: rests() };
    for (;;) {
      const next = flow.next();
      if (next.done === true) return right(next.value);
      // Steps follow from one another, so they are awaited one by one.
      const outcome = await runStep(next.value, paced); // eslint-disable-line no-await-in-loop
      if (outcome._tag === 'Left') {
        unwind(flow);
        return outcome;
      }
    }
  };

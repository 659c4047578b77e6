/**
 * The drivers of flows: the only place where providers' exceptions are caught.
 *
 * A flow that fails or is aborted is ended by `return`, so that its `finally` blocks wipe keys and
 * plaintext.
 *
 * @module
 */
import { isPromise } from './awaitable.ts';
import type { Awaitable } from './bytes.ts';
import type { Answer } from './answer.ts';
import { type Either, left, right } from './either.ts';
import type { Aborted } from './errors.ts';
import type { Flow, FlowStep } from './flow.ts';
import { refusal } from './refusal.ts';
import { isDoneBefore, type Signal } from './signal.ts';

const aborted: Aborted = { _tag: 'Aborted' };

type Waiting<E> = Extract<FlowStep<E>, { readonly _tag: 'Wait' }>;

const unwind = (flow: Generator<unknown, unknown, void>): void => {
  flow.return(undefined);
};

/** A macrotask: a promise alone would not let timers and sockets run. */
const pause = (): Promise<void> =>
  new Promise((resolve) => {
    if (typeof setImmediate === 'function') setImmediate(resolve);
    else setTimeout(resolve, 0);
  });

/**
 * How many milliseconds a flow runs before it yields to the event loop. A frame that takes longer
 * is not interrupted.
 */
const TURN_MS = 10;

/**
 * Pauses only when `TURN_MS` have passed, because a pause costs a turn of the event loop. Nothing
 * else depends on the clock.
 */
const rests = (): (() => Promise<void> | undefined) => {
  let since = performance.now();
  const rest = async (): Promise<void> => {
    await pause();
    since = performance.now();
  };
  return () => (performance.now() - since < TURN_MS ? undefined : rest());
};

const promised = refusal({ _tag: 'ProviderFailed', provider: 'in use', reason: 'promise' });

const done: Either<never, void> = right(undefined);

const runStepSync = <E>(step: FlowStep<E>): Either<E, void> => {
  if (step._tag === 'Breathe') return done;
  if (step._tag === 'Refuse') return left(step.error);
  step.work.catch(() => undefined);
  return left(step.otherwise(promised));
};

/** Runs a flow synchronously. A provider that returns a promise breaks its contract here. */
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

type Paced = {
  readonly signal: Signal | undefined;
  readonly rest: () => Promise<void> | undefined;
};

/** Waits for a provider, or for the signal. */
const waited = async <E>(
  { work, otherwise }: Waiting<E>,
  signal: Signal | undefined,
): Promise<Either<E | Aborted, void>> => {
  try {
    return (await isDoneBefore(signal, work)) ? done : left(aborted);
  } catch (error) {
    return left(otherwise(error));
  }
};

/**
 * Awaits only promises: otherwise a thousand frames would take two thousand turns of the microtask
 * queue.
 */
const runStep = <E>(
  step: FlowStep<E>,
  { signal, rest }: Paced,
): Awaitable<Either<E | Aborted, void>> => {
  if (step._tag === 'Refuse') return left(step.error);
  if (step._tag === 'Wait') return waited(step, signal);
  if (signal?.aborted === true) return left(aborted);
  return rest()?.then(() => done) ?? done;
};

/**
 * Runs a flow, awaiting every step that answers with a promise. It runs to its end, and wipes what
 * it must, even if nobody awaits the result.
 *
 * @param signal - ends the flow between two steps, or while a step's promise is pending
 */
export const runAsync = async <E, A>(flow: Flow<E, A>, signal?: Signal): Answer<E | Aborted, A> => {
  if (signal?.aborted === true) return left(aborted);
  const paced = { signal, rest: rests() };
  for (;;) {
    const next = flow.next();
    if (next.done === true) return right(next.value);
    const step = runStep(next.value, paced);
    // Each step depends on the one before.
    // eslint-disable-next-line no-await-in-loop
    const outcome = isPromise(step) ? await step : step;
    if (outcome._tag === 'Left') {
      unwind(flow);
      return outcome;
    }
  }
};

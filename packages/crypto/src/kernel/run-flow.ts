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
import { type Pace, startPace } from './pace.ts';
import { refusal } from './refusal.ts';
import { isDoneBefore, type Signal } from './signal.ts';

const aborted: Aborted = { _tag: 'Aborted' };

type Waiting<E> = Extract<FlowStep<E>, { readonly _tag: 'Wait' }>;

const unwind = (flow: Generator<unknown, unknown, void>): void => {
  flow.return(undefined);
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

type Paced = { readonly signal: Signal | undefined; readonly pace: Pace };

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
  { signal, pace }: Paced,
): Awaitable<Either<E | Aborted, void>> => {
  if (step._tag === 'Refuse') return left(step.error);
  if (step._tag === 'Wait') return waited(step, signal);
  if (signal?.aborted === true) return left(aborted);
  return pace()?.then(() => done) ?? done;
};

/**
 * Runs a flow, awaiting every step that answers with a promise. It runs to its end, and wipes what
 * it must, even if nobody awaits the result.
 *
 * @param signal - ends the flow before it begins, where it pauses, or while a promise is pending
 * @param pace - the budget that the flow shares with others, such as those of one stream
 */
export const runAsync = async <E, A>(
  flow: Flow<E, A>,
  signal?: Signal,
  pace: Pace = startPace(),
): Answer<E | Aborted, A> => {
  if (signal?.aborted === true) return left(aborted);
  const paced = { signal, pace };
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

/**
 * Waits by asking again and again.
 *
 * @module
 */
import { awaited, type AwaitedName } from './awaited.ts';

/** How long to wait, as the SDK for JavaScript v3 names it. */
export type WaitOptions = {
  /** In seconds. */
  readonly maxWaitTime: number;
  /** In seconds; 5 if left out. It doubles until `maxDelay`. */
  readonly minDelay?: number;
  /** In seconds; 30 if left out. */
  readonly maxDelay?: number;
  /** In seconds; how long a look may still take when the time is over; 5 if left out. */
  readonly lastLook?: number;
  readonly abortSignal?: AbortSignal;
};

/** The state of a thing, and what the service says about it. */
export type Looked = { readonly state: string; readonly message?: string | undefined };

/** What was waited for is there. */
export type WaitResult = { readonly state: 'SUCCESS'; readonly reason: Looked };

const failed = (name: string, message: string): Error =>
  Object.assign(new Error(message), { name });

const MS = 1000;

const aborted = (): Error => failed('AbortError', 'The wait was aborted.');

type Limits = { readonly seconds: number; readonly signal: AbortSignal | undefined };

/** Settles after a time, or rejects when a signal is aborted; and how to give it up. */
const timer = ({ seconds, signal }: Limits): readonly [Promise<void>, () => void] => {
  const given = new AbortController();
  const over = new Promise<void>((resolve, reject) => {
    const after = setTimeout(resolve, seconds * MS);
    const abort = (): void => reject(aborted());
    if (signal?.aborted === true) abort();
    else signal?.addEventListener('abort', abort, { once: true, signal: given.signal });
    given.signal.addEventListener('abort', () => clearTimeout(after));
  });
  const giveUp = (): void => given.abort();
  return [over.finally(giveUp), giveUp];
};

type Look = (signal: AbortSignal) => Promise<Looked>;

/** Looks once; undefined if there is no answer in time. A look that is given up is aborted. */
const lookFor = async (look: Look, limits: Limits): Promise<Looked | undefined> => {
  if (limits.signal?.aborted === true) throw aborted();
  const ending = new AbortController();
  const [over, giveUp] = timer(limits);
  try {
    return await Promise.race([look(ending.signal), over.then(() => undefined)]);
  } finally {
    giveUp();
    ending.abort();
  }
};

/**
 * Waits until a look shows success.
 *
 * @returns rejects with a `TimeoutError`, an `AbortError`, or a `WaiterFailed` if the state is
 *   neither on the way nor the one at the end; its message is the service's
 */
export const waitUntil = async (
  name: AwaitedName,
  options: WaitOptions,
  look: Look,
): Promise<WaitResult> => {
  const { maxWaitTime, minDelay = 5, maxDelay = 30, lastLook = 5, abortSignal: signal } = options;
  const { pending, success } = awaited[name];
  const end = performance.now() + maxWaitTime * MS;
  const rest = (): number => (end - performance.now()) / MS;
  for (let delay = minDelay; ; delay = Math.min(delay * 2, maxDelay)) {
    // One look after the other.
    // eslint-disable-next-line no-await-in-loop
    const reason = await lookFor(look, { seconds: Math.max(rest(), lastLook), signal });
    if (reason === undefined) throw failed('TimeoutError', `No answer after ${maxWaitTime} s.`);
    if (success.includes(reason.state)) return { state: 'SUCCESS', reason };
    if (!pending.includes(reason.state))
      throw failed('WaiterFailed', `${reason.state}. ${reason.message ?? ''}`.trim());
    if (rest() <= 0) throw failed('TimeoutError', `Still ${reason.state} after ${maxWaitTime} s.`);
    // eslint-disable-next-line no-await-in-loop
    await timer({ seconds: Math.max(0, Math.min(delay, rest())), signal })[0];
  }
};

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
  readonly abortSignal?: AbortSignal;
};

/** The state of a thing, and what the service says about it. */
export type Looked = { readonly state: string; readonly message?: string | undefined };

/** What was waited for is there. */
export type WaitResult = { readonly state: 'SUCCESS'; readonly reason: Looked };

const failed = (name: string, message: string): Error =>
  Object.assign(new Error(message), { name });

const MS = 1000;

const paused = (seconds: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const abort = (): void => {
      clearTimeout(timer);
      reject(failed('AbortError', 'The wait was aborted.'));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    }, seconds * MS);
    if (signal?.aborted === true) abort();
    else signal?.addEventListener('abort', abort, { once: true });
  });

/**
 * Waits until a look shows success.
 *
 * @returns rejects with a `TimeoutError`, an `AbortError`, or a `WaiterFailed` if the state is
 *   neither on the way nor the one at the end; its message is the service's
 */
export const waitUntil = async (
  name: AwaitedName,
  options: WaitOptions,
  look: () => Promise<Looked>,
): Promise<WaitResult> => {
  const { maxWaitTime, minDelay = 5, maxDelay = 30, abortSignal } = options;
  const { pending, success } = awaited[name];
  const end = performance.now() + maxWaitTime * MS;
  for (let delay = minDelay; ; delay = Math.min(delay * 2, maxDelay)) {
    // One look after the other.
    // eslint-disable-next-line no-await-in-loop
    const reason = await look();
    if (success.includes(reason.state)) return { state: 'SUCCESS', reason };
    if (!pending.includes(reason.state))
      throw failed('WaiterFailed', `${reason.state}. ${reason.message ?? ''}`.trim());
    const rest = (end - performance.now()) / MS;
    if (rest <= 0) throw failed('TimeoutError', `Still ${reason.state} after ${maxWaitTime} s.`);
    // eslint-disable-next-line no-await-in-loop
    await paused(Math.min(delay, rest), abortSignal);
  }
};

/**
 * Work that must end in time.
 *
 * @module
 */

/** What came first. */
export type InTime<Value> =
  | { readonly end: 'DONE'; readonly value: Value }
  | { readonly end: 'OVER' }
  | { readonly end: 'THREW'; readonly fault: unknown };

/**
 * Waits for work, its deadline, or the signal, whichever comes first. Never rejects.
 *
 * @param ms - the deadline, in milliseconds from now; at once if not positive
 * @param signal - ends the wait; the caller aborts it when the deadline is over
 */
export const inTime = <Value>(
  work: () => Promise<Value>,
  ms: number,
  signal: AbortSignal,
): Promise<InTime<Value>> =>
  new Promise((resolve) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = (how: InTime<Value>): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', over);
      resolve(how);
    };
    const over = (): void => end({ end: 'OVER' });
    if (ms <= 0 || signal.aborted) {
      over();
      return;
    }
    timer = setTimeout(over, ms);
    signal.addEventListener('abort', over, { once: true });
    void Promise.resolve()
      .then(work)
      .then(
        (value) => end({ end: 'DONE', value }),
        (fault: unknown) => end({ end: 'THREW', fault }),
      );
  });

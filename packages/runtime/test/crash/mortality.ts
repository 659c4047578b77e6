/**
 * A process that kills itself at a given step of its store.
 *
 * @module
 */

/** Counts the steps of a store, and ends the process at one of them. */
export type Mortality = {
  /** Counts each call of a port twice: before and after. */
  readonly mortal: <Port extends object>(port: Port) => Port;
  readonly steps: () => number;
};

/** @param deadline - the step at which to die; 0: never */
export const mortality = (deadline: number): Mortality => {
  let steps = 0;
  const step = (): void => {
    steps += 1;
    if (steps !== deadline) return;
    process.kill(process.pid, 'SIGKILL');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  };
  return {
    steps: () => steps,
    mortal: (port) =>
      new Proxy(port, {
        get: (target, name) => {
          const method: unknown = Reflect.get(target, name);
          if (typeof method !== 'function') return method;
          return async (...given: readonly unknown[]) => {
            step();
            const answer: unknown = await Reflect.apply(method, target, given);
            step();
            return answer;
          };
        },
      }),
  };
};

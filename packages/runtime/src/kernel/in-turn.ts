/**
 * Runs asynchronous work in turn, so that no two pieces of it read the same state and then both
 * write.
 *
 * @module
 */

/** Runs work after all work given before it. */
export type InTurn = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** Makes a queue. */
export const inTurn = (): InTurn => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
};

/**
 * Letting asynchronous work take turns, so that no two pieces of it read the same state and both
 * write.
 *
 * @module
 */

/** Runs work when all that was handed in before is done. */
export type InTurn = <Value>(work: () => Promise<Value>) => Promise<Value>;

/** Makes a queue of turns of its own. */
export const inTurn = (): InTurn => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
};

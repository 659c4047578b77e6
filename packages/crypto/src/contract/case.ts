/**
 * A case of a contract suite. It needs no test runner.
 *
 * @module
 */

/**
 * One case: a name for a test runner, and the check. `run` rejects with an `Error` that says what
 * is wrong.
 */
export type ContractCase = { readonly name: string; readonly run: () => Promise<void> };

/** Throws unless a condition holds. */
export const ensure = (isKept: boolean, promise: string): void => {
  if (!isKept) throw new Error(`contract broken: ${promise}`);
};

/** Tells whether work throws or rejects. */
export const fails = async (work: () => unknown): Promise<boolean> => {
  try {
    await work();
    return false;
  } catch {
    return true;
  }
};

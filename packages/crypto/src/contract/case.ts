/**
 * A case of a contract suite: a name for the test runner, and what to run. No runner is needed.
 *
 * @module
 */

/**
 * One promise that a provider or keyring has to keep. `run` rejects with an `Error` that says which
 * one it broke.
 */
export type ContractCase = { readonly name: string; readonly run: () => Promise<void> };

/** Rejects the case unless a condition holds. */
export const ensure = (isKept: boolean, promise: string): void => {
  if (!isKept) throw new Error(`broken promise: ${promise}`);
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

/**
 * The seed from the environment.
 *
 * @module
 */

/** Reads a member of any value: browsers have no `process`. */
const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/**
 * Reads the environment variable `FC_SEED`, which repeats a failed run.
 *
 * @returns `undefined` if it is not set or not an integer
 */
export const seedFromEnvironment = (): number | undefined => {
  const text = member(member(member(globalThis, 'process'), 'env'), 'FC_SEED');
  const seed = typeof text === 'string' && text.trim() !== '' ? Number(text) : Number.NaN;
  return Number.isSafeInteger(seed) ? seed : undefined;
};

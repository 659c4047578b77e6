/**
 * Which seed the environment asks for.
 *
 * @module
 */

/** Reads a member of whatever it is; browsers have no environment. */
const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;

/**
 * Reads `FC_SEED` where there is an environment to read it from: with it a failing run is run
 * again.
 *
 * @returns `undefined` when it is not set, or is no whole number
 */
export const seedFromEnvironment = (): number | undefined => {
  const text = member(member(member(globalThis, 'process'), 'env'), 'FC_SEED');
  const seed = typeof text === 'string' && text.trim() !== '' ? Number(text) : Number.NaN;
  return Number.isSafeInteger(seed) ? seed : undefined;
};

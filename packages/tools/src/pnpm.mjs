/**
 * The package manager of this workspace. It comes through `npx` at a pinned version, so that Node
 * and npm are all a machine needs.
 *
 * @module
 */

/** What to give to `npx --yes`. */
export const PNPM = 'pnpm@12.21.0';

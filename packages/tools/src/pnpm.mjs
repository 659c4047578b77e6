/**
 * The package manager of this workspace. It runs through `npx` at a pinned version, so that only
 * Node and npm need to be installed.
 *
 * @module
 */

/** The argument for `npx --yes`. */
export const PNPM = 'pnpm@12.21.0';

/**
 * What an entry of a package needs besides a JavaScript engine. An entry that is not listed must
 * run anywhere; the bundles test that.
 *
 * @module
 */

/** Entries that need Node's own modules. */
export const NEEDS_NODE = new Set([
  '@hsm-lifecycle/cli',
  '@hsm-lifecycle/crypto/node',
  '@hsm-lifecycle/runtime/sqlite',
]);

/** Entries whose types need an optional peer. */
export const NEEDS_PEER = new Map([
  ['@hsm-lifecycle/testing/jest', 'expect'],
  ['@hsm-lifecycle/testing/vitest', 'vitest'],
]);

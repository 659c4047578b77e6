/**
 * What an entry of a package needs besides a JavaScript engine. An entry that is not listed must
 * run anywhere; the bundles test that.
 *
 * @module
 */

/** Entries that need Node's own modules. */
export const NEEDS_NODE = new Set([
  '@hsm-lifecycle/aws',
  '@hsm-lifecycle/aws/node',
  '@hsm-lifecycle/cli',
  '@hsm-lifecycle/crypto/node',
  '@hsm-lifecycle/runtime/sqlite',
  '@hsm-lifecycle/simulator/workers',
]);

/** Entries that need an optional peer, or whose types do. */
export const NEEDS_PEER = new Map([
  ['@hsm-lifecycle/aws', '@types/node'],
  ['@hsm-lifecycle/aws/node', '@types/node'],
  ['@hsm-lifecycle/aws/waiters', '@aws-sdk/client-cloudhsm-v2'],
  ['@hsm-lifecycle/testing/jest', 'expect'],
  ['@hsm-lifecycle/testing/vitest', 'vitest'],
]);

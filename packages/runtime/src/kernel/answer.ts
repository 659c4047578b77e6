/**
 * The one asynchronous shape: a promise of an `Either`, the same as crypto's.
 *
 * @module
 */
export type { Answer } from '@hsm-lifecycle/crypto';

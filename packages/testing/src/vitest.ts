/**
 * Matchers for Vitest 5: call `expect.extend({ ...matchers })` once, in a set-up file or at the top
 * of a test. Importing this module adds their types to `expect`.
 *
 * @module
 */
import type { LifecycleMatchers } from './matchers.ts';

export {
  matchers,
  type Matcher,
  type Matchers,
  type ExpectedMembers,
  type MatcherResult,
} from './matchers/matchers.ts';
export type { LifecycleEvent } from './matchers/happened.ts';
export type { MatcherContext } from './matchers/context.ts';
export type { LifecycleMatchers } from './matchers.ts';
/** All matchers of Vitest's `expect`, including these. */
export type { Matchers as VitestMatchers } from 'vitest';

declare module 'vitest' {
  interface Matchers<
    R extends void | Promise<void> = void | Promise<void>,
    T = unknown,
  > extends LifecycleMatchers<R> {}
}

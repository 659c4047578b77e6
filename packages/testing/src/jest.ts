/**
 * Matchers that read well in Jest: `expect.extend({ ...matchers })` once, in a set-up file or on
 * top of a test. Importing this types them for `expect`.
 *
 * @module
 */
import type {} from 'expect';
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

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends LifecycleMatchers<R> {}
}

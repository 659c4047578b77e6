/**
 * Matchers that read well in Jest: `expect.extend({ ...matchers })` once, in a set-up file or on
 * top of a test. Importing this types them for `expect`.
 *
 * @module
 */
import type { LifecycleMatchers } from './matchers.ts';

export { matchers, type Matcher, type Matchers, type Some, type Verdict } from './jest/matchers.ts';
export type { AnyEvent } from './jest/happened.ts';
export type { MatcherContext } from './jest/context.ts';
export type { LifecycleMatchers } from './matchers.ts';
/** All matchers that Jest's `expect` has, these among them. */
export type { Matchers as JestMatchers } from 'expect';

declare module 'expect' {
  interface Matchers<R extends void | Promise<void>, T = unknown> extends LifecycleMatchers<R> {}
}

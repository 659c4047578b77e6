/**
 * Matchers that read well in Vitest 5: `expect.extend({ ...matchers })` once, in a set-up file or
 * on top of a test. Importing this types them for `expect`.
 *
 * @module
 */
import type { LifecycleMatchers } from './matchers.ts';

export { matchers, type Matcher, type Matchers, type Some, type Verdict } from './jest/matchers.ts';
export type { AnyEvent } from './jest/happened.ts';
export type { MatcherContext } from './jest/context.ts';
export type { LifecycleMatchers } from './matchers.ts';
/** All matchers that are added to Vitest's `expect`, these among them. */
export type { Matchers as VitestMatchers } from 'vitest';

declare module 'vitest' {
  interface Matchers<
    R extends void | Promise<void> = void | Promise<void>,
    T = unknown,
  > extends LifecycleMatchers<R> {}
}

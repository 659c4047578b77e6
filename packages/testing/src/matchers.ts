/**
 * Matchers for any `expect` that can be extended: `expect.extend({ ...matchers })` once, in a
 * set-up file or on top of a test. `/jest` and `/vitest` type them as well.
 *
 * @module
 */
import type { AnyRefusal, BackupHolder, NotBegun } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { AnyEvent } from './jest/happened.ts';
import type { Some } from './jest/matchers.ts';

export type { MatcherContext } from './jest/context.ts';
export { matchers, type Matcher, type Matchers, type Some, type Verdict } from './jest/matchers.ts';
export type { AnyEvent } from './jest/happened.ts';

/** What the matchers are in a test; `Result` is what the runner's own return. */
export type LifecycleMatchers<Result> = {
  /**
   * Passes when an outcome or a decision is a refusal of this name, with these facts among its own.
   */
  toBeRefusedWith(tag: AnyRefusal['_tag'], facts?: Some): Result;
  /**
   * Passes when an event of this type is among what happened, with these members among its data.
   */
  toHaveHappened(type: AnyEvent['type'], data?: Some): Result;
  /**
   * Passes when what happened replays to this state: from the beginning of a stream, an empty
   * fleet, or the given state.
   */
  toReplayTo(state: BackupHolder | Fleet, from?: BackupHolder | NotBegun | Fleet): Result;
};

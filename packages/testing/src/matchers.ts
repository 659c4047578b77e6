/**
 * Matchers for any `expect` with `extend`: call `expect.extend({ ...matchers })` once. `/jest` and
 * `/vitest` also add their types.
 *
 * @module
 */
import type { AnyRefusal, BackupHolder, NotBegun } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { LifecycleEvent } from './matchers/happened.ts';
import type { ExpectedMembers } from './matchers/matchers.ts';

export type { MatcherContext } from './matchers/context.ts';
export {
  matchers,
  type Matcher,
  type Matchers,
  type ExpectedMembers,
  type MatcherResult,
} from './matchers/matchers.ts';
export type { LifecycleEvent } from './matchers/happened.ts';

/** The matchers as members of `expect(...)`; `Result` is what the runner's own matchers return. */
export type LifecycleMatchers<Result> = {
  /**
   * Passes if an outcome or a decision is a refusal with this tag and these members.
   */
  toBeRefusedWith(tag: AnyRefusal['_tag'], facts?: ExpectedMembers): Result;
  /**
   * Passes if an event of this type, with these members in its data, is among the events.
   */
  toHaveHappened(type: LifecycleEvent['type'], data?: ExpectedMembers): Result;
  /**
   * Passes if the events replay to this state, beginning with `from`; a stream that has not begun,
   * or an empty fleet, if left out.
   */
  toReplayTo(state: BackupHolder | Fleet, from?: BackupHolder | NotBegun | Fleet): Result;
};

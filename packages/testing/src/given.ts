/**
 * Given a state and what happened to it, when a command comes, what is decided.
 *
 * @module
 */
import { decide, evolve, type BackupHolder, type Decidable, type DecideError, type HolderEvent, type NotBegun } from '@hsm-lifecycle/core';

/** What was decided: a refusal, or what happened. An `Either`, so that fp-ts's own `right([...])` is equal to it. */
export type Decision =
  { readonly _tag: 'Left'; readonly left: DecideError } | { readonly _tag: 'Right'; readonly right: readonly HolderEvent[] };

/** What can be asked once something is given. */
export type Given = {
  /** Decides a command, and tells the events or the refusal. */
  readonly when: (command: Decidable) => Decision;
};

/**
 * Sets a scene: a state, and events that have happened since.
 *
 * @param state - `initialState`, or any holder
 * @param events - replayed on it
 * @example
 * given(initialState).when({ type: 'CreateCluster', data: aNewCluster() })._tag; // => 'Right'
 */
export const given = (state: BackupHolder | NotBegun, ...events: readonly HolderEvent[]): Given => ({
  when: (command) => {
    const outcome = decide(events.reduce<BackupHolder | NotBegun>(evolve, state), command);
    return outcome._tag === 'Left' ? outcome : { _tag: 'Right', right: outcome.right[1] };
  },
});

/**
 * Given a state and what happened to it, when a command comes, what is decided.
 *
 * @module
 */
import {
  decide,
  evolve,
  type BackupHolder,
  type Command,
  type Decidable,
  type DecideRefusal,
  type HolderEvent,
  type NotBegun,
  type Outcome,
} from '@hsm-lifecycle/core';
import {
  evolveFleet,
  step,
  type Fleet,
  type StepRefusal,
  type FleetEvent,
} from '@hsm-lifecycle/core/fleet';

/**
 * What was decided: a refusal, or what happened. An `Either`, so that fp-ts's own `right([...])` is
 * equal to it.
 */
export type Decision<Refusal = DecideRefusal, Event = HolderEvent> =
  | { readonly _tag: 'Left'; readonly left: Refusal }
  | { readonly _tag: 'Right'; readonly right: readonly Event[] };

/** What can be asked once something is given. */
export type Given<Asked = Decidable, Refusal = DecideRefusal, Event = HolderEvent> = {
  /** Decides a command, and tells the events or the refusal. */
  readonly when: (command: Asked) => Decision<Refusal, Event>;
};

const decided = <Refusal, Event>(
  outcome: Outcome<Refusal, unknown, Event>,
): Decision<Refusal, Event> =>
  outcome._tag === 'Left' ? outcome : { _tag: 'Right', right: outcome.right[1] };

/**
 * Sets a scene of one cluster or copy: a state, and events that have happened since.
 *
 * @param state - `initialState`, or any holder
 * @param events - replayed on it
 * @example
 * given(initialState).when({ type: 'CreateCluster', data: aNewCluster() })._tag; // => 'Right'
 */
export const given = (
  state: BackupHolder | NotBegun,
  ...events: readonly HolderEvent[]
): Given => ({
  when: (command) =>
    decided(decide(events.reduce<BackupHolder | NotBegun>(evolve, state), command)),
});

/**
 * Sets a scene of a whole fleet: its state, and events that have happened since.
 *
 * @param fleet - `emptyFleet(...)`, `fleet()`, or any other
 * @param events - replayed on it
 * @example
 * givenEstate(fleet()).when({ type: 'RecoverRegion', data: { at: fleet().now, region: 'eu-west-1' } })._tag; // => 'Left'
 */
export const givenFleet = (
  fleet: Fleet,
  ...events: readonly FleetEvent[]
): Given<Command, StepRefusal, FleetEvent> => ({
  when: (command) => decided(step(events.reduce(evolveFleet, fleet), command)),
});

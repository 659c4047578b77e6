/**
 * Tests in the form: given a state and events, when a command comes, then this is decided.
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

/** The decision: a refusal or events. An `Either`, so it is equal to fp-ts's `right([...])`. */
export type Decision<Refusal = DecideRefusal, Event = HolderEvent> =
  | { readonly _tag: 'Left'; readonly left: Refusal }
  | { readonly _tag: 'Right'; readonly right: readonly Event[] };

/** The second half of `given(...).when(...)`. */
export type Given<Commands = Decidable, Refusal = DecideRefusal, Event = HolderEvent> = {
  /** Decides a command: its events, or the refusal. */
  readonly when: (command: Commands) => Decision<Refusal, Event>;
};

const decisionOf = <Refusal, Event>(
  outcome: Outcome<Refusal, unknown, Event>,
): Decision<Refusal, Event> =>
  outcome._tag === 'Left' ? outcome : { _tag: 'Right', right: outcome.right[1] };

/**
 * Begins a test of one cluster or copy: a state, and events to replay on it.
 *
 * @param state - `initialState`, or any holder
 * @param events - oldest first
 * @example
 * given(initialState).when({ type: 'CreateCluster', data: aNewCluster() })._tag; // => 'Right'
 */
export const given = (
  state: BackupHolder | NotBegun,
  ...events: readonly HolderEvent[]
): Given => ({
  when: (command) =>
    decisionOf(decide(events.reduce<BackupHolder | NotBegun>(evolve, state), command)),
});

/**
 * Begins a test of a fleet: a state, and events to replay on it.
 *
 * @param fleet - `emptyFleet(...)`, `fleet()`, or any other
 * @param events - oldest first
 * @example
 * const data = { at: START, region: 'eu-west-1' };
 * givenFleet(fleet()).when({ type: 'RecoverRegion', data })._tag; // => 'Left'
 */
export const givenFleet = (
  fleet: Fleet,
  ...events: readonly FleetEvent[]
): Given<Command, StepRefusal, FleetEvent> => ({
  when: (command) => decisionOf(step(events.reduce(evolveFleet, fleet), command)),
});

/**
 * Processes: what happens to a fleet from outside, at random or on a schedule.
 *
 * @module
 */
import type { AvailabilityZone, Command, EpochMillis } from '@hsm-lifecycle/core';
import type { Fleet, FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { EventType } from '@hsm-lifecycle/runbooks';
import type { Distribution } from '../random/distribution.ts';
import type { Luck } from '../random/luck.ts';

/** The fleet, and what core does not model: outages that pass, and jobs that have stopped. */
export type World = {
  readonly fleet: Fleet;
  /** Now, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  /** Zones in a passing outage: their HSMs keep their contents, and do not serve. */
  readonly zonesOut: readonly AvailabilityZone[];
  /** Names of runbooks that are not running. */
  readonly suspended: readonly string[];
};

/** What a timer is about: what a process wants to be reminded of. */
export type TimerTopic = {
  /** A word of the process, such as `LOSE`. */
  readonly what: string;
  /** An id or a zone. */
  readonly id?: string;
  readonly number?: number;
};

/** A timer: it rings at an instant, or after a random span that is drawn for its subject. */
export type Timer = {
  /** Names the stream that a random span comes from, such as the place of an HSM. */
  readonly subject: string;
  readonly about: TimerTopic;
} & ({ readonly at: EpochMillis } | { readonly after: Distribution });

/** A timer that rings. */
export type Ringing = { readonly subject: string; readonly about: TimerTopic };

/** A passing outage of a zone begins or ends, a runbook stops or goes on. */
export type OverlayAct =
  | { readonly type: 'BeginZoneOutage'; readonly availabilityZone: AvailabilityZone }
  | { readonly type: 'EndZoneOutage'; readonly availabilityZone: AvailabilityZone }
  | { readonly type: 'Suspend'; readonly runbook: string }
  | { readonly type: 'Resume'; readonly runbook: string };

/** What a process does: a command to the fleet, or a change of what core does not model. */
export type Act = Command | OverlayAct;

/** Who acts: the service, a fault, a person, a workload or a runbook. */
export type ProcessKind = 'SERVICE' | 'FAULT' | 'PERSON' | 'WORKLOAD' | 'RUNBOOK';

/** The world as it is, and luck. */
export type Moment = { readonly world: World; readonly luck: Luck };

/** What a process does when a timer rings. */
export type Woken<State> = {
  readonly state: State;
  /** In order. What the fleet refuses is skipped. */
  readonly acts?: readonly Act[];
  readonly timers?: readonly Timer[];
};

/** The state of a process after something, and the timers that it sets. */
export type Reaction<State> = readonly [state: State, timers: readonly Timer[]];

/**
 * A source of timed acts, as pure functions over its state. A process keeps no state that the fleet
 * has, and asks for delays and chances by name: so equal seeds give equal lives.
 */
export type Process<State = unknown> = {
  readonly name: string;
  readonly kind: ProcessKind;
  /** The types of events that it sees. */
  readonly sees?: readonly EventType[];
  begin(moment: Moment): Reaction<State>;
  /** Reacts to an event; acts come later, from a timer that may ring at once. */
  see?(state: State, event: FleetEvent, moment: Moment): Reaction<State>;
  wake(state: State, timer: Ringing, moment: Moment): Woken<State>;
};

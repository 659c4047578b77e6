/**
 * Measures: pure folds over a life that emit observations.
 *
 * @module
 */
import type { Command, EpochMillis, Millis } from '@hsm-lifecycle/core';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { EventType } from '@hsm-lifecycle/runbooks';
import type { World } from './process.ts';

/**
 * One observation. All numbers are whole, so that sums are exact.
 *
 * - `VALUE`: one value of something that happens now and then, such as a recovery time.
 * - `TOTAL`: an amount that adds up over a run.
 * - `TIME`: a span during which something held.
 * - `LEVEL`: a value that stayed the same for a span, such as a number of backups.
 * - `RAMP`: a value that grew by one millisecond a millisecond, such as an age.
 * - `BEYOND`: a span during which a ramp had no value, and was worse than any.
 */
export type Observation =
  | { readonly kind: 'VALUE'; readonly label: string; readonly value: number }
  | { readonly kind: 'TOTAL'; readonly label: string; readonly amount: number }
  | { readonly kind: 'TIME'; readonly label: string; readonly ms: Millis }
  | {
      readonly kind: 'LEVEL';
      readonly label: string;
      readonly value: number;
      readonly ms: Millis;
    }
  | {
      readonly kind: 'RAMP';
      readonly label: string;
      readonly from: Millis;
      readonly to: Millis;
    }
  | { readonly kind: 'BEYOND'; readonly label: string; readonly ms: Millis };

/** The kinds of labels: a ramp may have spans beyond it. */
export type LabelKind = Exclude<Observation['kind'], 'BEYOND'>;

/** What the numbers of a label are. */
export type Unit = 'ms' | 'count' | 'micro-currency';

/** The kind of a label's observations, and their unit. */
export type LabelOf = {
  readonly kind: LabelKind;
  readonly unit: Unit;
  /** What it is, for reports. */
  readonly about: string;
};

/** The state of a measure after something, and what it observed. */
export type MeasureReaction<State> = readonly [state: State, observations: readonly Observation[]];

/** A command that a runbook or a person gave, and whether the fleet took it. */
export type Call = { readonly command: Command; readonly isAccepted: boolean };

/** A fold over a life that emits observations. */
export type Measure<State = unknown> = {
  readonly name: string;
  /** The labels that it may emit. Those that are not listed are counts. */
  readonly labels: Readonly<Record<string, LabelOf>>;
  /** The types of events that it sees. */
  readonly sees: readonly EventType[];
  /** Begins to measure, after the warm-up. */
  begin(world: World): State;
  /** Sees an event; `world` is after all events of its instant. */
  see(state: State, event: FleetEvent, world: World): MeasureReaction<State>;
  /** Sees that an outage has begun or ended that core does not model. */
  turn?(state: State, world: World): MeasureReaction<State>;
  /** Sees a command of a runbook or a person. */
  call?(state: State, call: Call, world: World): MeasureReaction<State>;
  /** Ends, at the horizon. */
  end(state: State, at: EpochMillis): readonly Observation[];
};

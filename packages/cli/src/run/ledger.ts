/**
 * What is written down while a drill runs.
 *
 * @module
 */
import type { Access, Cluster, Command, Contents, EpochMillis } from '@hsm-lifecycle/core';
import type { Fleet, StepRefusal, FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { LawStep } from '@hsm-lifecycle/testing/laws';
import type { Drill } from '../file/drill.ts';
import type { NameBook } from './name-book.ts';

/** One line of what happened: an event, a note from the file, or something that did not happen. */
export type Entry = {
  readonly at: EpochMillis;
  /** The step it belongs to; absent for what time alone brought. */ readonly step?: number;
} & (
  | { readonly kind: 'EVENT'; readonly stream: string; readonly event: FleetEvent['event'] }
  | { readonly kind: 'NOTE'; readonly text: string }
  | {
      readonly kind: 'REFUSED';
      readonly command: Command;
      readonly refusal: StepRefusal;
      readonly expected: boolean;
    }
  | { readonly kind: 'NOTHING'; readonly text: string }
);

/** An event, and the step that brought it; none for what time alone brought. */
export type Happening = readonly [it: FleetEvent, step: number | undefined];

/** Whether one expectation holds. */
export type Verdict = {
  readonly passed: boolean;
  /** What it is about: an expectation's `that`, `Refused` or `Accepted`. */
  readonly that: string;
  /** The index of the step after which it was judged; absent at the end. */
  readonly step?: number;
  readonly at: EpochMillis;
  /** What was expected, as a sentence. */
  readonly expected: string;
  /** What was found, as sentences. */
  readonly found: readonly string[];
  readonly because?: string;
  /** The same as plain data, with ids. */
  readonly data?: unknown;
};

/** A drill that has been run. */
export type DrillRun = {
  readonly drill: Drill;
  readonly fleet: Fleet;
  readonly book: NameBook;
  readonly entries: readonly Entry[];
  /** The events among the entries, as the machine gave them. */
  readonly happenings: readonly Happening[];
  /** What was commanded and accepted, waits for the instant of a step among it. */
  readonly taken: readonly LawStep[];
  readonly verdicts: readonly Verdict[];
  /** The instant at which it ended. */
  readonly endsAt: EpochMillis;
  /** Steps that were not taken, because one before was refused and should not have been. */
  readonly notReached: number;
};

/** A drill under way. */
export type Ledger = {
  fleet: Fleet;
  at: EpochMillis;
  readonly book: NameBook;
  readonly remembered: Map<string, Contents>;
  readonly entries: Entry[];
  readonly happenings: Happening[];
  readonly taken: LawStep[];
  readonly verdicts: Verdict[];
  /**
   * Whether a step was refused that should not have been: what it would have made is missing now.
   */
  stopped: boolean;
};

const withMaterial = (
  material: Contents['material'] | undefined,
  access: Access | undefined,
): Contents | undefined =>
  material === undefined || access === undefined ? undefined : { material, access };

/** What the HSMs of a cluster hold: the keys they share, and the users of the first ACTIVE one. */
export const heldBy = ({ material, hsms }: Cluster): Contents | undefined =>
  withMaterial(material, hsms.find(({ state }) => state === 'ACTIVE')?.access);

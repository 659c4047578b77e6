/**
 * The record that a drill keeps while it runs.
 *
 * @module
 */
import type { Cluster, Command, Contents, EpochMillis, HsmId } from '@hsm-lifecycle/core';
import type { Fleet, FleetEvent, StepRefusal } from '@hsm-lifecycle/core/fleet';
import type { Drill } from '../file/drill.ts';
import type { NameBook } from '../sentences/name-book.ts';

/**
 * One line of the timeline: an event, a note from the file, a refusal, nothing to do, or how far
 * the HSMs of a cluster agree.
 */
export type TimelineEntry = {
  readonly at: EpochMillis;
  /** The index of the step that caused it; absent if time alone did. */
  readonly step?: number;
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
  /** The HSMs of a cluster begin to differ, differ otherwise, or agree again. */
  | { readonly kind: 'COVERAGE'; readonly stream: string; readonly text: string }
);

/** An event, and the index of the step that caused it; `undefined` if time alone did. */
export type DrillEvent = { readonly event: FleetEvent; readonly step: number | undefined };

/** An accepted command: the fleet before it, the events, and the fleet after it. */
export type AcceptedCommand = {
  readonly before: Fleet;
  readonly command: Command;
  readonly events: readonly FleetEvent[];
  readonly after: Fleet;
};

/** Whether one expectation holds. */
export type DrillVerdict = {
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
  /** The findings as plain data, with ids. */
  readonly data?: unknown;
};

/** A finished drill. */
export type DrillRun = {
  readonly drill: Drill;
  /** The fleet at the end. */
  readonly fleet: Fleet;
  readonly book: NameBook;
  /** Ids of noted signing requests, by name. */
  readonly signingRequests: ReadonlyMap<string, string>;
  readonly entries: readonly TimelineEntry[];
  /** All events, oldest first. */
  readonly happenings: readonly DrillEvent[];
  /** All accepted commands, including an `Advance` to the time of each step. */
  readonly accepted: readonly AcceptedCommand[];
  readonly verdicts: readonly DrillVerdict[];
  /** The instant at which the drill ended. */
  readonly endsAt: EpochMillis;
  /** How many steps were skipped because an earlier one was refused unexpectedly. */
  readonly notReached: number;
};

/** The record of a running drill; its members are appended to as the drill goes on. */
export type Ledger = {
  fleet: Fleet;
  at: EpochMillis;
  readonly book: NameBook;
  /** Contents noted by `Remember` steps, by name: those of each ACTIVE HSM. */
  readonly remembered: Map<string, readonly Contents[]>;
  /** Ids of the requests noted by `NoteSigningRequest` steps, by name. */
  readonly signingRequests: Map<string, string>;
  readonly entries: TimelineEntry[];
  readonly happenings: DrillEvent[];
  readonly accepted: AcceptedCommand[];
  readonly verdicts: DrillVerdict[];
  /** Whether a step was refused unexpectedly, so that later references may lead nowhere. */
  stopped: boolean;
};

/** Starts the record of a drill. */
export const newLedger = (fleet: Fleet, book: NameBook): Ledger => ({
  fleet,
  at: fleet.asOf,
  book,
  remembered: new Map(),
  signingRequests: new Map(),
  entries: [],
  happenings: [],
  accepted: [],
  verdicts: [],
  stopped: false,
});

/** What one HSM holds. */
export type HsmContents = Contents & { readonly hsmId: HsmId };

/**
 * What each ACTIVE HSM of a cluster holds, in order of arrival: the material that they share, and
 * the access of each. HSMs may differ, since users and policies do not heal.
 */
export const contentsOnHsms = ({ material, hsms }: Cluster): readonly HsmContents[] =>
  hsms.flatMap(({ hsmId, state, access }) =>
    material === undefined || access === undefined || state !== 'ACTIVE'
      ? []
      : [{ hsmId, material, access }],
  );

/** Tells whether every expectation of a drill holds. */
export const hasPassed = ({ verdicts }: Pick<DrillRun, 'verdicts'>): boolean =>
  verdicts.every(({ passed }) => passed);

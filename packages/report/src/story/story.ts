/**
 * A story: how a fleet began, and everything that happened to it.
 *
 * @module
 */
import type { EpochMillis, Millis, RuleId } from '@hsm-lifecycle/core';
import type { EmptyFleet, FleetEvent } from '@hsm-lifecycle/core/fleet';

/** An event, and the index of the step that caused it; without one, time alone did. */
export type StoryEvent = FleetEvent & { readonly step?: number };

/**
 * Something that is no event. NOTE: a sentence of the author; REFUSED: a command that was refused;
 * NOTHING: a step that had nothing to do.
 */
export type Remark = {
  readonly kind: 'NOTE' | 'REFUSED' | 'NOTHING';
  readonly at: EpochMillis;
  /** How many events come before it. */
  readonly after: number;
  readonly text: string;
  readonly rule?: string;
  /** Whether a refusal was expected. */
  readonly expected?: boolean;
};

/** How old the newest recovery point of a cluster may be: a line in its chart. */
export type RecoveryLimit = {
  readonly clusterId: string;
  readonly maxAgeMs: Millis;
  /** The region that the recovery point must be in; any, if left out. */
  readonly region?: string;
};

/** A story. A log of events without commands is one too. */
export type Story = {
  /** The input of core's `emptyFleet`. */
  readonly begin: EmptyFleet;
  /** The instant at which the story ends: that of the last event, or later. */
  readonly endsAt: EpochMillis;
  /** In the order in which they happened. */
  readonly events: readonly StoryEvent[];
  /** Names by id. Generated names fill the gaps. */
  readonly names?: Readonly<Record<string, string>>;
  readonly remarks?: readonly Remark[];
  readonly limits?: readonly RecoveryLimit[];
};

/** Whether an expectation holds. */
export type Verdict = {
  readonly passed: boolean;
  /** What was expected, as a sentence. */
  readonly expected: string;
  /** What was found, as sentences. */
  readonly found: readonly string[];
  readonly because?: string;
  /** When it was judged. */
  readonly at: EpochMillis;
};

/** A rule that an event follows, with the page to read it on. */
export type RuleNote = {
  readonly statement: string;
  readonly source: string;
  readonly url?: string;
};

/** An event in words. */
export type Sentence = { readonly text: string; readonly rule: RuleId };

/** A story with its words: what the page carries. */
export type StoryData = Omit<Story, 'names' | 'remarks' | 'limits'> & {
  readonly names: Readonly<Record<string, string>>;
  /** One for each event. */
  readonly sentences: readonly Sentence[];
  readonly rules: Readonly<Record<string, RuleNote>>;
  readonly remarks: readonly Remark[];
  readonly limits: readonly RecoveryLimit[];
};

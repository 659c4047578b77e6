/**
 * Effects as rows: work that an event requires, from the commit of the event to the commit of its
 * report.
 *
 * @module
 */

/** Which effect: that of the event at a position, counted from 0. */
export type EffectKey = {
  readonly fleet: string;
  readonly position: number;
  readonly ordinal: number;
};

/** The key of an effect within its fleet, as text. */
export const effectKeyText = ({
  position,
  ordinal,
}: Pick<EffectKey, 'position' | 'ordinal'>): string => `${position}/${ordinal}`;

/** An effect to keep until it is done. */
export type NewEffect = {
  /** The position of the event that requires it. */
  readonly position: number;
  readonly ordinal: number;
  readonly kind: string;
  /** What it writes: the id of a key record, or of an HSM. */
  readonly record: string;
  /** The key record that it reads. */
  readonly source?: string;
  /** The effect itself, as JSON. */
  readonly data: string;
};

/**
 * A right to perform an effect. `attempt` counts the claims of an effect, so an old claim is never
 * taken for a newer one. An effect that nobody has claimed has the worker `''`.
 */
export type Claim = EffectKey & { readonly worker: string; readonly attempt: number };

/** An effect, with the right to perform it. */
export type Claimed = NewEffect & Claim;

/** An effect that is not done. */
export type PendingEffect = Claimed & {
  /** Not to be claimed before, in milliseconds since the epoch; 0 for at once. */
  readonly runAt: number;
  /** Why it is to be tried again, if it was. */
  readonly error?: string;
};

/** Who claims effects, how many at most, and for how long. */
export type ClaimBy = {
  readonly worker: string;
  readonly limit: number;
  readonly leaseMs: number;
};

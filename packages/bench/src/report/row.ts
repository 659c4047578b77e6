/**
 * The result of a measurement.
 *
 * @module
 */

/** One line of the report. */
export type Row = {
  /** What was measured. */
  readonly work: string;
  /** The figure, with its unit. */
  readonly figure: string;
  /** The target; absent for figures that are only for comparison. */
  readonly target?: string | undefined;
  /**
   * Whether the target is met; absent if there is no target, or if the sizes are not those of the
   * target.
   */
  readonly isMet?: boolean | undefined;
};

/** A group of lines. */
export type Section = { readonly title: string; readonly rows: readonly Row[] };

/** How the bench runs. */
export type Options = {
  /** Smaller sizes and fewer rounds, without a verdict. */
  readonly isQuick: boolean;
};

/** A number with only its significant digits. */
export const digits = (value: number): string => {
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 2);
};

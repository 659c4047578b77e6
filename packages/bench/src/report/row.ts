/**
 * What a measurement says.
 *
 * @module
 */

/** One line of the report. */
export type Row = {
  /** What was done. */
  readonly work: string;
  /** What was found. */
  readonly figure: string;
  /** What the design asks for; absent for what is told for comparison. */
  readonly target?: string | undefined;
  /**
   * Whether it was found so; absent where there is no target, or where the sizes are not the
   * design's.
   */
  readonly isMet?: boolean | undefined;
};

/** A group of lines. */
export type Section = { readonly title: string; readonly rows: readonly Row[] };

/** How the bench runs. */
export type Options = {
  /** Smaller sizes and fewer rounds: a look, not a verdict. */
  readonly isQuick: boolean;
};

/** A number with as many digits as mean something. */
export const digits = (value: number): string => {
  if (value >= 100) return value.toFixed(0);
  return value.toFixed(value >= 10 ? 1 : 2);
};

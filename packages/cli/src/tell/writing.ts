/**
 * How a report is written.
 *
 * @module
 */
import type { Colors } from './colors.ts';

/** How a report is written. */
export type Writing = {
  readonly colors: Colors;
  readonly verbose?: boolean;
  /** How hints call the command. */
  readonly command?: string;
};

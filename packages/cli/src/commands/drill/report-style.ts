/**
 * How the report of a drill is written.
 *
 * @module
 */
import type { Colors } from '../../terminal/colors.ts';

/** How the report of a drill is written. */
export type ReportStyle = {
  readonly colors: Colors;
  /** Whether to print every event. */
  readonly verbose: boolean;
  /** How hints call the command. */
  readonly command: string;
};

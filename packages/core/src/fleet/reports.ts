/**
 * Commands that the service sends, not a client.
 *
 * @module
 */
import type { RegionLoss } from '../transitions/command.ts';
import type { Addressed } from '../transitions/not-there.ts';

const REPORTS: ReadonlySet<string> = new Set(['Settle', 'FailHsm', 'ReplaceHsm']);

/**
 * Whether a command is a report that reaches a lost region. In a destroyed one nothing begins, so a
 * replacement does not (U-55).
 */
export const isReport = ({ type }: Addressed, kind: RegionLoss): boolean =>
  REPORTS.has(type) && (type !== 'ReplaceHsm' || kind === 'UNREACHABLE');

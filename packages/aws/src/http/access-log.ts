/**
 * The log of requests: a JSON line each, without bodies, keys or signatures.
 *
 * @module
 */
import type { About } from '../wire/aws-request.ts';

/** What is known of a request that was answered. */
export type LogEntry = {
  /** The real instant, in milliseconds since the epoch. */
  readonly at: number;
  /** The fleet's instant. */
  readonly now: number;
  /** How long it took. */
  readonly ms: number;
  readonly status: number;
  readonly about: About;
};

/** Writes an entry as a line. */
export const logLine = ({ at, now, ms, status, about }: LogEntry): string => {
  const { requestId, account, region, action, error, rule } = about;
  const instants = { at: new Date(at).toISOString(), now: new Date(now).toISOString() };
  const asked = { requestId, account, region, action };
  return `${JSON.stringify({ ...instants, ...asked, status, error, rule, ms })}\n`;
};

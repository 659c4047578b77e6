/**
 * What a function of the host threw, as an error.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import type { HostFailed } from './refusals.ts';

/** The error, with the message of what was thrown. */
export const hostFailed = (what: HostFailed['what'], fault: unknown): HostFailed => ({
  _tag: 'HostFailed',
  what,
  detail: fault instanceof Error ? fault.message : String(fault),
});

/** Calls a function of the host. Left: it threw. */
export const calling = <Value>(
  what: HostFailed['what'],
  call: () => Value,
): Either<HostFailed, Value> => {
  try {
    return right(call());
  } catch (fault) {
    return left(hostFailed(what, fault));
  }
};

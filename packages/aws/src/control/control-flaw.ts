/**
 * Reads what the control plane is asked.
 *
 * @module
 */
import { MINUTE_MS, HOUR_MS, DAY_MS, type EpochMillis } from '@hsm-lifecycle/core';
import { CLOCK_END } from '../host/movable-clock.ts';
import { left, right, type Either } from '../kernel/either.ts';
import { isJsonObject } from '../kernel/plain.ts';

/** Why the control plane refuses: a sentence. */
export type ControlFlaw = { readonly _tag: 'ControlFlaw'; readonly message: string };

/** Makes a flaw. */
export const controlFlaw = (message: string): Either<ControlFlaw, never> =>
  left({ _tag: 'ControlFlaw', message });

const UNITS: Readonly<Record<string, number>> = {
  s: 1000,
  m: MINUTE_MS,
  h: HOUR_MS,
  d: DAY_MS,
};

const SPAN = /^(\d{1,9})([smhd])$/u;

/** Reads a span of time, such as `90s`, `15m`, `2h` or `7d`, in milliseconds. */
const spanMs = (text: unknown): number | undefined => {
  const [, count, unit = ''] = SPAN.exec(String(text)) ?? [];
  const each = UNITS[unit];
  return count === undefined || each === undefined ? undefined : Number(count) * each;
};

const within = (at: EpochMillis, now: EpochMillis): Either<ControlFlaw, EpochMillis> => {
  if (at < now) return controlFlaw('Time does not run back.');
  return at > CLOCK_END ? controlFlaw('Time ends with the year 9999.') : right(at);
};

/** Reads `{ by: '15m' }` or `{ to: '2026-11-02T09:00:00Z' }` as an instant. */
export const advanceTo = (body: unknown, now: EpochMillis): Either<ControlFlaw, EpochMillis> => {
  const { by, to } = isJsonObject(body) ? body : {};
  const span = by === undefined ? undefined : spanMs(by);
  if (span !== undefined && to === undefined) return within(now + span, now);
  const at = typeof to === 'string' ? Date.parse(to) : Number.NaN;
  if (by !== undefined || Number.isNaN(at))
    return controlFlaw('Give "by", a span such as 15m, or "to", such as 2026-11-02T09:00:00Z.');
  return within(at, now);
};

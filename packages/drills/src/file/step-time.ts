/**
 * Instants and spans of time as they are written in drill files.
 *
 * @module
 */
import { DAY_MS, HOUR_MS, MINUTE_MS, type EpochMillis, type Millis } from '@hsm-lifecycle/core';

/** When a step is taken: a span after the previous step, or an instant. */
export type StepTime = { readonly after: Millis } | { readonly instant: EpochMillis };

/**
 * `1d12h`, `90d`, `30m`: whole numbers of weeks, days, hours, minutes and seconds, largest first.
 */
export const SPAN_PATTERN = '(?=\\d)(\\d+w)?(\\d+d)?(\\d+h)?(\\d+m)?(\\d+s)?';

/** A date, or a date with a time and its offset from UTC. */
export const INSTANT_PATTERN =
  '\\d{4}-\\d{2}-\\d{2}(T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,3})?)?(Z|[+-]\\d{2}:\\d{2}))?';

const whole = (pattern: string): RegExp => new RegExp(`^${pattern}$`, 'u');
const UNITS: Readonly<Record<string, Millis>> = {
  w: 7 * DAY_MS,
  d: DAY_MS,
  h: HOUR_MS,
  m: MINUTE_MS,
  s: 1000,
};

/** Reads a span of time; `undefined` if the text is not one. */
export const spanFrom = (text: string): Millis | undefined => {
  if (!whole(SPAN_PATTERN).test(text)) return undefined;
  let span = 0;
  for (const [, count, unit] of text.matchAll(/(\d+)([wdhms])/gu))
    span += Number(count) * (UNITS[String(unit)] ?? 0);
  return Number.isSafeInteger(span) ? span : undefined;
};

/** Reads an ISO 8601 instant; `undefined` if the text is not one. A date alone is midnight UTC. */
export const instantFrom = (text: string): EpochMillis | undefined => {
  if (!whole(INSTANT_PATTERN).test(text)) return undefined;
  const day = text.slice(0, 10);
  const midnight = Date.parse(day);
  const exists = !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day);
  const at = Date.parse(text);
  return exists && !Number.isNaN(at) && at >= 0 ? at : undefined;
};

/** Reads `+2h` or an instant; `undefined` if the text is neither. */
export const stepTimeFrom = (text: string): StepTime | undefined => {
  const after = text.startsWith('+') ? spanFrom(text.slice(1)) : undefined;
  if (after !== undefined) return { after };
  const instant = instantFrom(text);
  return instant === undefined ? undefined : { instant };
};

/** The instant of a step; `before` is that of the previous step. */
export const instantOf = (time: StepTime | undefined, before: EpochMillis): EpochMillis => {
  if (time === undefined) return before;
  return 'after' in time ? before + time.after : time.instant;
};

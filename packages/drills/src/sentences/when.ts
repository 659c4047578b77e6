/**
 * Instants, spans of time, counts and lists in English; always UTC.
 *
 * @module
 */
import { DAY_MS, HOUR_MS, MINUTE_MS, type EpochMillis, type Millis } from '@hsm-lifecycle/core';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const MONTHS = [
  'Jan',
  'Feb',
  'Mar',
  'Apr',
  'May',
  'Jun',
  'Jul',
  'Aug',
  'Sep',
  'Oct',
  'Nov',
  'Dec',
] as const;

/** `2 Nov`. */
export const shortDayText = (at: EpochMillis): string =>
  `${new Date(at).getUTCDate()} ${MONTHS[new Date(at).getUTCMonth()]}`;

/** `Mon 2 Nov 2026`. */
export const dayText = (at: EpochMillis): string => {
  const date = new Date(at);
  return `${DAYS[date.getUTCDay()]} ${shortDayText(at)} ${date.getUTCFullYear()}`;
};

/** `09:05`, or `09:05:30` when the seconds matter. */
export const timeText = (at: EpochMillis): string => {
  const text = new Date(at).toISOString();
  return at % MINUTE_MS === 0 ? text.slice(11, 16) : text.slice(11, 19);
};

/** `Mon 2 Nov 2026 09:05 UTC`. */
export const instantText = (at: EpochMillis): string => `${dayText(at)} ${timeText(at)} UTC`;

/** `1d 12h`, `3h 12m`, `45s`, `0s`: the largest units, at most two by default. */
export const spanText = (span: Millis, unitsMax = 2): string => {
  const units: readonly (readonly [Millis, string])[] = [
    [DAY_MS, 'd'],
    [HOUR_MS, 'h'],
    [MINUTE_MS, 'm'],
    [1000, 's'],
  ];
  const parts: string[] = [];
  let rest = span;
  for (const [unit, letter] of units) {
    if (rest >= unit) parts.push(`${Math.floor(rest / unit)}${letter}`);
    rest %= unit;
  }
  return parts.length === 0 ? '0s' : parts.slice(0, unitsMax).join(' ');
};

/** `1 key`, `3 keys`. */
export const countText = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** `a`, `a and b`, `a, b and c`. */
export const listText = (items: readonly string[]): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;

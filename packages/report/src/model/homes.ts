/**
 * Where each secret lives over time, and when it is gone for good.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { Stop } from './replay.ts';
import { secretsOf, whereabouts, type Secret } from './secrets.ts';

/** A stretch of time in which a bar holds a secret. */
export type Stay = { readonly barId: string; readonly from: EpochMillis; readonly to: EpochMillis };

/** The life of a secret. */
export type Home = {
  readonly secret: Secret;
  readonly stays: readonly Stay[];
  /** When the first place held it. */
  readonly since: EpochMillis;
  /** From when on no place holds it; absent if one still does at the end of the story. */
  readonly goneAt: EpochMillis | undefined;
};

type Open = Map<string, EpochMillis>;

/** Closes the stays that have ended, and opens new ones. */
const moveOn = (
  { open, stays }: { readonly open: Open; readonly stays: Stay[] },
  there: ReadonlySet<string>,
  at: EpochMillis,
): void => {
  for (const [barId, from] of open)
    if (!there.has(barId)) {
      stays.push({ barId, from, to: at });
      open.delete(barId);
    }
  for (const barId of there) if (!open.has(barId)) open.set(barId, at);
};

/** Follows every secret through a story. */
export const homesOf = (stops: readonly Stop[]): readonly Home[] => {
  const secrets = secretsOf(stops);
  const lives = secrets.map(() => ({ open: new Map<string, EpochMillis>(), stays: [] as Stay[] }));
  let fleet: Stop['fleet'] | undefined;
  for (const stop of stops) {
    if (stop.fleet === fleet) continue;
    ({ fleet } = stop);
    const places = whereabouts(fleet, secrets);
    for (const [index, life] of lives.entries()) moveOn(life, places[index] ?? new Set(), stop.at);
  }
  const end = stops.at(-1)?.at ?? 0;
  return lives.map(({ open, stays }, index): Home => {
    const rest = [...open].map(([barId, from]): Stay => ({ barId, from, to: end }));
    const all = [...stays, ...rest];
    const secret = secrets[index] ?? { kind: 'KEY', name: '' };
    const since = Math.min(...all.map(({ from }) => from));
    const goneAt = rest.length > 0 ? undefined : Math.max(...stays.map(({ to }) => to));
    return { secret, stays: all, since, goneAt };
  });
};

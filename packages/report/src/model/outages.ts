/**
 * When regions and zones were lost.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { Stop } from './replay.ts';

/** A region or zone that was lost for a while, or for good. */
export type Outage = {
  readonly place: string;
  readonly kind: 'REGION' | 'ZONE';
  /** Whether it never comes back. */
  readonly forGood: boolean;
  readonly from: EpochMillis;
  readonly to: EpochMillis;
};

type Lost = Omit<Outage, 'from' | 'to'>;

const lostIn = ({ lost, lostZones }: Fleet): readonly Lost[] => [
  ...Object.entries(lost).map(([place, how]): Lost => ({
    place,
    kind: 'REGION',
    forGood: how === 'DESTROYED',
  })),
  ...[...lostZones].map((place): Lost => ({ place, kind: 'ZONE', forGood: false })),
];

const keyOf = ({ place, forGood }: Lost): string => `${place} ${forGood}`;

/** The outages of a story, in the order in which they began. */
export const outagesOf = (stops: readonly Stop[]): readonly Outage[] => {
  const open = new Map<string, Lost & Pick<Outage, 'from'>>();
  const outages: Outage[] = [];
  for (const { at, fleet } of stops) {
    const now = lostIn(fleet);
    const keys = new Set(now.map(keyOf));
    for (const [key, it] of open)
      if (!keys.has(key)) {
        outages.push({ ...it, to: at });
        open.delete(key);
      }
    for (const it of now) if (!open.has(keyOf(it))) open.set(keyOf(it), { ...it, from: at });
  }
  const end = stops.at(-1)?.at ?? 0;
  for (const it of open.values()) outages.push({ ...it, to: end });
  return outages.toSorted((a, b) => a.from - b.from);
};

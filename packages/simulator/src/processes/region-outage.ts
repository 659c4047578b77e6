/**
 * Regions that are lost.
 *
 * @module
 */
import type { Region, RegionLoss } from '@hsm-lifecycle/core';
import { isLost } from '@hsm-lifecycle/runbooks';
import type { Process, Timer } from '../life/process.ts';
import type { Distribution } from '../random/distribution.ts';

/** The options of `regionOutageProcess`. */
export type RegionOutage = {
  readonly region: Region;
  readonly kind: RegionLoss;
  /** How long until it is lost, and after each loss until the next one. */
  readonly every: Distribution;
  /** How long it is out of reach. A destroyed region does not come back. */
  readonly lasts?: Distribution;
};

/**
 * Loses a region: out of reach for a time, or destroyed for good. A clock in calendar time, so two
 * policies meet the same losses.
 */
export const regionOutageProcess = ({ region, kind, every, lasts }: RegionOutage): Process => {
  const next: Timer = { subject: `${region} is lost`, about: { what: 'LOSE' }, after: every };
  const end: readonly Timer[] =
    lasts === undefined || kind === 'DESTROYED'
      ? []
      : [{ subject: `${region} recovers`, about: { what: 'RECOVER' }, after: lasts }];
  return {
    name: `RegionOutage ${region}`,
    kind: 'FAULT',
    begin: () => [undefined, [next]],
    wake: (state, { about }, { world: { fleet, at } }) => {
      if (about.what === 'RECOVER')
        return { state, acts: [{ type: 'RecoverRegion', data: { at, region } }] };
      const isOut = isLost(fleet, region);
      return {
        state,
        acts: isOut ? [] : [{ type: 'LoseRegion', data: { at, region, kind } }],
        timers: isOut ? [next] : [next, ...end],
      };
    },
  };
};

/**
 * Forgetting holders that are gone.
 *
 * @module
 */
import type { NaiveFleet, NaiveHolder } from './state.ts';
import type { NaiveOrder } from './order.ts';
import { isNaiveInstant } from './limits.ts';

const isGone = (it: NaiveHolder): boolean =>
  it.backups.length === 0 && (it.kind === 'COPY' || it.is === 'DELETED');

/** Forgets what is gone: copies at once, clusters with the last holder of their lineage. */
export const forget = (fleet: NaiveFleet, { at, goneSince = at }: NaiveOrder): boolean => {
  if (!isNaiveInstant(goneSince)) return false;
  const left = fleet.holders.filter((it) => !isGone(it));
  for (const it of fleet.holders) {
    const isAlone = it.kind === 'COPY' || left.every(({ kin }) => kin !== it.kin);
    if (it.isForgotten || !isGone(it) || it.now > goneSince || !isAlone) continue;
    it.isForgotten = true;
    fleet.now = at;
  }
  return true;
};

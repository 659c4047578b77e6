/**
 * Which HSMs a cluster has: its peers, its replacements, and whether it is busy.
 *
 * @module
 */
import type { NaiveHolder, NaiveHsm } from './state.ts';

/** The ACTIVE HSMs, oldest first. */
export const peers = (it: NaiveHolder): NaiveHsm[] => it.hsms.filter(({ is }) => is === 'ACTIVE');

/** The HSM that is joining in the place of another. */
export const successor = (it: NaiveHolder, hsm: NaiveHsm): NaiveHsm | undefined =>
  it.hsms.find(({ instead }) => instead === hsm);

/** The peer to take contents from: one that is being replaced only if there is no other. */
export const bestPeer = (it: NaiveHolder, but?: NaiveHsm): NaiveHsm | undefined => {
  const others = peers(it).filter((each) => each !== but);
  return others.find((each) => successor(it, each) === undefined) ?? others[0];
};

/** Both HSMs of a replacement count as one. */
export const size = ({ hsms }: NaiveHolder): number =>
  hsms.filter(({ instead }) => instead === undefined).length;

/** Tells whether the cluster is changing its HSM type, or changing it back. */
export const isMoving = ({ is }: NaiveHolder): boolean => is === 'MODIFY' || is === 'ROLLBACK';

/** Tells whether an HSM is neither joining nor leaving. */
export const isInPlace = ({ is }: NaiveHsm): boolean => is === 'ACTIVE' || is === 'DEGRADED';

/** Tells whether no HSM is joining, leaving or being replaced. */
export const isQuiet = ({ hsms }: NaiveHolder): boolean =>
  hsms.every((it) => isInPlace(it) && it.instead === undefined);

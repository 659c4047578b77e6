/**
 * HSMs that are being replaced, and those that come in their place: both are listed meanwhile.
 *
 * @module
 */
import { found } from '../kernel/list.ts';
import { isPeer, type Hsm } from './hsm.ts';

/** The HSM that comes in the place of another; `undefined` if that is not being replaced. */
export const successorOf = (hsms: readonly Hsm[], { hsmId }: Pick<Hsm, 'hsmId'>): Hsm | undefined =>
  found(hsms, ({ replaces }) => replaces === hsmId);

/** How many HSMs quotas and limits count: a pair is one (F-103). */
export const hsmCount = (hsms: readonly Hsm[]): number => {
  let count = 0;
  for (const { replaces } of hsms) if (replaces === undefined) count += 1;
  return count;
};

/**
 * The peer to back up or to load from: the first that is not being replaced, else the first.
 *
 * @param hsms - in order of arrival
 * @param exceptId - an HSM that does not count
 */
export const sourcePeer = (hsms: readonly Hsm[], exceptId?: string): Hsm | undefined => {
  const isSource = (it: Hsm): boolean => isPeer(it) && it.hsmId !== exceptId;
  return (
    found(hsms, (it) => isSource(it) && successorOf(hsms, it) === undefined) ??
    found(hsms, isSource)
  );
};

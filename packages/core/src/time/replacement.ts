/**
 * How an HSM's replacement begins and ends.
 *
 * @module
 */
import { endOf } from '../rules/editions.ts';
import type { Cluster } from '../model/cluster.ts';
import type { EventOf, HsmSource } from '../model/event.ts';
import type { Hsm } from '../model/hsm.ts';
import { sourcePeer, successorOf } from '../model/hsm-pairs.ts';
import { makeHsmId, makeSigningRequestId } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import { isMigrating } from '../model/migration.ts';
import { newestLoadable } from '../model/newest-ready.ts';
import { supportEndsAt } from '../model/support.ts';
import { withGone } from './gone.ts';

/**
 * Where the new HSM gets its contents: a peer, else the latest backup, even if the old HSM is
 * ACTIVE (F-242), else what the cluster was restored from. Before activation it is blank.
 */
const replacementSource = (now: Cluster, old: Hsm): HsmSource | undefined => {
  if (now.activatedAt === undefined) return { kind: 'BLANK' };
  const peer = sourcePeer(now.hsms, old.hsmId);
  if (peer !== undefined) return { kind: 'PEER', hsmId: peer.hsmId };
  const latest = newestLoadable(now);
  if (latest !== undefined) return { kind: 'BACKUP', backupId: latest.backupId };
  return now.origin && { kind: 'ORIGIN' };
};

/**
 * The start of a replacement: the new HSM is made beside the old one, on the same network
 * interface.
 *
 * @returns `undefined` if there is nothing to load the new HSM from
 */
export const replacementStart = (
  now: Cluster,
  old: Hsm,
  at: EpochMillis,
): EventOf<'HsmReplacing'> | undefined => {
  const from = replacementSource(now, old);
  return (
    from && {
      type: 'HsmReplacing',
      data: {
        at,
        hsmId: old.hsmId,
        newHsmId: makeHsmId(now.stem, now.hsmsMade),
        from,
        expectedAt: endOf(now.edition.replacement.takes, at),
      },
    }
  );
};

/** An HSM that is joining in the place of another. */
export type Successor = Pick<Hsm, 'hsmId'> & { readonly replaces: Hsm['hsmId'] };

/** Tells whether an HSM joins in the place of another. */
export const isSuccessor = (it: Hsm): it is Hsm & Successor => it.replaces !== undefined;

/** The successful end of a replacement. Before initialization the new HSM brings a new request. */
export const replacementCompleted = (
  now: Cluster,
  { hsmId: newHsmId, replaces: hsmId }: Successor,
  at: EpochMillis,
): EventOf<'HsmReplaced'> => {
  const signingRequestId =
    now.initializedAt === undefined ? makeSigningRequestId(newHsmId) : undefined;
  return withGone(now, (gone) => ({
    type: 'HsmReplaced',
    data: { at, hsmId, newHsmId, signingRequestId, gone },
  }));
};

/** The failure of a replacement: the new HSM vanishes. */
export const replacementFailed = (
  now: Cluster,
  { hsmId: newHsmId, replaces: hsmId }: Successor,
  { at, reason }: { readonly at: EpochMillis; readonly reason: string },
): EventOf<'HsmReplacementFailed'> =>
  withGone(now, (gone) => ({
    type: 'HsmReplacementFailed',
    data: { at, hsmId, newHsmId, reason, gone },
  }));

const isOutOfReach = ({ isolatedSince, lostZones }: Cluster, it: Hsm): boolean =>
  isolatedSince !== undefined || lostZones.includes(it.availabilityZone);

/**
 * When the service begins to replace an HSM by itself.
 *
 * @returns `undefined` for an HSM that works, has never joined or is being replaced, during a
 *   migration, for one out of reach, of a type without support, where a host reports it, and where
 *   nothing could be loaded
 */
export const replacementDueAt = (now: Cluster, it: Hsm): EpochMillis | undefined => {
  const { detectedAfter } = now.edition.replacement;
  if (it.state !== 'DEGRADED' || it.failedAt === undefined || detectedAfter === 'REPORTED')
    return undefined;
  if (isMigrating(now.phase) || isOutOfReach(now, it) || successorOf(now.hsms, it) !== undefined)
    return undefined;
  const at = it.failedAt + detectedAfter;
  if (Math.max(at, now.asOf) >= supportEndsAt(now)) return undefined;
  return replacementSource(now, it) && at;
};

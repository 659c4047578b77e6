/**
 * Applies the events of a replacement to its cluster.
 *
 * The new HSM is listed beside the old one until it takes its place.
 *
 * @module
 */
import { invariant } from '../kernel/invariant.ts';
import { appended, mapped, without } from '../kernel/list.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ReplacementEvent } from '../model/event.ts';
import { changedHsm, hsm, type Hsm } from '../model/hsm.ts';
import type { HsmId } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import { changed, hasContents, type Handlers } from './changed.ts';
import { namedHsm, endProgress, sourced, withHsm } from './hsm-events.ts';

/**
 * Lets detection start anew on HSMs that have failed.
 *
 * @param isConcerned - which HSMs; whether they have failed is looked at here
 */
export const detectedAnew = (
  hsms: readonly Hsm[],
  at: EpochMillis,
  isConcerned: (it: Hsm) => boolean,
): readonly Hsm[] =>
  mapped(hsms, (it) =>
    it.failedAt === undefined || !isConcerned(it)
      ? it
      : changedHsm(it, (after) => {
          after.failedAt = at;
        }),
  );

const withoutHsm = ({ hsms }: Cluster, gone: HsmId): readonly Hsm[] =>
  without(hsms, ({ hsmId }) => hsmId === gone);

/** For each event type, the cluster after it. */
export const replacementEvents: Handlers<ReplacementEvent> = {
  HsmReplacing: (before, { at, hsmId, newHsmId, from, expectedAt }) => {
    const { availabilityZone, subnetId, eniId, ipAddress, ipAddressV6 } = namedHsm(before, hsmId);
    const successor = hsm({
      hsmId: newHsmId,
      availabilityZone,
      subnetId,
      eniId,
      ipAddress,
      hsmType: before.hsmType,
      ipAddressV6,
      state: 'CREATE_IN_PROGRESS',
      expectedAt,
      joinsFrom: from.kind,
      joinsWith: sourced(before, from, at),
      replaces: hsmId,
    });
    return changed(before, at, (after) => {
      after.hsms = appended(before.hsms, successor);
      after.hsmsMade = before.hsmsMade + 1;
    });
  },
  // Keys are healed by the HSMs that stay (F-86), never by the one that goes.
  HsmReplaced: (before, { at, hsmId, newHsmId, signingRequestId }) => {
    const { joinsWith } = namedHsm(before, newHsmId);
    invariant(joinsWith !== undefined, `${newHsmId} has nothing to join with`);
    const staying = withoutHsm(before, hsmId);
    return changed(before, at, (after) => {
      if (!hasContents(staying)) after.material = joinsWith.material;
      after.signingRequestId = signingRequestId ?? before.signingRequestId;
      after.hsms = withHsm(staying, newHsmId, (it) => {
        endProgress(it, 'ACTIVE');
        it.replaces = undefined;
        it.access = joinsWith.access;
      });
    });
  },
  HsmReplacementFailed: (before, { at, hsmId, newHsmId }) =>
    changed(before, at, (after) => {
      const staying = withoutHsm(before, newHsmId);
      after.hsms = detectedAnew(staying, at, (it) => it.hsmId === hsmId);
    }),
};

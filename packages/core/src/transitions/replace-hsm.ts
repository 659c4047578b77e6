/**
 * Replacement of an HSM by the service.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { isLeft } from '../kernel/either.ts';
import { found } from '../kernel/list.ts';
import type { HsmBusy, NothingToRestore } from '../rules/cluster-refusals.ts';
import type { HsmNotFound, NotWellFormed } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, HsmSource } from '../model/event.ts';
import { isPeer, type Hsm } from '../model/hsm.ts';
import { happened, clusterTransition, type TimeRefusal } from '../time/advance.ts';
import { withGone } from '../time/gone.ts';
import { makeHsmId, makeSigningRequestId } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import { hsmIn } from '../guards/finding.ts';
import { initializationEnded } from '../time/initialization-ended.ts';
import { newestReady } from '../model/newest-ready.ts';
import { formed } from '../guards/formed.ts';
import { inputForms } from './input-forms.ts';

/** The input of `replaceHsm`. */
export type ReplaceHsm = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly hsmId: string;
};

/** Why `replaceHsm` may refuse. */
export type ReplaceHsmRefusal =
  NotWellFormed | TimeRefusal | HsmNotFound | HsmBusy | NothingToRestore;

const replacementSource = (now: Cluster, { hsmId }: Hsm): HsmSource | undefined => {
  if (now.activatedAt === undefined) return { kind: 'BLANK' };
  const peer = found(now.hsms, (it) => it.hsmId !== hsmId && isPeer(it));
  if (peer !== undefined) return { kind: 'PEER', hsmId: peer.hsmId };
  const latest = newestReady(now.backups);
  if (latest !== undefined) return { kind: 'BACKUP', backupId: latest.backupId };
  return now.origin && { kind: 'ORIGIN' };
};

const wellFormed = formed<ReplaceHsm>(inputForms.replaceHsm);

/**
 * Replaces an HSM, as the service does after a failure or for maintenance: at once, in the same
 * zone and on the same network interface, under a new id.
 *
 * The new HSM gets its contents from a peer, else from the latest backup, else from the backup that
 * the cluster was restored from. Before initialization it is blank and brings a new signing
 * request. No backup is made, and quotas do not apply.
 *
 * @param cluster - in any state
 * @param input - the id of an ACTIVE or DEGRADED HSM; `at` in milliseconds since the epoch
 * @returns Right: the new HSM ACTIVE in the old one's place; events: what was due,
 *   `ClusterInitializationFailed` if one was in progress, `HsmReplaced`. Left: `NotWellFormed`,
 *   `NotAnInstant`, `TimeRanBackwards`, `HsmNotFound`, `HsmBusy` or `NothingToRestore`, checked in
 *   that order.
 * @see F-75, F-100, F-101, F-103
 * @example
 * const replaced = replaceHsm(cluster, { at, hsmId: 'hsm-primaryaaaaaaaaa' });
 */
export const replaceHsm = (
  cluster: Cluster,
  input: ReplaceHsm,
): Outcome<ReplaceHsmRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at, hsmId }) =>
    clusterTransition(cluster, at, (now) => {
      const old = hsmIn(now, hsmId);
      if (isLeft(old)) return old;
      const { state } = old.right;
      if (state !== 'ACTIVE' && state !== 'DEGRADED')
        return refused({ _tag: 'HsmBusy', rule: 'F-99', hsmId, actual: state });
      const from = replacementSource(now, old.right);
      if (from === undefined) return refused({ _tag: 'NothingToRestore', rule: 'U-8' });
      const newHsmId = makeHsmId(now.stem, now.hsmsMade);
      const signingRequestId =
        now.initializedAt === undefined ? makeSigningRequestId(newHsmId) : undefined;
      const data = { at, hsmId: old.right.hsmId, newHsmId, from, signingRequestId };
      const replaced = withGone(now, (gone) => ({ type: 'HsmReplaced', data: { ...data, gone } }));
      return happened(now, ...initializationEnded(now, at), replaced);
    }),
  );

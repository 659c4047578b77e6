/**
 * Performs one effect.
 *
 * @module
 */
import type { Contents } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { isLeft, right } from '../kernel/either.ts';
import type { Effect } from '../effects/effect.ts';
import { keyOwnerIn, keyOwnersOf } from '../effects/key-owner.ts';
import { openForHsm } from '../effects/open.ts';
import type { EffectPlanes } from '../effects/planes.ts';
import { rewrap } from '../effects/rewrap.ts';
import { isSealed, prepareSeal, seal } from '../effects/seal.ts';
import type { EffectOutcome } from '../effects/effect-outcome.ts';
import type { Answer } from '../kernel/answer.ts';
import type { SealedBackup } from '../ports/snapshot-store.ts';
import type { StorageFailed } from '../ports/storage-failed.ts';
import { hsmInCluster, isReportable, type HsmOfCluster } from './in-progress.ts';

/**
 * What to report, and the backup to store with the report if it is not stored yet. Undefined if
 * nothing waits for it any more.
 */
export type Report =
  (EffectOutcome & { readonly id: string; readonly sealed?: SealedBackup }) | undefined;

/** What effects use, and whether a backup is stored in the transaction of its report. */
export type PerformWith = EffectPlanes & { readonly storesWithReport: boolean };

type Performed = Answer<StorageFailed, Report>;

const reported = async (id: string, work: Answer<StorageFailed, EffectOutcome>): Performed => {
  const outcome = await work;
  return isLeft(outcome) ? outcome : right({ ...outcome.right, id });
};

const nothing: Performed = Promise.resolve(right(undefined));
const noWork: Answer<StorageFailed, EffectOutcome> = Promise.resolve(
  right({ outcome: 'SUCCEEDED' }),
);

const sealing = async (
  planes: PerformWith,
  fleet: Fleet,
  { backupId, hsmId }: Extract<Effect, { kind: 'SEAL' }>,
): Performed => {
  const owner = keyOwnerIn(fleet, backupId);
  if (owner === undefined || !isReportable(fleet, backupId)) return nothing;
  if (!planes.storesWithReport) return reported(backupId, seal(planes, { owner, hsmId }));
  const prepared = await prepareSeal(planes, { owner, hsmId });
  if (isLeft(prepared)) return prepared;
  const id = backupId;
  return right(
    isSealed(prepared.right)
      ? { outcome: 'SUCCEEDED', id, sealed: prepared.right }
      : { ...prepared.right, id },
  );
};

/** A copy waits for its record. A restored cluster does not, and gets one in any state. */
const rewrapping = async (
  planes: EffectPlanes,
  fleet: Fleet,
  effect: Extract<Effect, { kind: 'REWRAP' }>,
): Performed => {
  const to = keyOwnerIn(fleet, effect.to);
  if (to === undefined || (to.restoredFrom === undefined && !isReportable(fleet, effect.to)))
    return nothing;
  const report = await reported(effect.to, rewrap(planes, { from: effect.from, to }));
  const isDone = !isLeft(report) && report.right?.outcome === 'SUCCEEDED';
  return isDone && to.restoredFrom !== undefined ? nothing : report;
};

/** What an HSM is to load: what it joins with, or on the way back to another type the backup. */
const contentsFor = ({ cluster, hsm }: HsmOfCluster, from: string): Contents | undefined =>
  hsm.migratesTo === undefined
    ? hsm.joinsWith
    : keyOwnersOf(cluster).find(({ holderId }) => holderId === from)?.contents;

const opening = (
  planes: EffectPlanes,
  fleet: Fleet,
  { hsmId, from }: Extract<Effect, { kind: 'OPEN' }>,
): Performed => {
  const found = hsmInCluster(fleet, hsmId);
  const contents = found && contentsFor(found, from);
  if (found === undefined || contents === undefined || !isReportable(fleet, hsmId)) return nothing;
  const { clusterId, region } = found.cluster;
  return reported(hsmId, openForHsm(planes, { from, contents, hsm: { clusterId, hsmId, region } }));
};

/**
 * Performs an effect, if the fleet still needs it.
 *
 * Idempotent: what an earlier run finished is found done.
 *
 * @param fleet - the present fleet, not the one at the event
 * @returns Right: what to report. Left: the store failed; try again
 */
export const perform = async (planes: PerformWith, fleet: Fleet, effect: Effect): Performed => {
  switch (effect.kind) {
    case 'SEAL':
      return sealing(planes, fleet, effect);
    case 'REWRAP':
      return rewrapping(planes, fleet, effect);
    case 'OPEN':
      return opening(planes, fleet, effect);
    case 'DESTROY': {
      const destroyed = await planes.snapshots.destroy(effect.holderId);
      return isLeft(destroyed) ? destroyed : right(undefined);
    }
    case 'REPORT':
      return isReportable(fleet, effect.id) ? reported(effect.id, noWork) : nothing;
  }
};

/**
 * Forgetting holders that are gone.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import type { CommandOf } from '../transitions/command.ts';
import { notAnInstant } from '../rules/not-an-instant.ts';
import type { NotAnInstant } from '../rules/model-refusals.ts';
import { isGone, type BackupHolder } from '../model/holder.ts';
import { isInstant, type EpochMillis } from '../model/instant.ts';
import type { Fleet } from './fleet.ts';
import type { FleetWideEvent } from './fleet-event.ts';

const forgotten = (holder: BackupHolder, at: EpochMillis): FleetWideEvent =>
  holder.kind === 'CLUSTER'
    ? { type: 'ClusterForgotten', data: { at, clusterId: holder.clusterId } }
    : { type: 'BackupCopyForgotten', data: { at, backupId: holder.copyId } };

/**
 * Finds the holders to forget: those of which nothing is left, and whose last event is not later
 * than an instant.
 *
 * A cluster stays while anything of its lineage is left, such as a copy in another region or a
 * cluster restored from it: its id is needed to find keys that could return from there. Visits
 * every holder.
 */
export const forgetGone = (
  fleet: Fleet,
  { data }: CommandOf<'ForgetGone'>,
): Either<NotAnInstant, readonly FleetWideEvent[]> => {
  const { at, goneSince = at } = data;
  if (!isInstant(goneSince)) return left(notAnInstant(goneSince, 'goneSince'));
  const holders = [...fleet.holders.values()];
  const lineages = new Set(holders.filter((it) => !isGone(it)).map(({ lineageId }) => lineageId));
  const isForgettable = (it: BackupHolder): boolean =>
    isGone(it) && it.asOf <= goneSince && (it.kind === 'COPY' || !lineages.has(it.lineageId));
  return right(holders.filter(isForgettable).map((it) => forgotten(it, at)));
};

/**
 * Forgetting what is gone.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import type { CommandOf } from '../transitions/command.ts';
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
 * Says which holders are forgotten: those that nothing is left of and nothing has happened to since
 * some instant.
 *
 * A cluster stays while anything of its lineage is left, a copy abroad or a cluster restored from
 * it: that its keys could return from there is found by its id. Looks at every holder.
 */
export const forgetGone = (
  fleet: Fleet,
  { data }: CommandOf<'ForgetGone'>,
): Either<NotAnInstant, readonly FleetWideEvent[]> => {
  const { at, goneSince = at } = data;
  if (!isInstant(goneSince))
    return left({ _tag: 'NotAnInstant', rule: 'M-2', at: goneSince, field: 'goneSince' });
  const holders = [...fleet.holders.values()];
  const lineages = new Set(holders.filter((it) => !isGone(it)).map(({ lineageId }) => lineageId));
  const isForgettable = (it: BackupHolder): boolean =>
    isGone(it) && it.asOf <= goneSince && (it.kind === 'COPY' || !lineages.has(it.lineageId));
  return right(holders.filter(isForgettable).map((it) => forgotten(it, at)));
};

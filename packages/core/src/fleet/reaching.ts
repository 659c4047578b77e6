/**
 * Finds the holder that a command is for, in a region that can be reached.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import type { BackupHolder } from '../model/holder.ts';
import type { RegionOutOfReach } from '../rules/model-refusals.ts';
import type { RegionLoss } from '../transitions/command.ts';
import { notThere, type Addressed, type NotThere } from '../transitions/not-there.ts';
import { clusterIn, holderIn, type Fleet } from './fleet.ts';
import { regionRefusal } from './starting.ts';

/** Commands that the service sends, not a client: they reach a lost region too. */
const REPORTS: ReadonlySet<string> = new Set(['Settle', 'FailHsm', 'ReplaceHsm']);

/** Nothing is begun in a destroyed region, a replacement neither (U-55). */
const isReport = ({ type }: Addressed, kind: RegionLoss): boolean =>
  REPORTS.has(type) && (type !== 'ReplaceHsm' || kind === 'UNREACHABLE');

const addressee = (fleet: Fleet, { data }: Addressed): BackupHolder | undefined => {
  if ('backupId' in data) return holderIn(fleet, data.backupId);
  if ('resourceId' in data) return holderIn(fleet, data.resourceId);
  if ('id' in data) return holderIn(fleet, data.id);
  return clusterIn(fleet, data.clusterId);
};

/** Finds a command's holder, and refuses what a lost region cannot be asked. */
export const reached = (
  fleet: Fleet,
  command: Addressed,
): Either<NotThere | RegionOutOfReach, BackupHolder> => {
  const holder = addressee(fleet, command);
  if (holder === undefined) return left(notThere(command));
  const unreachable = regionRefusal(fleet, holder.region);
  return unreachable === undefined || isReport(command, unreachable.kind)
    ? right(holder)
    : left(unreachable);
};

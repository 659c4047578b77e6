/**
 * What a command names that is not there.
 *
 * @module
 */
import type {
  BackupNotFound,
  ClusterNotFound,
  NothingInProgress,
  ResourceNotFound,
} from '../rules/model-refusals.ts';
import type { CommandOf, HolderCommand, StartingCommand } from './command.ts';

/** A command to a holder that is to be found. */
export type Addressed = HolderCommand | Exclude<StartingCommand, CommandOf<'CreateCluster'>>;

/** That nothing is what a command names, in the field that names it. */
export type NotThere = ClusterNotFound | BackupNotFound | ResourceNotFound | NothingInProgress;

/** Says that what a command names is not there. */
export const notThere = ({ data }: Addressed): NotThere => {
  if ('backupId' in data) return { _tag: 'BackupNotFound', rule: 'M-3', backupId: data.backupId };
  if ('resourceId' in data)
    return { _tag: 'ResourceNotFound', rule: 'M-3', resourceId: data.resourceId };
  if ('id' in data) return { _tag: 'NothingInProgress', rule: 'M-5', id: data.id };
  return { _tag: 'ClusterNotFound', rule: 'M-3', clusterId: data.clusterId };
};

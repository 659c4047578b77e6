/**
 * Refusals of commands that name something that does not exist.
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

/** A command whose holder must be looked up. */
export type Addressed = HolderCommand | Exclude<StartingCommand, CommandOf<'CreateCluster'>>;

/** The refusals, each for the field that names something. */
export type NotThere = ClusterNotFound | BackupNotFound | ResourceNotFound | NothingInProgress;

/** Makes the refusal for what a command names and nothing matches. */
export const notThere = ({ data }: Addressed): NotThere => {
  if ('backupId' in data) return { _tag: 'BackupNotFound', rule: 'M-3', backupId: data.backupId };
  if ('resourceId' in data)
    return { _tag: 'ResourceNotFound', rule: 'M-3', resourceId: data.resourceId };
  if ('id' in data) return { _tag: 'NothingInProgress', rule: 'M-5', id: data.id };
  return { _tag: 'ClusterNotFound', rule: 'M-3', clusterId: data.clusterId };
};

/**
 * `CopyBackupToRegion`.
 *
 * @see F-9, F-35, F-166 to F-171; U-13, U-15
 * @module
 */
import type { Tags } from '@hsm-lifecycle/core';
import { invalidFault, notFoundFault, type Fault } from '../faults/fault.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { Input } from '../model/action.ts';
import { submitCommand } from '../service/submit-command.ts';
import type { Perform } from '../service/context.ts';
import { epochSeconds } from '../view/instants.ts';
import { tagsOf } from '../view/tag-list.ts';

/** Without a list, the copy gets the source's tags (F-168). */
const ownTags = ({
  TagList,
}: Input<'CopyBackupToRegion'>): Either<Fault, { readonly tags?: Tags }> => {
  if (TagList === undefined) return right({});
  const tags = tagsOf(TagList);
  return isLeft(tags) ? tags : right({ tags: tags.right });
};

/** Copies a backup to another region. The answer does not name the copy (F-35). */
export const copyAction: Perform<'CopyBackupToRegion'> = async (context, input) => {
  const { BackupId: backupId, DestinationRegion: region } = input;
  if (!context.host.regions.includes(region))
    return left(invalidFault(`The region ${region} is not served here.`));
  const tags = ownTags(input);
  if (isLeft(tags)) return tags;
  const outcome = await submitCommand(context, {
    action: 'CopyBackupToRegion',
    command: (seen) =>
      seen.backup(backupId) === undefined
        ? left(notFoundFault(backupId))
        : right({ type: 'CopyToRegion', data: { backupId, region, ...tags.right } }),
  });
  if (isLeft(outcome)) return outcome;
  const event = outcome.right.events[0]?.event;
  if (event?.type !== 'BackupCopying') return left(notFoundFault(backupId));
  const { source, createdAt } = event.data;
  return right({
    DestinationBackup: {
      CreateTimestamp: epochSeconds(createdAt),
      SourceRegion: source.region,
      SourceBackup: source.backupId,
      SourceCluster: source.clusterId,
    },
  });
};

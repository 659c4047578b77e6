/**
 * The start of a backup.
 *
 * @module
 */
import { endOf } from '../rules/editions.ts';
import type { BackupCause } from '../model/backup.ts';
import type { Cluster } from '../model/cluster.ts';
import type { EventOf } from '../model/event.ts';
import type { Hsm } from '../model/hsm.ts';
import { makeBackupId } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';

/** Makes the event that starts the backup of an HSM. */
export const backupStart = (
  cluster: Cluster,
  source: Pick<Hsm, 'hsmId'>,
  { cause, at }: { readonly cause: BackupCause; readonly at: EpochMillis },
): EventOf<'BackupCreating'> => ({
  type: 'BackupCreating',
  data: {
    at,
    backupId: makeBackupId(cluster.stem, cluster.backupsMade),
    hsmId: source.hsmId,
    cause,
    expectedAt: endOf(cluster.edition.durations.backup, at),
  },
});

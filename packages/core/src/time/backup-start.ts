/**
 * The start of a backup.
 *
 * @module
 */
import { endOf } from '../rules/editions.ts';
import type { BackupCause } from '../state/backup.ts';
import type { Cluster } from '../state/cluster.ts';
import type { EventOf } from '../state/event.ts';
import type { Hsm } from '../state/hsm.ts';
import { makeBackupId } from '../values/ids.ts';
import type { EpochMillis } from '../values/instant.ts';

/** Says that a backup of an HSM starts. */
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

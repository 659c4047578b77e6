/**
 * Looking into a stored backup, and taking one out.
 *
 * @module
 */
import { joinEnvelope, type Bytes, type EnvelopeMalformed } from '@hsm-lifecycle/crypto';
import { findSealed } from '../effects/find.ts';
import { openStored, type OpenStoredError } from '../effects/open.ts';
import type { OpenedContents } from '../effects/payload-contents.ts';
import type { FleetStore, SealingPlanes } from '../effects/planes.ts';
import type { Answer } from '../kernel/answer.ts';
import { isLeft } from '../kernel/either.ts';
import type { RecordMissing } from '../store/refusals.ts';
import type { StorageFailed } from '../store/storage-failed.ts';

/**
 * Opens a stored backup.
 *
 * @param id - of a backup, a copy, or a restored cluster (for what it was restored from)
 * @returns Right: the contents, and the host's secrets if any were sealed. Left: `RecordMissing` if
 *   it was purged or never sealed; otherwise as for `openSnapshot`
 */
export const openBackup = (
  planes: SealingPlanes,
  id: string,
): Answer<OpenStoredError, OpenedContents> => openStored(planes, id);

/**
 * Exports a stored backup as one portable file: payload and key record.
 *
 * Purging the backup later does not affect such a file: whoever has it and the keyring can open it.
 *
 * @param id - of a backup, a copy, or a restored cluster
 */
export const exportBackup = async (
  at: FleetStore,
  id: string,
): Answer<StorageFailed | RecordMissing | EnvelopeMalformed, Bytes> => {
  const found = await findSealed(at, id);
  return isLeft(found)
    ? found
    : joinEnvelope({ payload: found.right.payload, record: found.right.entry.record });
};

/**
 * Look-ups of what a command names; each returns a refusal if there is no match.
 *
 * @module
 */
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { found } from '../kernel/list.ts';
import type { BackupNotReady, NotShareable } from '../rules/contents-refusals.ts';
import type { BackupNotFound, HsmNotFound } from '../rules/model-refusals.ts';
import type { Backup } from '../model/backup.ts';
import type { Cluster } from '../model/cluster.ts';
import type { BackupHolder } from '../model/holder.ts';
import type { Hsm } from '../model/hsm.ts';

/** Finds a backup of a holder. */
export const backupIn = (
  holder: BackupHolder,
  backupId: string,
): Either<BackupNotFound, Backup> => {
  const it = found(holder.backups, (each) => each.backupId === backupId);
  return it === undefined ? left({ _tag: 'BackupNotFound', rule: 'M-3', backupId }) : right(it);
};

/** Finds a READY backup of a holder: the only ones that can be deleted or restored. */
export const readyBackupIn = (
  holder: BackupHolder,
  backupId: string,
): Either<BackupNotFound | BackupNotReady, Backup> => {
  const it = backupIn(holder, backupId);
  if (isLeft(it) || it.right.state === 'READY') return it;
  return left({ _tag: 'BackupNotReady', rule: 'U-13', backupId, actual: it.right.state });
};

/** Finds a backup whose share can be changed: a READY one. */
export const shareableIn = (
  holder: BackupHolder,
  backupId: string,
): Either<BackupNotFound | NotShareable, Backup> => {
  const it = backupIn(holder, backupId);
  if (isLeft(it) || it.right.state === 'READY') return it;
  return left({ _tag: 'NotShareable', rule: 'F-175', backupId, actual: it.right.state });
};

/** Finds a backup of a holder that its edition lets be copied. */
export const copyableBackupIn = (
  holder: BackupHolder,
  backupId: string,
): Either<BackupNotFound | BackupNotReady, Backup> => {
  const it = backupIn(holder, backupId);
  const { copyableStates } = holder.edition;
  return isLeft(it) || copyableStates.some((state) => state === it.right.state)
    ? it
    : readyBackupIn(holder, backupId);
};

/** Makes the refusal for an HSM id, network interface or address that the cluster lacks. */
export const hsmNotFound = (
  selector: 'hsmId' | 'eniId' | 'ipAddress',
  given: string,
): HsmNotFound => {
  const refusal = { _tag: 'HsmNotFound', rule: 'M-3' } as const;
  if (selector === 'hsmId') return { ...refusal, hsmId: given };
  return selector === 'eniId' ? { ...refusal, eniId: given } : { ...refusal, ipAddress: given };
};

/** Finds an HSM of a cluster. */
export const hsmIn = (cluster: Cluster, hsmId: string): Either<HsmNotFound, Hsm> => {
  const it = found(cluster.hsms, (each) => each.hsmId === hsmId);
  return it === undefined ? left(hsmNotFound('hsmId', hsmId)) : right(it);
};

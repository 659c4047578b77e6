/**
 * A backup copy in another region: a holder of exactly one backup, without a cluster or retention
 * (F-169).
 *
 * @module
 */
import type { Sparse } from '../kernel/sparse.ts';
import type { AccountId } from './account.ts';
import type { Edition } from './edition.ts';
import type { BackupId, ClusterId, Stem } from './ids.ts';
import type { EpochMillis } from './instant.ts';
import type { Region } from './placement.ts';
import type { Backup } from './backup.ts';

/** A copy of a backup. */
export type BackupCopy = {
  readonly kind: 'COPY';
  readonly copyId: BackupId;
  readonly stem: Stem;
  /** Who owns it. */
  readonly account: AccountId;
  readonly region: Region;
  /** The lineage of the cluster that the contents come from. */
  readonly lineageId: ClusterId;
  /** The certificate of that cluster, if it is known (F-111). */
  readonly certificate: string | undefined;
  readonly edition: Edition;
  /** The instant of its last event. */
  readonly asOf: EpochMillis;
  /** Its only backup; empty once that is purged. */
  readonly backups: readonly Backup[];
};

/** Makes a backup copy as one literal, so that the engine sees one shape. */
export const backupCopy = (it: Sparse<BackupCopy>): BackupCopy =>
  Object.freeze({
    kind: it.kind,
    copyId: it.copyId,
    stem: it.stem,
    account: it.account,
    region: it.region,
    lineageId: it.lineageId,
    certificate: it.certificate,
    edition: it.edition,
    asOf: it.asOf,
    backups: it.backups,
  });

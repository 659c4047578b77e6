/**
 * Copying a backup to another region.
 *
 * @module
 */
import { beginning, type Begun } from '../kernel/change.ts';
import { isLeft } from '../kernel/either.ts';
import { beginCopy } from '../evolve/begin.ts';
import type {
  BackupNotReady,
  OtherPartition,
  SameRegion,
  TooManyTags,
} from '../rules/contents-refusals.ts';
import type { BackupNotFound, NotWellFormed } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import { endOf } from '../rules/editions.ts';
import type { BackupCopy } from '../model/backup-copy.ts';
import type { BackupCopying } from '../model/event.ts';
import type { BackupHolder } from '../model/holder.ts';
import { seenAt, type TimeRefusal } from '../time/advance.ts';
import { partitionOf } from '../model/partition.ts';
import { stemOf, type BackupId, type Stem } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { Region, Tags } from '../model/placement.ts';
import { tagsRefusal } from '../guards/cluster-plan.ts';
import { copyableBackupIn } from '../guards/finding.ts';
import { clusterOf } from '../guards/source-cluster.ts';
import { formed } from '../guards/formed.ts';
import { inputFields } from '../guards/input-fields.ts';
import { optionalForm, textForm, grammarForm, type FormsOf } from '../model/form.ts';
import { grammars } from '../model/grammar.ts';

/** The input of `copyToRegion`. */
export type CopyToRegion = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly backupId: string;
  /** The destination. */
  readonly region: Region;
  /** The id of the copy, in AWS's form (F-46). */
  readonly copyId: BackupId;
  /**
   * The eleven symbols that identify the copy in a fleet. If left out: the first eleven symbols of
   * `copyId`, in lower case; no other holder's id should begin with them.
   */
  readonly stem?: Stem;
  /** The copy's tags; the source's if left out (F-168). */
  readonly tags?: Tags;
};

/** Why `copyToRegion` may refuse. */
export type CopyToRegionRefusal =
  | NotWellFormed
  | TimeRefusal
  | BackupNotFound
  | BackupNotReady
  | SameRegion
  | OtherPartition
  | TooManyTags;

const destinationRefusal = (
  home: Region,
  region: Region,
): SameRegion | OtherPartition | undefined => {
  if (region === home) return { _tag: 'SameRegion', rule: 'U-15', region };
  const [from, partition] = [partitionOf(home), partitionOf(region)];
  return from === partition
    ? undefined
    : { _tag: 'OtherPartition', rule: 'F-171', region, partition, from };
};

/** The form of each field of `CopyToRegion`, except `at`. */
export const copyToRegionForms: FormsOf<Omit<CopyToRegion, 'at'>> = {
  backupId: textForm,
  region: inputFields.region,
  copyId: grammarForm(grammars.backupId),
  stem: inputFields.stem,
  tags: optionalForm(inputFields.tags),
};

const wellFormed = formed<CopyToRegion>(copyToRegionForms);

/**
 * Copies a backup to another region. The copy belongs to no cluster and has no retention: it stays
 * until someone deletes it. Its owner is the source's; it is not shared.
 *
 * Once started, it no longer depends on its source. Copies can be copied, and duplicates are
 * allowed.
 *
 * @param holder - the cluster or copy that holds the backup; not changed
 * @param input - the id of a backup in one of the edition's `copyableStates`; another `region` of
 *   the same partition; `at` in milliseconds since the epoch
 * @returns Right: the copy, CREATE_IN_PROGRESS, as old as its source; event: `BackupCopying`. Left:
 *   `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`, `BackupNotFound`, `BackupNotReady`,
 *   `SameRegion`, `OtherPartition` or `TooManyTags`, checked in that order.
 * @see `CopyBackupToRegion`, CloudHSM V2 API 2017-04-28; F-166 to F-169, F-171; U-11, U-13, U-15
 * @example
 * const copyId = 'backup-copiedaaaaaaaaaa';
 * const copying = copyToRegion(cluster, { at, backupId, copyId, region: 'eu-central-1' });
 */
export const copyToRegion = (
  holder: BackupHolder,
  input: CopyToRegion,
): Begun<CopyToRegionRefusal, BackupCopy, BackupCopying> =>
  wellFormed(input, () =>
    seenAt(holder, input.at, (now) => {
      const it = copyableBackupIn(now, input.backupId);
      if (isLeft(it)) return it;
      const { at, region, copyId, stem = stemOf(copyId), tags = it.right.tags } = input;
      const wrong = destinationRefusal(now.region, region);
      if (wrong !== undefined) return refused(wrong);
      const { account, edition, lineageId, certificate } = now;
      const tooMany = tagsRefusal(tags, edition);
      if (tooMany !== undefined) return refused(tooMany);
      const { backupId, cause, createdAt, hsmType, mode, material, access } = it.right;
      const source = Object.freeze({
        region: now.region,
        backupId,
        clusterId: clusterOf(now, it.right),
      });
      const copied = {
        source,
        cause,
        createdAt,
        tags: Object.freeze({ ...tags }),
        hsmType,
        mode,
        material,
        access,
      };
      const data = {
        at,
        backupId: copyId,
        stem,
        account,
        region,
        lineageId,
        certificate,
        edition,
        ...copied,
        expectedAt: endOf(edition.durations.copy, at),
      };
      return beginning(beginCopy)({ type: 'BackupCopying', data });
    }),
  );

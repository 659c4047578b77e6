/**
 * Restoring a backup into a new cluster.
 *
 * @module
 */
import { undraft } from '../kernel/draft.ts';
import { beginning, type Begun } from '../kernel/change.ts';
import { isLeft, left, type Either } from '../kernel/either.ts';
import { beginCluster } from '../evolve/begin.ts';
import type { HsmTypeNotOffered, RestoreNotSupported } from '../rules/cluster-refusals.ts';
import type { BackupNotReady, NotShared } from '../rules/contents-refusals.ts';
import type { BackupNotFound, NotWellFormed } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import { editionRefusal, type BadEdition } from '../rules/custom-edition.ts';
import { endOf } from '../rules/editions.ts';
import type { Platform, Edition } from '../model/edition.ts';
import { contentsOf, type Backup, type BackupSource } from '../model/backup.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterRestoring } from '../model/event.ts';
import type { BackupHolder } from '../model/holder.ts';
import { seenAt, type TimeRefusal } from '../time/advance.ts';
import { isSharedWith, type AccountId } from '../model/account.ts';
import { stemOf, type ClusterId, type Stem } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import { planned, type ClusterPlan, type ClusterPlanRefusal } from '../guards/cluster-plan.ts';
import { backupIn, readyBackupIn } from '../guards/finding.ts';
import { platformName, offeredRefusal } from '../guards/platform.ts';
import { clusterOf } from '../guards/source-cluster.ts';
import { formed } from '../guards/formed.ts';
import { inputFields } from '../guards/input-fields.ts';
import { optionalForm, textForm, type FormsOf } from '../model/form.ts';

/** The input of `restore`. */
export type Restore = ClusterPlan &
  Partial<Platform> & {
    /** When, in milliseconds since the epoch. */
    readonly at: EpochMillis;
    readonly backupId: string;
    /** Who restores it and owns the new cluster; the holder's owner if left out. */
    readonly account?: AccountId;
    /** The id of the new cluster, in AWS's form (F-46). */
    readonly clusterId: ClusterId;
    /**
     * The prefix of its HSM and backup ids. If left out: the first eleven symbols of `clusterId`,
     * in lower case; no other cluster's id should begin with them.
     */
    readonly stem?: Stem;
    /** The new cluster's edition; the holder's if left out. */
    readonly edition?: Edition;
  };

/** Why `restore` may refuse. */
export type RestoreRefusal =
  | NotWellFormed
  | BadEdition
  | TimeRefusal
  | BackupNotFound
  | NotShared
  | BackupNotReady
  | RestoreNotSupported
  | HsmTypeNotOffered
  | ClusterPlanRefusal;

const same = (a: Platform, b: Platform): boolean => a.hsmType === b.hsmType && a.mode === b.mode;

/** The platforms that a backup can be restored to, newest first (F-184). */
const restorablePlatforms = (it: Platform, { restorable }: Edition): readonly Platform[] =>
  restorable.find(({ from }) => same(from, it))?.to ?? [];

/**
 * The backup's own platform if new clusters can still have it, else the newest one that the restore
 * matrix allows.
 */
const defaultPlatform = (it: Platform, edition: Edition): Platform =>
  offeredRefusal(it, edition) === undefined ? it : (restorablePlatforms(it, edition)[0] ?? it);

const chosenPlatform = (
  it: Platform,
  { hsmType, mode }: Partial<Platform>,
  edition: Edition,
): Platform => {
  const standard = defaultPlatform(it, edition);
  return { hsmType: hsmType ?? standard.hsmType, mode: mode ?? standard.mode };
};

const platformRefusal = (
  from: Platform,
  to: Platform,
  edition: Edition,
): RestoreNotSupported | HsmTypeNotOffered | undefined => {
  const supported = restorablePlatforms(from, edition);
  if (supported.some((it) => same(it, to))) return offeredRefusal(to, edition);
  return {
    _tag: 'RestoreNotSupported',
    rule: 'F-184',
    from: platformName(from),
    to: platformName(to),
    supported: supported.map(platformName),
  };
};

/** Finds a READY backup that an account owns, or that is shared with it. */
const restorableIn = (
  holder: BackupHolder,
  backupId: string,
  account: AccountId,
): Either<BackupNotFound | NotShared | BackupNotReady, Backup> => {
  const it = backupIn(holder, backupId);
  if (isLeft(it) || account === holder.account || isSharedWith(it.right.share, account))
    return readyBackupIn(holder, backupId);
  return left({ _tag: 'NotShared', rule: 'F-178', backupId, account });
};

const sourceOf = (holder: BackupHolder, it: Backup): BackupSource =>
  Object.freeze({
    region: holder.region,
    backupId: it.backupId,
    clusterId: clusterOf(holder, it),
  });

/** The form of each field of `Restore`, except `at`. */
export const restoreForms: FormsOf<Omit<Restore, 'at'>> = {
  backupId: textForm,
  hsmType: optionalForm(inputFields.hsmType),
  mode: optionalForm(inputFields.mode),
  ...inputFields.plan,
  clusterId: inputFields.clusterId,
  stem: inputFields.stem,
  edition: inputFields.edition,
};

const wellFormed = formed<Restore>(restoreForms);

/**
 * Restores a backup into a new cluster in the backup's region. Its first HSM will hold the backup's
 * contents; it needs no initialization and no activation.
 *
 * The new cluster does not depend on the backup, which may be deleted. It inherits neither
 * retention nor tags.
 *
 * @param holder - the cluster or copy that holds the backup; not changed
 * @param input - the id of a READY backup; subnets, retention and tags as for a new cluster; a
 *   platform that the restore matrix allows; `at` in milliseconds since the epoch
 * @returns Right: the new cluster, CREATE_IN_PROGRESS, then ACTIVE with no HSM; event:
 *   `ClusterRestoring`. Left: `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`,
 *   `BackupNotFound`, `NotShared`, `BackupNotReady`, `BadEdition`, `RestoreNotSupported`,
 *   `HsmTypeNotOffered`, `NetworkTypeNotOffered`, `BadSubnets`, `ZoneOutsideRegion`,
 *   `RetentionOutOfRange` or `TooManyTags`, checked in that order.
 * @see `CreateCluster` with `SourceBackupId`, CloudHSM V2 API 2017-04-28; F-108 to F-115, F-178,
 *   F-184; U-13, U-16
 * @example
 * const plan = { clusterId: 'cluster-restoredaaa', subnets } as const;
 * const restoring = restore(cluster, { at, backupId, ...plan });
 */
export const restore = (
  holder: BackupHolder,
  input: Restore,
): Begun<RestoreRefusal, Cluster, ClusterRestoring> =>
  wellFormed(input, () =>
    seenAt(holder, input.at, (now) => {
      const { at, clusterId, stem = stemOf(clusterId), account = now.account } = input;
      const it = restorableIn(now, input.backupId, account);
      if (isLeft(it)) return it;
      const edition = undraft(input.edition === undefined ? now.edition : input.edition);
      const unusable = edition === now.edition ? undefined : editionRefusal(edition);
      if (unusable !== undefined) return refused(unusable);
      const platform = chosenPlatform(it.right, input, edition);
      const wrong = platformRefusal(it.right, platform, edition);
      if (wrong !== undefined) return refused(wrong);
      const { region, lineageId, certificate } = now;
      const plan = planned(input, { edition, region, hsmType: platform.hsmType });
      if (isLeft(plan)) return plan;
      const expectedAt = endOf(edition.durations.restore, at);
      const told = {
        at,
        clusterId,
        stem,
        account,
        region,
        edition,
        ...platform,
        ...plan.right,
        expectedAt,
      };
      return beginning(beginCluster)({
        type: 'ClusterRestoring',
        data: {
          ...told,
          lineageId,
          certificate,
          restoredFrom: sourceOf(now, it.right),
          origin: contentsOf(it.right),
        },
      });
    }),
  );

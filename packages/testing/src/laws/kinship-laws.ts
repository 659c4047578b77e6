/**
 * Laws of copies and restored clusters: what they inherit from their source.
 *
 * @module
 */
import {
  holderIdOf,
  isGone,
  type Backup,
  type BackupHolder,
  type Cluster,
} from '@hsm-lifecycle/core';
import { holderIn, type Fleet } from '@hsm-lifecycle/core/fleet';
import {
  lawOfMoments,
  ofChangedClusters,
  ofClusters,
  type ClusterMoment,
  type Law,
  type LawMoment,
} from './law.ts';
import { same } from './same.ts';

type Source = { readonly holder: BackupHolder; readonly backup: Backup };

const sourceIn = (fleet: Fleet, backupId: string): Source | undefined => {
  const holder = holderIn(fleet, backupId);
  const backup = holder?.backups.find((it) => it.backupId === backupId);
  return holder && backup && { holder, backup };
};

const clusterOf = ({ holder, backup }: Source): string =>
  backup.source?.clusterId ?? holderIdOf(holder);

const INHERITED = ['createdAt', 'cause', 'hsmType', 'mode', 'material', 'access'] as const;

const unlike = (made: Backup, { holder, backup }: Source): string | undefined => {
  const { copyableStates } = holder.edition;
  if (!copyableStates.some((state) => state === backup.state))
    return `${made.backupId} is a copy of a backup in ${backup.state}`;
  const differing = INHERITED.find((member) => !same(made[member], backup[member]));
  if (differing !== undefined)
    return `${made.backupId} and its source ${backup.backupId} differ in ${differing}`;
  return made.neverExpires ? `${made.backupId} is a copy and exempt` : undefined;
};

/** What a region's name begins with where it is of a partition of its own. */
const partitionIn = (region = ''): string =>
  /^(?:cn-|eusc-|[a-z]{2}-(?:gov|iso[a-z]?)-)/u.exec(region)?.[0] ?? '';

const unlikeItsSource = ({ event, before, holderAfter }: LawMoment): string | undefined => {
  if (event.type !== 'BackupCopying') return undefined;
  const { backupId, source: from } = event.data;
  const [made, source] = [holderAfter?.backups[0], sourceIn(before, from.backupId)];
  if (made === undefined || source === undefined) return `${backupId} has no source`;
  if (holderAfter?.region === source.holder.region)
    return `${backupId} is in the region of its source`;
  if (partitionIn(holderAfter?.region) !== partitionIn(source.holder.region))
    return `${backupId} is in another partition than its source`;
  if (from.clusterId !== clusterOf(source))
    return `${backupId} names the wrong cluster as its source`;
  return unlike(made, source);
};

/** What a lineage has in common. */
const KIN = ['lineageId', 'certificate'] as const;

const otherLineage = ({ event, before, holderAfter }: LawMoment): string | undefined => {
  if (event.type !== 'BackupCopying' && event.type !== 'ClusterRestoring') return undefined;
  const from =
    event.type === 'BackupCopying' ? event.data.source.backupId : event.data.restoredFrom.backupId;
  const parent = sourceIn(before, from)?.holder;
  const member = KIN.find((each) => parent?.[each] !== holderAfter?.[each]);
  return member && `${event.type} of ${from} has another ${member}`;
};

/** Whether an HSM will hold what its restored cluster began with. */
const isOriginInUse = ({ hsms }: Cluster): boolean =>
  hsms.some(({ joinsFrom }) => joinsFrom === 'ORIGIN');

/** Whether a cluster has had a READY backup of its own, as far as is known. */
const isBackedUp = ({ lastBackupAt }: Cluster): boolean => lastBackupAt !== undefined;

const kept = (it: Cluster): string | undefined =>
  it.origin !== undefined && isBackedUp(it) && !isOriginInUse(it)
    ? `${it.clusterId} has a backup of its own and keeps what it was restored from`
    : undefined;

const droppedTooSoon = ({ event, was }: ClusterMoment): string | undefined => {
  if (event.type !== 'OriginDropped') return undefined;
  if (was.origin === undefined) return `${was.clusterId} had no origin to drop`;
  if (was.lastBackupAt === undefined)
    return `${was.clusterId} dropped its origin before it had a backup of its own`;
  return isOriginInUse(was) ? `an HSM of ${was.clusterId} was joining from its origin` : undefined;
};

const otherParent = ({ event, was, is }: ClusterMoment): string | undefined =>
  same(was.restoredFrom, is.restoredFrom)
    ? undefined
    : `${event.type} changed what ${was.clusterId} was restored from`;

const forgottenTooSoon = ({ event, before }: LawMoment): string | undefined => {
  if (event.type !== 'ClusterForgotten' && event.type !== 'BackupCopyForgotten') return undefined;
  const id = event.type === 'ClusterForgotten' ? event.data.clusterId : event.data.backupId;
  const holder = holderIn(before, id);
  if (holder === undefined) return `${id} was forgotten and did not exist`;
  if (!isGone(holder)) return `${id} was forgotten before it was gone`;
  if (holder.kind === 'COPY') return undefined;
  const kin = [...before.holders.values()].find(
    (it) => it.lineageId === holder.lineageId && !isGone(it),
  );
  return kin && `${id} was forgotten while ${holderIdOf(kin)} of its lineage exists`;
};

/** Laws of copies and restored clusters. */
export const kinshipLaws: readonly Law[] = [
  lawOfMoments(
    'a copy equals its source',
    'A copy has the age, cause and contents of its source, is in another region of the same ' +
      'partition, and is not exempt (F-167, F-171, U-11, U-15).',
    unlikeItsSource,
  ),
  lawOfMoments(
    'lineage is inherited',
    'A copy and a restored cluster have the lineage of their source: they share a cluster ' +
      'certificate (F-111).',
    otherLineage,
  ),
  {
    name: 'an origin ends with the first backup',
    sentence:
      'A restored cluster that has a backup of its own has no other source left, unless an HSM ' +
      'is joining from what it was restored from (U-52).',
    holds: ofChangedClusters(kept),
  },
  lawOfMoments(
    'an origin is kept while it is needed',
    'A restored cluster keeps the contents that it was restored from until it has a backup of ' +
      'its own and no HSM joins from them (U-52).',
    ofClusters(droppedTooSoon),
  ),
  lawOfMoments(
    'a restored cluster remembers its backup',
    'What a cluster was restored from stays known for its whole life (F-109).',
    ofClusters(otherParent),
  ),
  lawOfMoments(
    'only what is gone is forgotten',
    'A fleet forgets a purged copy, and a DELETED cluster without backups once nothing else of ' +
      'its lineage is left (M-11).',
    forgottenTooSoon,
  ),
];

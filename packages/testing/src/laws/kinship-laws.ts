/**
 * Laws of copies and restored clusters: what they inherit from their source.
 *
 * @module
 */
import { holderIdOf, isGone, type Backup, type BackupHolder } from '@hsm-lifecycle/core';
import { holderIn, type Fleet } from '@hsm-lifecycle/core/fleet';
import { lawOfMoments, type Law, type LawMoment } from './law.ts';
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

const unlike = (made: Backup, { backup }: Source): string | undefined => {
  if (backup.state !== 'READY') return `${made.backupId} is a copy of a backup in ${backup.state}`;
  const differing = INHERITED.find((member) => !same(made[member], backup[member]));
  if (differing !== undefined)
    return `${made.backupId} and its source ${backup.backupId} differ in ${differing}`;
  return made.neverExpires ? `${made.backupId} is a copy and exempt` : undefined;
};

const unlikeItsSource = ({ event, before, holderAfter }: LawMoment): string | undefined => {
  if (event.type !== 'BackupCopying') return undefined;
  const { backupId, source: from } = event.data;
  const [made, source] = [holderAfter?.backups[0], sourceIn(before, from.backupId)];
  if (made === undefined || source === undefined) return `${backupId} has no source`;
  if (holderAfter?.region === source.holder.region)
    return `${backupId} is in the region of its source`;
  if (from.clusterId !== clusterOf(source))
    return `${backupId} names the wrong cluster as its source`;
  return unlike(made, source);
};

/** What a lineage has in common. */
const KIN = ['lineageId', 'certificate'] as const;

const otherLineage = ({ event, before, holderAfter }: LawMoment): string | undefined => {
  if (event.type !== 'BackupCopying' && event.type !== 'ClusterRestoring') return undefined;
  const from =
    event.type === 'BackupCopying' ? event.data.source.backupId : event.data.origin.backupId;
  const parent = sourceIn(before, from)?.holder;
  const member = KIN.find((each) => parent?.[each] !== holderAfter?.[each]);
  return member && `${event.type} of ${from} has another ${member}`;
};

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
    'A copy has the age, cause and contents of its source, is in another region, and is not ' +
      'exempt (F-167, U-11, U-15).',
    unlikeItsSource,
  ),
  lawOfMoments(
    'lineage is inherited',
    'A copy and a restored cluster have the lineage of their source: they share a cluster ' +
      'certificate (F-111).',
    otherLineage,
  ),
  lawOfMoments(
    'only what is gone is forgotten',
    'A fleet forgets a purged copy, and a DELETED cluster without backups once nothing else of ' +
      'its lineage is left (M-11).',
    forgottenTooSoon,
  ),
];

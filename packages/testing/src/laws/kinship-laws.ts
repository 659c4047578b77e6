/**
 * Laws of what copies and restored clusters have from where they come.
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

const KEPT = ['createdAt', 'cause', 'hsmType', 'mode', 'material', 'access'] as const;

const unlike = (made: Backup, { backup }: Source): string | undefined => {
  if (backup.state !== 'READY')
    return `${made.backupId} is a copy of a backup that is ${backup.state}`;
  const differing = KEPT.find((member) => !same(made[member], backup[member]));
  if (differing !== undefined)
    return `${made.backupId} has another ${differing} than ${backup.backupId}`;
  return made.neverExpires
    ? `${made.backupId} is exempt from a retention that it has not`
    : undefined;
};

const unlikeItsSource = ({ event, before, holderAfter }: LawMoment): string | undefined => {
  if (event.type !== 'BackupCopying') return undefined;
  const { backupId, source: from } = event.data;
  const [made, source] = [holderAfter?.backups[0], sourceIn(before, from.backupId)];
  if (made === undefined || source === undefined) return `${backupId} is a copy of nothing`;
  if (holderAfter?.region === source.holder.region)
    return `${backupId} is in the region of its source`;
  if (from.clusterId !== clusterOf(source))
    return `${backupId} does not know which cluster it is of`;
  return unlike(made, source);
};

const disowned = ({ event, before, holderAfter }: LawMoment): string | undefined => {
  if (event.type !== 'BackupCopying' && event.type !== 'ClusterRestoring') return undefined;
  const from =
    event.type === 'BackupCopying' ? event.data.source.backupId : event.data.origin.backupId;
  const parent = sourceIn(before, from)?.holder;
  return parent?.lineageId === holderAfter?.lineageId
    ? undefined
    : `${event.type} of ${from} left its lineage`;
};

const forgottenTooSoon = ({ event, before }: LawMoment): string | undefined => {
  if (event.type !== 'ClusterForgotten' && event.type !== 'BackupCopyForgotten') return undefined;
  const id = event.type === 'ClusterForgotten' ? event.data.clusterId : event.data.backupId;
  const holder = holderIn(before, id);
  if (holder === undefined) return `${id} is not there to be forgotten`;
  if (!isGone(holder)) return `${id} is not gone`;
  if (holder.kind === 'COPY') return undefined;
  const kin = [...before.holders.values()].find(
    (it) => it.lineageId === holder.lineageId && !isGone(it),
  );
  return kin && `${id} is forgotten, and ${holderIdOf(kin)} of its lineage is left`;
};

/** Laws of what copies and restored clusters have from where they come. */
export const kinshipLaws: readonly Law[] = [
  lawOfMoments(
    'a copy is its source',
    'A copy is as old as its source, of the same cause and contents, in another region, and not exempt (F-167, U-11, U-15).',
    unlikeItsSource,
  ),
  lawOfMoments(
    'lineage is inherited',
    'A copy and a restored cluster are of the lineage of what they come from: they share a cluster certificate (F-111).',
    disowned,
  ),
  lawOfMoments(
    'only what is gone is forgotten',
    'A fleet forgets a copy that is purged, and a DELETED cluster without backups once nothing of its lineage is left (M-11).',
    forgottenTooSoon,
  ),
];

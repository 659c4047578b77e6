/**
 * The backups and copies that a phrase means.
 *
 * @module
 */
import { latestBackup, type Backup, type BackupHolder, type Cluster } from '@hsm-lifecycle/core';
import type { NamedFleet } from './named-fleet.ts';
import type { Phrase } from './phrase.ts';

/** The state of the backups that a phrase looks for if it names none. */
export type WantedState = 'READY' | 'PENDING_DELETION';

/** A phrase about backups or copies. */
export type BackupPhrase = Extract<Phrase, { readonly what: 'backup' | 'copy' }>;

/** A backup that a phrase means, or may mean: it holds what nobody has listed. */
export type MeantBackup = { readonly backupId: string; readonly isSure: boolean };

const holds = ({ material, access }: Backup, what: string | undefined): boolean =>
  what === undefined ||
  material.keys.some(({ keyId }) => keyId === what) ||
  access.users.some(({ name }) => name === what);

const mayHold = (backup: Backup, what: string | undefined): boolean =>
  holds(backup, what) || !backup.material.isComplete || !backup.access.isComplete;

const holdersMeant = (
  { fleet }: NamedFleet,
  { what, region }: BackupPhrase,
  cluster: Cluster,
): readonly BackupHolder[] => {
  const all: readonly BackupHolder[] =
    what === 'backup'
      ? [cluster]
      : [...fleet.holders.values()].filter(
          ({ kind, backups }) =>
            kind === 'COPY' &&
            backups.some(({ source }) => source?.clusterId === cluster.clusterId),
        );
  return all.filter((holder) => region === undefined || holder.region === region);
};

const isOfAge = ({ createdAt }: Backup, { age }: BackupPhrase, { at }: NamedFleet): boolean => {
  if (age === undefined) return true;
  return age.than === 'younger' ? at - createdAt < age.span : at - createdAt > age.span;
};

/** The backups that a phrase means or may mean, oldest first. */
export const backupsMeant = (
  named: NamedFleet,
  phrase: BackupPhrase,
  cluster: Cluster,
): readonly MeantBackup[] => {
  const { which, what, holding, state } = phrase;
  const latest = latestBackup(cluster);
  const all =
    which === 'newest' && what === 'backup' && holding === undefined && state === 'READY'
      ? holdersMeant(named, phrase, cluster).flatMap(() => (latest === undefined ? [] : [latest]))
      : holdersMeant(named, phrase, cluster).flatMap(({ backups }) => backups);
  return all
    .filter((it) => it.state === state && mayHold(it, holding) && isOfAge(it, phrase, named))
    .toSorted((a, b) => a.createdAt - b.createdAt)
    .map((it) => ({ backupId: it.backupId, isSure: holds(it, holding) }));
};

/**
 * Backups as they were seen.
 *
 * @module
 */
import type { CommandOf } from '@hsm-lifecycle/core';
import type { ValueOf } from '../model/action.ts';
import { tagRecord } from '../view/tag-list.ts';
import {
  createdBefore,
  endOfWork,
  millisOf,
  regionOfArn,
  type ImportFrame,
} from './import-frame.ts';

type ObservedCopyData = CommandOf<'ObserveCopy'>['data'];

/** A backup as `ObserveCluster` takes it. */
export type SightedBackup = CommandOf<'ObserveCluster'>['data']['backups'][number];

/** Everything was of this platform before June 2024, and older answers do not say it (F-182). */
export const FIRST_PLATFORM = { hsmType: 'hsm1.medium', mode: 'FIPS' } as const;

const stateOf = (
  it: ValueOf<'Backup'>,
  sighting: ImportFrame,
): SightedBackup['state'] | undefined => {
  const { BackupState: state, BackupId: id } = it;
  const deleteAt = millisOf(it.DeleteTimestamp);
  if (state === 'READY' || state === 'CREATE_IN_PROGRESS') return state;
  if (state === 'PENDING_DELETION' && deleteAt !== undefined && deleteAt >= sighting.at)
    return state;
  sighting.note(
    id,
    state === 'PENDING_DELETION'
      ? 'It should be purged by now; left out.'
      : `It is ${state ?? 'in no state'}; left out.`,
  );
  return undefined;
};

/** A backup; undefined if it cannot be taken in, which is noted. */
export const sightedBackup = (
  it: ValueOf<'Backup'>,
  sighting: ImportFrame,
  work: 'backup' | 'copy',
): SightedBackup | undefined => {
  const state = stateOf(it, sighting);
  if (state === undefined) return undefined;
  if (it.CreateTimestamp === undefined)
    sighting.note(it.BackupId, 'It has no CreateTimestamp; now, then.');
  const deleteAt = state === 'PENDING_DELETION' ? millisOf(it.DeleteTimestamp) : undefined;
  return {
    // The shape has checked it.
    // eslint-disable-next-line typescript/no-unsafe-type-assertion
    backupId: it.BackupId as SightedBackup['backupId'],
    state,
    createdAt: createdBefore(sighting, { id: it.BackupId, seconds: it.CreateTimestamp }),
    neverExpires: it.NeverExpires === true,
    tags: tagRecord(it.TagList),
    hsmType: it.HsmType ?? FIRST_PLATFORM.hsmType,
    mode: it.Mode ?? FIRST_PLATFORM.mode,
    ...(deleteAt !== undefined && { deleteAt }),
    ...(state === 'CREATE_IN_PROGRESS' && endOfWork(sighting, work)),
  };
};

/** Whether a backup is a copy, which no cluster has. */
export const isSightedCopy = (it: ValueOf<'Backup'>): boolean => it.SourceBackup !== undefined;

/** The command that takes in a copy; undefined if it cannot be taken in, which is noted. */
export const observeCopyOf = (
  it: ValueOf<'Backup'>,
  sighting: ImportFrame,
): CommandOf<'ObserveCopy'> | undefined => {
  const backup = sightedBackup(it, sighting, 'copy');
  if (backup === undefined) return undefined;
  const { SourceBackup, SourceCluster, SourceRegion } = it;
  const region = regionOfArn(sighting, it.BackupArn);
  if (region === undefined || SourceCluster === undefined || SourceRegion === undefined) {
    sighting.note(it.BackupId, 'Its region or its source is not known; left out. Give a region.');
    return undefined;
  }
  const copiedAt = millisOf(it.CopyTimestamp) ?? backup.createdAt;
  const source = { region: SourceRegion, backupId: SourceBackup, clusterId: SourceCluster };
  return {
    type: 'ObserveCopy',
    data: {
      ...backup,
      at: sighting.at,
      account: sighting.account,
      region,
      copiedAt,
      // The shapes have checked the ids.
      // eslint-disable-next-line typescript/no-unsafe-type-assertion
      source: source as ObservedCopyData['source'],
    },
  };
};

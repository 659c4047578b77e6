/**
 * People who delete the wrong backup.
 *
 * @module
 */
import type { BackupId, Region } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { isLost } from '@hsm-lifecycle/runbooks';
import type { Process, Timer } from '../life/process.ts';
import type { Distribution } from '../random/distribution.ts';

/** The options of `wrongDeletionProcess`. */
export type WrongDeletion = {
  /** Only backups and copies in this region; in all regions if left out. */
  readonly region?: Region;
  /** How long until it happens, and then again. */
  readonly every: Distribution;
  /** How long until somebody notices and undeletes it: too late after the grace period. */
  readonly noticedAfter: Distribution;
};

const readyIn = (fleet: Fleet, region: Region | undefined): readonly BackupId[] =>
  [...fleet.holders.values()]
    .filter((it) => (region ?? it.region) === it.region && !isLost(fleet, it.region))
    .flatMap(({ backups }) => backups.filter(({ state }) => state === 'READY'))
    .map(({ backupId }) => backupId);

/** Deletes a READY backup at random, and undeletes it when the mistake is noticed. */
export const wrongDeletionProcess = ({ region, every, noticedAfter }: WrongDeletion): Process => {
  const next: Timer = { subject: 'deletion', about: { what: 'DELETE' }, after: every };
  return {
    name: region === undefined ? 'WrongDeletion' : `WrongDeletion ${region}`,
    kind: 'PERSON',
    begin: () => [undefined, [next]],
    wake: (state, { about }, { world: { fleet, at }, luck }) => {
      if (about.id !== undefined)
        return { state, acts: [{ type: 'UndeleteBackup', data: { at, backupId: about.id } }] };
      const ready = readyIn(fleet, region);
      const backupId = ready[luck.choice('which', Math.max(1, ready.length))];
      return backupId === undefined
        ? { state, timers: [next] }
        : {
            state,
            acts: [{ type: 'DeleteBackup', data: { at, backupId } }],
            timers: [
              next,
              { subject: 'notice', about: { what: 'UNDELETE', id: backupId }, after: noticedAfter },
            ],
          };
    },
  };
};

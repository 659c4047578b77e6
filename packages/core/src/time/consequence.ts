/**
 * What must follow an event at once: whatever is in progress fails with what it depends on,
 * and a migration turns back.
 *
 * @module
 */
import { evolveCluster } from '../evolve/evolve.ts';
import { found } from '../kernel/list.ts';
import type { Backup } from '../model/backup.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import type { Hsm } from '../model/hsm.ts';
import { backupFailed, hsmFailed } from './failed.ts';
import { turningBack } from './migration.ts';

/** A backup in progress whose HSM holds nothing any more. */
const hasLostSource = ({ hsms }: Cluster, { state, hsmId }: Backup): boolean =>
  state === 'CREATE_IN_PROGRESS' &&
  found(hsms, (it) => it.hsmId === hsmId && it.access !== undefined) === undefined;

/** An HSM that waits for a backup that has failed. */
const hasLostBackup = ({ backups }: Cluster, { waitsFor }: Hsm): boolean =>
  waitsFor !== undefined && found(backups, ({ backupId }) => backupId === waitsFor) === undefined;

const LOST_SOURCE = 'The HSM that it was made of is gone.';
const LOST_BACKUP = 'The backup that it waited for has failed.';

/**
 * The first event that must follow at once, at the instant of the last one.
 *
 * @param reason - why what comes first has failed, if that is known
 * @param backups - its backups, of which those in progress matter
 * @returns `undefined` when nothing in progress has lost what it depends on
 */
export const consequenceOf = (
  now: Cluster,
  reason?: string,
  backups: readonly Backup[] = now.backups,
): ClusterEvent | undefined => {
  const at = now.asOf;
  const backup = found(backups, (it) => hasLostSource(now, it));
  if (backup !== undefined) return backupFailed(now, backup, { at, reason: reason ?? LOST_SOURCE });
  const waiting = found(now.hsms, (it) => hasLostBackup(now, it));
  return waiting === undefined
    ? turningBack(now)
    : hsmFailed(now, waiting, { at, reason: reason ?? LOST_BACKUP });
};

/** Adds to events what must follow them at once. */
export const withConsequences = (
  before: Cluster,
  events: readonly ClusterEvent[],
  reason?: string,
): readonly ClusterEvent[] => {
  const all = [...events];
  let state = all.reduce(evolveCluster, before);
  for (;;) {
    const next = consequenceOf(state, reason);
    if (next === undefined) return all;
    all.push(next);
    state = evolveCluster(state, next);
  }
};

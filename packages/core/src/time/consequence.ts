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
import type { Migration } from '../model/migration.ts';
import { backupFailed, hsmFailed } from './failed.ts';
import { migrationToTurnBack, rollingBack } from './migration.ts';

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
 * What must fail or turn back at once: a backup, else an HSM that waits for one, else a migration.
 *
 * @param backups - its backups, of which those in progress matter
 * @returns `undefined` when nothing in progress has lost what it depends on
 */
export const affectedIn = (
  now: Cluster,
  backups: readonly Backup[] = now.backups,
): Backup | Hsm | Migration | undefined =>
  found(backups, (it) => hasLostSource(now, it)) ??
  found(now.hsms, (it) => hasLostBackup(now, it)) ??
  migrationToTurnBack(now);

/**
 * The first event that must follow at once, at the instant of the last one.
 *
 * @param reason - why what comes first has failed, if that is known
 * @returns `undefined` when nothing in progress has lost what it depends on
 */
export const consequenceOf = (now: Cluster, reason?: string): ClusterEvent | undefined => {
  const at = now.asOf;
  const affected = affectedIn(now);
  if (affected === undefined) return undefined;
  if ('rollbackUntil' in affected) return rollingBack(affected, { at, cause: 'FAILURE' });
  return 'eniId' in affected
    ? hsmFailed(now, affected, { at, reason: reason ?? LOST_BACKUP })
    : backupFailed(now, affected, { at, reason: reason ?? LOST_SOURCE });
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

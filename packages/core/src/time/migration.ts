/**
 * How a change of HSM type goes on by itself, HSM by HSM, and how it turns back.
 *
 * @module
 */
import { invariant } from '../kernel/invariant.ts';
import { found } from '../kernel/list.ts';
import { endOf } from '../rules/editions.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, EventOf } from '../model/event.ts';
import { isPeer, type Hsm } from '../model/hsm.ts';
import { makeHsmId } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import {
  isMigrating,
  migratingHsmId,
  type Migration,
  type RollbackCause,
  type RollbackSource,
} from '../model/migration.ts';
import { newestOfType } from '../model/newest-ready.ts';
import { backupStart } from './backup-start.ts';
import { withGone } from './gone.ts';

/** What comes next in a migration or a rollback. */
export type MigrationStep =
  { readonly kind: 'BACK_UP' | 'MIGRATE' | 'FAIL'; readonly hsm: Hsm } | { readonly kind: 'END' };

const END: MigrationStep = Object.freeze({ kind: 'END' });

/** On the way out each HSM is backed up first, on the way back only what will be lost. */
const needsBackup = ({ phase }: Cluster, { contentsFrom }: Migration): boolean =>
  phase === 'MODIFY_IN_PROGRESS' || contentsFrom !== undefined;

/** What a rollback loads may be purged before it is used, if its host is slow. */
const isThere = ({ backups }: Cluster, source: RollbackSource | undefined): boolean =>
  source?.kind !== 'BACKUP' || backups.some(({ backupId }) => backupId === source.backupId);

const stepOf = (now: Cluster, migration: Migration, it: Hsm): MigrationStep | undefined => {
  const migrate: MigrationStep = isThere(now, migration.contentsFrom)
    ? { kind: 'MIGRATE', hsm: it }
    : { kind: 'FAIL', hsm: it };
  if (!needsBackup(now, migration)) return migrate;
  const running = found(now.backups, ({ state }) => state === 'CREATE_IN_PROGRESS');
  if (migration.backupId === undefined)
    return running === undefined ? { kind: 'BACK_UP', hsm: it } : undefined;
  return running?.backupId === migration.backupId ? undefined : migrate;
};

/** The HSM type that a migration or a rollback leads to. */
const aimOf = ({ migration, phase, clusterId }: Cluster): Cluster['hsmType'] => {
  invariant(migration !== undefined, `${clusterId} does not migrate`);
  return phase === 'MODIFY_IN_PROGRESS' ? migration.to : migration.from;
};

/**
 * What a migration or a rollback does next, at once: HSM by HSM in order of arrival. HSMs that have
 * failed are skipped (U-70).
 *
 * @returns `undefined` while it waits for a backup or an HSM, or is out of reach
 */
export const migrationStep = (now: Cluster): MigrationStep | undefined => {
  const { migration, phase, isolatedSince, hsms } = now;
  if (migration === undefined || !isMigrating(phase) || isolatedSince !== undefined)
    return undefined;
  if (migratingHsmId(now) !== undefined) return undefined;
  const aim = aimOf(now);
  const next = found(hsms, (it) => isPeer(it) && it.hsmType !== aim);
  return next === undefined ? END : stepOf(now, migration, next);
};

/** The end of a migration or a rollback. */
export const migrationEnd = (
  now: Cluster,
  at: EpochMillis,
): EventOf<'HsmTypeChanged'> | EventOf<'HsmTypeRolledBack'> => ({
  type: now.phase === 'MODIFY_IN_PROGRESS' ? 'HsmTypeChanged' : 'HsmTypeRolledBack',
  data: { at, hsmType: aimOf(now) },
});

const hsmMigrating = (now: Cluster, { hsmId }: Hsm, at: EpochMillis): EventOf<'HsmMigrating'> => {
  const from = now.migration?.contentsFrom;
  const expectedAt = endOf(now.edition.durations.migration, at);
  return withGone(
    now,
    (gone) => ({
      type: 'HsmMigrating',
      data: { at, hsmId, hsmType: aimOf(now), from, expectedAt, gone },
    }),
    from === undefined,
  );
};

/** The failure of an HSM's change of type. Only on the way back is anything lost. */
export const hsmMigrationFailed = (
  now: Cluster,
  { hsmId }: Hsm,
  { at, reason }: { readonly at: EpochMillis; readonly reason: string },
): EventOf<'HsmMigrationFailed'> =>
  withGone(
    now,
    (gone) => ({ type: 'HsmMigrationFailed', data: { at, hsmId, reason, gone } }),
    now.phase === 'MODIFY_IN_PROGRESS',
  );

/** The successful end of an HSM's change of type: one with a new id is in its place. */
export const hsmMigrated = (
  now: Cluster,
  { hsmId }: Hsm,
  at: EpochMillis,
): EventOf<'HsmMigrated'> => ({
  type: 'HsmMigrated',
  data: { at, hsmId, newHsmId: makeHsmId(now.stem, now.hsmsMade) },
});

const NOTHING_THERE = 'The backup of the old type has been purged.';

/** The event of a step. */
export const migrationEvent = (
  now: Cluster,
  step: MigrationStep,
  at: EpochMillis,
): ClusterEvent => {
  if (step.kind === 'END') return migrationEnd(now, at);
  if (step.kind === 'BACK_UP') return backupStart(now, step.hsm, { cause: 'MIGRATION', at });
  return step.kind === 'MIGRATE'
    ? hsmMigrating(now, step.hsm, at)
    : hsmMigrationFailed(now, step.hsm, { at, reason: NOTHING_THERE });
};

/**
 * What a rollback after completion would load: the newest READY backup of the old type (F-238),
 * else what the cluster was restored from, which the old type has loaded before.
 */
export const rollbackSource = ({
  backups,
  origin,
  migration,
}: Cluster): RollbackSource | undefined => {
  const newest = migration && newestOfType(backups, migration.from);
  if (newest !== undefined) return { kind: 'BACKUP', backupId: newest.backupId };
  return origin && { kind: 'ORIGIN' };
};

/** The start of a rollback; without `contentsFrom` it loses nothing. */
export const rollingBack = (
  { from }: Migration,
  {
    at,
    cause,
    contentsFrom,
  }: {
    readonly at: EpochMillis;
    readonly cause: RollbackCause;
    readonly contentsFrom?: RollbackSource | undefined;
  },
): EventOf<'HsmTypeRollingBack'> => ({
  type: 'HsmTypeRollingBack',
  data: { at, cause, hsmType: from, contentsFrom },
});

/** A migration in which a backup or an HSM has failed: it turns back at once (F-187). */
export const migrationToTurnBack = ({
  phase,
  isolatedSince,
  migration,
}: Cluster): Migration | undefined =>
  phase === 'MODIFY_IN_PROGRESS' && isolatedSince === undefined && migration?.failedAt !== undefined
    ? migration
    : undefined;

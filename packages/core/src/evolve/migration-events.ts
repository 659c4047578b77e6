/**
 * Applies the events of a change of HSM type to its cluster.
 *
 * An HSM stays ACTIVE while it changes; then one with a new id and the new type is in its place, on
 * the same network interface and with the same address and contents (F-104, F-188).
 *
 * @module
 */
import { invariant } from '../kernel/invariant.ts';
import { mapped, replaced } from '../kernel/list.ts';
import { changedBackup } from '../model/backup.ts';
import type { Cluster } from '../model/cluster.ts';
import type { MigrationEvent } from '../model/event.ts';
import { changedHsm, hsm, type Hsm } from '../model/hsm.ts';
import type { HsmId } from '../model/ids.ts';
import type { Migration } from '../model/migration.ts';
import { touched } from './backups.ts';
import { changed, type Handlers } from './changed.ts';
import { failedMigration } from './failed-migration.ts';
import { endProgress, sourced, withHsm } from './hsm-events.ts';
import { remarked } from './marking.ts';
import { detectedAnew } from './replacement-events.ts';

const migrationOf = ({ migration, clusterId }: Cluster): Migration => {
  invariant(migration !== undefined, `${clusterId} does not migrate`);
  return migration;
};

const migrated = (before: Cluster, changes: Partial<Migration>): Migration =>
  Object.freeze({ ...migrationOf(before), ...changes });

/** Ends the change of the HSM that is changing, if one is: it keeps its type. */
const broughtBack = (hsms: readonly Hsm[]): readonly Hsm[] =>
  mapped(hsms, (it) =>
    it.migratesTo === undefined ? it : changedHsm(it, (after) => endProgress(after, 'ACTIVE')),
  );

/** What is in the place of an HSM once its type has changed. */
const migratedHsm = (it: Hsm, hsmId: HsmId): Hsm => {
  const { migratesTo } = it;
  invariant(migratesTo !== undefined, `${it.hsmId} does not migrate`);
  return hsm({
    ...it,
    hsmId,
    hsmType: migratesTo,
    stateMessage: undefined,
    expectedAt: undefined,
    migratesTo: undefined,
  });
};

const everyHsm = (): boolean => true;

/** For each event type, the cluster after it. */
export const migrationEvents: Handlers<MigrationEvent> = {
  HsmTypeChanging: (before, { at, hsmType, rollbackUntil }) =>
    changed(before, at, (after) => {
      after.phase = 'MODIFY_IN_PROGRESS';
      after.stateMessage = undefined;
      after.migration = Object.freeze({
        from: before.hsmType,
        to: hsmType,
        rollbackUntil,
        contentsFrom: undefined,
        backupId: undefined,
        failedAt: undefined,
      });
    }),
  HsmTypeChanged: (before, { at, hsmType }) =>
    changed(before, at, (after) => {
      after.phase = 'ACTIVE';
      after.hsmType = hsmType;
      after.backups = remarked(before.backups, { ...before, hsmType }, { at });
      after.hsms = detectedAnew(before.hsms, at, everyHsm);
    }),
  HsmTypeRollingBack: (before, { at, contentsFrom }) =>
    changed(before, at, (after) => {
      after.phase = 'ROLLBACK_IN_PROGRESS';
      after.migration = migrated(before, {
        contentsFrom,
        backupId: undefined,
        failedAt: undefined,
      });
      after.hsms = broughtBack(before.hsms);
    }),
  HsmTypeRolledBack: (before, { at, hsmType }) =>
    changed(before, at, (after) => {
      after.phase = 'ACTIVE';
      after.hsmType = hsmType;
      after.backups = remarked(before.backups, { ...before, hsmType }, { at });
      after.migration = undefined;
      after.hsms = detectedAnew(before.hsms, at, everyHsm);
    }),
  HsmMigrating: (before, { at, hsmId, hsmType, from, expectedAt }) => {
    const loaded = from && sourced(before, from, at);
    return changed(before, at, (after) => {
      if (loaded !== undefined) after.material = loaded.material;
      after.hsms = withHsm(before.hsms, hsmId, (it) => {
        it.migratesTo = hsmType;
        it.expectedAt = expectedAt;
        if (loaded !== undefined) it.access = loaded.access;
      });
    });
  },
  // A backup that is being made of the HSM goes on: its contents stay the same.
  HsmMigrated: (before, { at, hsmId, newHsmId }) => {
    const backups = mapped(before.backups, (it) =>
      it.hsmId === hsmId
        ? changedBackup(it, (after) => {
            after.hsmId = newHsmId;
          })
        : it,
    );
    const hsms = replaced(
      before.hsms,
      (it) => it.hsmId === hsmId,
      (it) => migratedHsm(it, newHsmId),
    );
    return changed(before, at, (after) => {
      after.hsms = touched(before.hsms, hsmId, hsms);
      after.hsmsMade = before.hsmsMade + 1;
      after.backups = backups;
      if (before.phase === 'MODIFY_IN_PROGRESS')
        after.migration = migrated(before, { backupId: undefined });
    });
  },
  // On the way out the HSM keeps its type and all that it holds (F-238); on the way back it fails.
  HsmMigrationFailed: (before, { at, hsmId, reason }) =>
    changed(before, at, (after) => {
      const isLost = before.phase === 'ROLLBACK_IN_PROGRESS';
      after.migration = failedMigration(before, at);
      after.hsms = withHsm(before.hsms, hsmId, (it) => {
        endProgress(it, isLost ? 'DEGRADED' : 'ACTIVE');
        it.stateMessage = reason;
        if (!isLost) return;
        it.failedAt = at;
        it.access = undefined;
      });
    }),
};

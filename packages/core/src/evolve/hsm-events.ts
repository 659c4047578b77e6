/**
 * Applies the events of HSMs to their cluster.
 *
 * @module
 */
import { invariant } from '../kernel/invariant.ts';
import { appended, found, foundLast, replaced, without } from '../kernel/list.ts';
import { contentsOf, type Backup } from '../model/backup.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, HsmSource, MigrationEvent, ReplacementEvent } from '../model/event.ts';
import { changedHsm, hsm, type Hsm, type HsmChanges } from '../model/hsm.ts';
import { blankAccess, blankMaterial, initializedAccess, type Contents } from '../model/contents.ts';
import { stemOf, type BackupId, type HsmId } from '../model/ids.ts';
import { touched } from './backups.ts';
import { changed, type Handlers } from './changed.ts';
import { failedMigration } from './failed-migration.ts';

type HsmEvent = Exclude<
  Extract<ClusterEvent, { readonly type: `Hsm${string}` }>,
  ReplacementEvent | MigrationEvent
>;

/**
 * Finds the backup that an event names. An event that names an unknown backup does not belong to
 * this stream.
 */
export const namedBackup = (before: Cluster, backupId: BackupId): Backup => {
  const it = foundLast(before.backups, (each) => each.backupId === backupId);
  invariant(it !== undefined, `${before.clusterId} has no ${backupId}`);
  return it;
};

/** Finds an HSM that an event names. */
export const namedHsm = (before: Cluster, hsmId: HsmId): Hsm => {
  const it = found(before.hsms, (each) => each.hsmId === hsmId);
  invariant(it !== undefined, `${before.clusterId} has no ${hsmId}`);
  return it;
};

/** The contents that a backup of an HSM would hold now. */
export const contentsOfHsm = (before: Cluster, hsmId: HsmId): Contents => {
  const { access } = namedHsm(before, hsmId);
  const { material } = before;
  invariant(access !== undefined && material !== undefined, `${hsmId} holds nothing`);
  return contentsOf({ material, access });
};

/** What a source puts on an HSM that starts to load from it now. */
export const sourced = (before: Cluster, from: HsmSource, at: number): Contents => {
  switch (from.kind) {
    case 'BLANK':
      return contentsOf({
        material: blankMaterial,
        access: before.initializedAt === undefined ? blankAccess : initializedAccess(at),
      });
    case 'PEER':
      return contentsOfHsm(before, from.hsmId);
    case 'BACKUP':
      return contentsOf(namedBackup(before, from.backupId));
    case 'ORIGIN':
      invariant(before.origin !== undefined, `${before.clusterId} has no origin`);
      return before.origin;
  }
};

/** Changes one HSM of a list. */
export const withHsm = (
  hsms: readonly Hsm[],
  hsmId: HsmId,
  write: (after: HsmChanges) => void,
): readonly Hsm[] =>
  touched(
    hsms,
    hsmId,
    replaced(
      hsms,
      (it) => it.hsmId === hsmId,
      (it) => changedHsm(it, write),
    ),
  );

/** Ends the work in progress on an HSM. */
export const endProgress = (after: HsmChanges, state: Hsm['state']): void => {
  after.state = state;
  after.expectedAt = undefined;
  after.waitsFor = undefined;
  after.joinsFrom = undefined;
  after.joinsWith = undefined;
  after.leavesAs = undefined;
  after.migratesTo = undefined;
};

/**
 * The cluster's keys once an HSM becomes ACTIVE: those that another HSM holds, since keys heal
 * (F-86), else those that it brings.
 */
const materialWith = (before: Cluster, hsmId: HsmId, brought: Contents): Cluster['material'] =>
  found(before.hsms, (it) => it.hsmId !== hsmId && it.access !== undefined) === undefined
    ? brought.material
    : before.material;

/** Handlers by event type. */
export const hsmEvents: Handlers<HsmEvent> = {
  HsmAdding: (
    before,
    { at, hsmId, availabilityZone, subnetId, eniId, ipAddress, ipAddressV6, from, expectedAt },
  ) => {
    const waitsFor =
      from.kind === 'BACKUP' && namedBackup(before, from.backupId).state === 'CREATE_IN_PROGRESS'
        ? from.backupId
        : undefined;
    const joinsWith = waitsFor === undefined ? sourced(before, from, at) : undefined;
    const added = hsm({
      hsmId,
      availabilityZone,
      subnetId,
      eniId,
      ipAddress,
      hsmType: before.hsmType,
      ipAddressV6,
      state: 'CREATE_IN_PROGRESS',
      expectedAt,
      waitsFor,
      joinsFrom: from.kind,
      joinsWith,
    });
    return changed(before, at, (after) => {
      after.hsms = appended(before.hsms, added);
      after.hsmsMade = before.hsmsMade + 1;
      if (stemOf(hsmId) !== before.stem) after.hsmIdsGiven = appended(before.hsmIdsGiven, hsmId);
    });
  },
  HsmAdded: (before, { at, hsmId, signingRequestId }) => {
    const { joinsWith } = namedHsm(before, hsmId);
    invariant(joinsWith !== undefined, `${hsmId} has nothing to join with`);
    return changed(before, at, (after) => {
      after.material = materialWith(before, hsmId, joinsWith);
      after.signingRequestId = signingRequestId ?? before.signingRequestId;
      after.hsms = withHsm(before.hsms, hsmId, (it) => {
        endProgress(it, 'ACTIVE');
        it.access = joinsWith.access;
      });
    });
  },
  HsmAdditionFailed: (before, { at, hsmId, reason }) =>
    changed(before, at, (after) => {
      after.hsms = withHsm(before.hsms, hsmId, (it) => {
        endProgress(it, 'DEGRADED');
        it.stateMessage = reason;
      });
    }),
  HsmRemoving: (before, { at, hsmId, expectedAt, waitsFor }) => {
    const leavesAs = namedHsm(before, hsmId).state === 'DEGRADED' ? 'DEGRADED' : 'ACTIVE';
    return changed(before, at, (after) => {
      after.hsms = withHsm(before.hsms, hsmId, (it) => {
        it.state = 'DELETE_IN_PROGRESS';
        it.expectedAt = expectedAt;
        it.waitsFor = waitsFor;
        it.leavesAs = leavesAs;
      });
    });
  },
  HsmRemoved: (before, { at, hsmId }) =>
    changed(before, at, (after) => {
      after.hsms = touched(
        before.hsms,
        hsmId,
        without(before.hsms, (it) => it.hsmId === hsmId),
      );
      after.signingRequestId = after.hsms.length === 0 ? undefined : before.signingRequestId;
    }),
  // A failed HSM that stays is detected anew.
  HsmRemovalFailed: (before, { at, hsmId, reason }) => {
    const { leavesAs: state } = namedHsm(before, hsmId);
    invariant(state !== undefined, `${hsmId} was not leaving`);
    return changed(before, at, (after) => {
      after.hsms = withHsm(before.hsms, hsmId, (it) => {
        endProgress(it, state);
        it.stateMessage = reason;
        if (it.failedAt !== undefined) it.failedAt = at;
      });
    });
  },
  // A leaving HSM goes on leaving; its `HsmRemovalFailed` follows.
  HsmDegraded: (before, { at, hsmId, reason }) =>
    changed(before, at, (after) => {
      after.migration = failedMigration(before, at);
      after.hsms = withHsm(before.hsms, hsmId, (it) => {
        if (it.state === 'DELETE_IN_PROGRESS') it.leavesAs = 'DEGRADED';
        else endProgress(it, 'DEGRADED');
        it.stateMessage = reason;
        if (it.access !== undefined) it.failedAt = at;
        it.access = undefined;
      });
    }),
};

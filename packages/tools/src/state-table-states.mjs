/**
 * The states in the state table, each reached by commands.
 *
 * @module
 */
import { customEdition, DAY_MS, editions, latestBackup } from '@hsm-lifecycle/core';
import { clusterIn, emptyFleet, step } from '@hsm-lifecycle/core/fleet';

export const at = 100 * DAY_MS;
export const zones = ['eu-west-1a', 'eu-west-1b'];
export const subnets = zones.map((availabilityZone, index) => ({
  subnetId: `subnet-0000000${index}`,
  availabilityZone,
}));
export const clusterId = 'cluster-table222222';

export const accepted = (fleet, type, data) => {
  const outcome = step(fleet, { type, data: { at, ...data } });
  if (outcome._tag === 'Left')
    throw new Error(`${type} was refused: ${JSON.stringify(outcome.left)}`);
  return outcome.right[0];
};

export const later = (fleet, days) =>
  accepted(fleet, 'Advance', { at: fleet.asOf + days * DAY_MS });
export const firstHsm = (fleet, id = clusterId) => clusterIn(fleet, id).hsms[0]?.hsmId;
export const backupId = (fleet) => latestBackup(clusterIn(fleet, clusterId)).backupId;

/** A cluster whose creation has just begun. */
const grown = (edition, id = clusterId, hsmType = 'hsm2m.medium') =>
  accepted(emptyFleet({ at, edition, quotas: 'NONE' }).right, 'CreateCluster', {
    region: 'eu-west-1',
    hsmType,
    mode: 'FIPS',
    subnets,
    clusterId: id,
  });

/** Takes commands, one after the other, each followed by what is due at the same instant. */
const takenInTurn = (fleet, ...commands) =>
  commands.reduce(
    (now, [type, data]) => accepted(accepted(now, type, data), 'Advance', {}),
    accepted(fleet, 'Advance', {}),
  );

/** Adds an HSM, or removes the first, at the fleet's instant. */
const adding = (fleet, id = clusterId) =>
  accepted(fleet, 'AddHsm', { at: fleet.asOf, clusterId: id, availabilityZone: zones[0] });
const removing = (fleet) =>
  accepted(fleet, 'RemoveHsm', { at: fleet.asOf, clusterId, hsmId: firstHsm(fleet) });

/** Changes the type of the cluster's HSMs, or goes back; the first backup has begun. */
export const changingType = (fleet, hsmType) => {
  const data = { at: fleet.asOf, clusterId, hsmType };
  return accepted(accepted(fleet, 'ChangeHsmType', data), 'Advance', { at: fleet.asOf });
};

/** An edition in which the service reports an activation late (F-244), and all else at once. */
const reportingLate = customEdition(editions.instant, {
  name: 'late',
  durations: { activation: 80_000 },
}).right;

/** Loses the region of the cluster. */
export const losingRegion = (fleet, kind) =>
  accepted(fleet, 'LoseRegion', { at: fleet.asOf, region: 'eu-west-1', kind });

/** A second cluster, made from a backup of the first. */
export const RESTORED = 'cluster-restored2222';
const SOURCE = 'cluster-source22222';

export const reached = {
  creating: () => grown(editions.aws2026),
  empty: () => accepted(grown(editions.instant), 'Advance', {}),
  withHsm: () => accepted(reached.empty(), 'AddHsm', { clusterId, availabilityZone: zones[0] }),
  joining: () =>
    accepted(reached.slowlyEmpty(), 'AddHsm', {
      at: at + DAY_MS,
      clusterId,
      availabilityZone: zones[0],
    }),
  slowlyEmpty: () => later(grown(editions.aws2026), 1),
  slowlyWithHsm: () => later(reached.joining(), 1),
  initializing: () => {
    const fleet = reached.slowlyWithHsm();
    return accepted(fleet, 'Initialize', { at: fleet.asOf + DAY_MS, clusterId });
  },
  initialized: () =>
    accepted(accepted(reached.withHsm(), 'Initialize', { clusterId }), 'Advance', {}),
  initializedEmpty: () => accepted(removing(reached.initialized()), 'Advance', {}),
  active: () =>
    accepted(accepted(reached.initialized(), 'Activate', { clusterId }), 'CreateUser', {
      clusterId,
      name: 'app',
      role: 'CU',
    }),
  activeSlowly: () => {
    const fleet = later(reached.initializing(), 1);
    return accepted(fleet, 'Activate', { at: fleet.asOf + DAY_MS, clusterId });
  },
  unreported: () =>
    takenInTurn(
      grown(reportingLate),
      ['AddHsm', { clusterId, availabilityZone: zones[0] }],
      ['Initialize', { clusterId }],
      ['Activate', { clusterId }],
    ),
  unreachable: () => losingRegion(reached.active(), 'UNREACHABLE'),
  destroyed: () => losingRegion(later(reached.activeSlowly(), 1), 'DESTROYED'),
  activeEmpty: () => accepted(removing(reached.active()), 'Advance', {}),
  initializedSlowly: () => later(reached.initializing(), 1),
  emptiedSlowly: () => later(removing(later(reached.activeSlowly(), 1)), 1),
  onlyJoining: () => adding(reached.emptiedSlowly()),
  onlyLeaving: () => removing(later(reached.activeSlowly(), 1)),
  onlyLeavingUninitialized: () => removing(reached.slowlyWithHsm()),
  onlyLeavingInitialized: () => removing(reached.initializedSlowly()),
  activeForgotten: () => {
    const fleet = reached.activeEmpty();
    return clusterIn(fleet, clusterId).backups.reduce(
      (now, backup) => accepted(now, 'DeleteBackup', { backupId: backup.backupId }),
      fleet,
    );
  },
  restored: () => {
    const source = takenInTurn(
      grown(editions.instant, SOURCE),
      ['AddHsm', { clusterId: SOURCE, availabilityZone: zones[0] }],
      ['Initialize', { clusterId: SOURCE }],
      ['Activate', { clusterId: SOURCE }],
    );
    const { backupId: id } = latestBackup(clusterIn(source, SOURCE));
    return takenInTurn(source, ['Restore', { backupId: id, subnets, clusterId }]);
  },
  restoredWithHsm: () => accepted(adding(reached.restored()), 'Advance', {}),
  restoring: () => {
    const fleet = later(reached.activeSlowly(), 1);
    const data = { at: fleet.asOf, backupId: backupId(fleet), subnets, clusterId: RESTORED };
    return accepted(fleet, 'Restore', data);
  },
  restoredJoining: () => adding(later(reached.restoring(), 1), RESTORED),
  restoredForgotten: () => {
    const one = reached.restoredWithHsm();
    const emptied = takenInTurn(one, ['RemoveHsm', { clusterId, hsmId: firstHsm(one) }]);
    return takenInTurn(emptied, ['DeleteBackup', { backupId: backupId(emptied) }]);
  },
  full: () =>
    Array.from({ length: 27 }).reduce(
      (fleet) => accepted(fleet, 'AddHsm', { clusterId, availabilityZone: zones[1] }),
      reached.active(),
    ),
  replacing: () => {
    const fleet = later(reached.activeSlowly(), 1 / 24);
    return accepted(fleet, 'ReplaceHsm', { at: fleet.asOf, clusterId, hsmId: firstHsm(fleet) });
  },
  oldActive: () => {
    const joining = accepted(
      later(grown(editions.aws2024, clusterId, 'hsm1.medium'), 1),
      'AddHsm',
      {
        at: at + DAY_MS,
        clusterId,
        availabilityZone: zones[0],
      },
    );
    const withHsm = later(joining, 1);
    const initializing = accepted(withHsm, 'Initialize', { at: at + 2 * DAY_MS, clusterId });
    const initialized = later(initializing, 1);
    const active = accepted(initialized, 'Activate', { at: at + 3 * DAY_MS, clusterId });
    return later(active, 1 / 2);
  },
  modifying: () => {
    const fleet = reached.oldActive();
    return changingType(fleet, 'hsm2m.medium');
  },
  migrated: () => later(reached.modifying(), 1 / 12),
  rollingBack: () => {
    const fleet = reached.migrated();
    return changingType(fleet, 'hsm1.medium');
  },
  inLostZone: () => accepted(reached.active(), 'LoseZone', { availabilityZone: zones[0] }),
  degraded: () => {
    const fleet = reached.active();
    return accepted(fleet, 'FailHsm', { clusterId, hsmId: firstHsm(fleet) });
  },
  oneDegraded: () => {
    const fleet = accepted(adding(reached.active()), 'Advance', {});
    return accepted(fleet, 'FailHsm', { clusterId, hsmId: firstHsm(fleet) });
  },
  deletingYoung: () => {
    const fleet = reached.slowlyEmpty();
    return accepted(fleet, 'DeleteCluster', { at: fleet.asOf + DAY_MS, clusterId });
  },
  deletedYoung: () => later(reached.deletingYoung(), 1),
  deleting: () => {
    const fleet = reached.emptiedSlowly();
    return accepted(fleet, 'DeleteCluster', { at: fleet.asOf, clusterId });
  },
  deleted: () =>
    accepted(accepted(reached.activeEmpty(), 'DeleteCluster', { clusterId }), 'Advance', {}),
};

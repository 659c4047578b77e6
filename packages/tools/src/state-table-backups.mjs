/**
 * The rows and columns of the state table about backups.
 *
 * @module
 */
import { clusterIn, holderIn } from '@hsm-lifecycle/core/fleet';
import {
  accepted,
  backupId,
  clusterId,
  later,
  losingRegion,
  reached,
} from './state-table-states.mjs';

const shared = (fleet) =>
  accepted(fleet, 'ShareBackup', {
    backupId: backupId(fleet),
    policy: '{}',
    accounts: 'EVERYONE',
  });

const withCopy = (fleet) => {
  const after = accepted(fleet, 'CopyToRegion', {
    at: fleet.asOf,
    backupId: backupId(fleet),
    region: 'us-east-1',
  });
  return [after, [...after.holders.values()].find(({ kind }) => kind === 'COPY').copyId];
};

/** What is there: a state, and how to reach it: a fleet and the backup's id. */
export const BACKUP_ROWS = [
  [
    'CREATE_IN_PROGRESS',
    () => {
      const fleet = reached.activeSlowly();
      return [fleet, clusterIn(fleet, clusterId).backups[0].backupId];
    },
  ],
  ['READY', () => [reached.active(), backupId(reached.active())]],
  [
    'READY, shared',
    () => {
      const fleet = reached.active();
      return [shared(fleet), backupId(fleet)];
    },
  ],
  [
    'PENDING_DELETION',
    () => [
      accepted(reached.active(), 'DeleteBackup', { backupId: backupId(reached.active()) }),
      backupId(reached.active()),
    ],
  ],
  [
    'PENDING_DELETION, shared',
    () => {
      const fleet = shared(reached.active());
      return [accepted(fleet, 'DeleteBackup', { backupId: backupId(fleet) }), backupId(fleet)];
    },
  ],
  [
    'READY, its region out of reach',
    () => {
      const fleet = reached.unreachable();
      return [fleet, backupId(fleet)];
    },
  ],
  ['CREATE_IN_PROGRESS copy', () => withCopy(later(reached.activeSlowly(), 1))],
  [
    'READY copy',
    () => {
      const [fleet, copyId] = withCopy(reached.active());
      return [accepted(fleet, 'Advance', {}), copyId];
    },
  ],
  [
    'READY copy, the region of its source destroyed',
    () => {
      const [fleet, copyId] = withCopy(reached.active());
      return [losingRegion(accepted(fleet, 'Advance', {}), 'DESTROYED'), copyId];
    },
  ],
  [
    'DELETED copy',
    () => {
      const fleet = later(reached.activeSlowly(), 1);
      const [copying, copyId] = withCopy(fleet);
      return [
        accepted(copying, 'Settle', { at: copying.asOf, id: copyId, outcome: 'FAILED' }),
        copyId,
      ];
    },
  ],
  [
    'PENDING_DELETION copy',
    () => {
      const [fleet, copyId] = withCopy(reached.active());
      return [
        accepted(accepted(fleet, 'Advance', {}), 'DeleteBackup', { backupId: copyId }),
        copyId,
      ];
    },
  ],
];

/** What is asked, with what, the rule that says yes, and a name if the type alone is ambiguous. */
export const BACKUP_COLUMNS = [
  ['DeleteBackup', (id) => ({ backupId: id }), () => 'F-145'],
  ['UndeleteBackup', (id) => ({ backupId: id }), () => 'F-146'],
  [
    'Restore',
    (id, fleet) => ({ backupId: id, subnets: subnetsIn(holderIn(fleet, id).region) }),
    () => 'F-108',
  ],
  [
    'Restore',
    (id, fleet) => ({
      backupId: id,
      subnets: subnetsIn(holderIn(fleet, id).region),
      account: '111122223333',
    }),
    () => 'F-178',
    'Restore, by another account',
  ],
  ['CopyToRegion', (id) => ({ backupId: id, region: 'ap-south-1' }), () => 'U-15'],
  [
    'CopyToRegion',
    (id) => ({ backupId: id, region: 'cn-north-1' }),
    () => 'F-171',
    'CopyToRegion, another partition',
  ],
  ['SetNeverExpires', (id) => ({ backupId: id, neverExpires: true }), () => 'F-163'],
  ['ShareBackup', (id) => ({ backupId: id, policy: '{}', accounts: 'EVERYONE' }), () => 'F-175'],
  ['UnshareBackup', (id) => ({ backupId: id }), () => 'F-178'],
  ['Settle', (id) => ({ id, outcome: 'SUCCEEDED' }), () => 'M-5'],
  ['Tag', (id) => ({ resourceId: id, tags: { a: 'b' } }), () => 'F-60'],
];

const subnetsIn = (region) => [{ subnetId: 'subnet-00000000', availabilityZone: `${region}a` }];

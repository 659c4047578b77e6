/**
 * The table of states and commands, made by running the machine.
 *
 * Each row is a state that accepted commands reach, each cell the machine's answer there. A cell
 * whose rule is neither a fact nor a choice is an error.
 *
 * @module
 */
import { clusterIn, holderIn, step } from '@hsm-lifecycle/core/fleet';
import {
  zones,
  clusterId,
  accepted,
  later,
  firstHsm,
  backupId,
  reached,
} from './state-table-states.mjs';
import { CONTENTS_COLUMNS, CONTENTS_ROWS } from './state-table-contents.mjs';

const CLUSTER_ROWS = [
  ['CREATE_IN_PROGRESS', 'creating'],
  ['UNINITIALIZED, no HSM', 'empty'],
  ['UNINITIALIZED, 1 HSM', 'withHsm'],
  ['INITIALIZE_IN_PROGRESS', 'initializing'],
  ['INITIALIZED, 1 HSM', 'initialized'],
  ['INITIALIZED, no HSM', 'initializedEmpty'],
  ['ACTIVE, no HSM', 'activeEmpty'],
  ['ACTIVE, no HSM, no backup', 'activeForgotten'],
  ['ACTIVE, restored, no HSM yet', 'restored'],
  ['ACTIVE, restored, emptied, no backup', 'restoredForgotten'],
  ['ACTIVE, 1 HSM', 'active'],
  ['ACTIVE, 28 HSMs', 'full'],
  ['ACTIVE, its HSM being replaced', 'replacing'],
  ['ACTIVE, 1 HSM, of hsm1.medium', 'oldActive'],
  ['MODIFY_IN_PROGRESS', 'modifying'],
  ['ACTIVE, 1 HSM, just migrated', 'migrated'],
  ['ROLLBACK_IN_PROGRESS', 'rollingBack'],
  ['DEGRADED, its zone lost', 'inLostZone'],
  ['DEGRADED', 'degraded'],
  ['DELETE_IN_PROGRESS', 'deleting'],
  ['DELETED', 'deleted'],
];

/** An HSM starts blank, or from a peer, the latest backup, or what was restored. */
const joiningRule = ({ state, hsms, origin }) => {
  if (state === 'UNINITIALIZED') return 'F-70';
  if (origin !== undefined) return 'F-108';
  return hsms.some((it) => it.state === 'ACTIVE') ? 'F-82' : 'F-83';
};

/** The type to change to, or to go back to. */
const otherType = ({ hsmType, migration }) =>
  migration?.from ?? (hsmType === 'hsm1.medium' ? 'hsm2m.medium' : 'hsm1.medium');

/** The command, its data, and the rule that allows it if the machine accepts it. */
const CLUSTER_COLUMNS = [
  ['AddHsm', () => ({ clusterId, availabilityZone: zones[0] }), joiningRule],
  [
    'RemoveHsm',
    (fleet) => ({ clusterId, hsmId: firstHsm(fleet) ?? 'hsm-none' }),
    ({ state }) => (['ACTIVE', 'DEGRADED'].includes(state) ? 'F-94' : 'F-97'),
  ],
  ['Initialize', () => ({ clusterId }), () => 'F-73'],
  ['Activate', () => ({ clusterId }), () => 'F-79'],
  ['SetRetention', () => ({ clusterId, retentionDays: 30 }), () => 'U-30'],
  [
    'SetRetention',
    () => ({ clusterId, retentionDays: 'NONE', by: 'SUPPORT' }),
    () => 'F-162',
    'SetRetention NONE, by SUPPORT',
  ],
  ['DeleteCluster', () => ({ clusterId }), () => 'U-26'],
  ['CreateUser', () => ({ clusterId, name: 'new', role: 'CU' }), () => 'F-195'],
  ['FailHsm', (fleet) => ({ clusterId, hsmId: firstHsm(fleet) ?? 'hsm-none' }), () => 'F-100'],
  ['ReplaceHsm', (fleet) => ({ clusterId, hsmId: firstHsm(fleet) ?? 'hsm-none' }), () => 'F-101'],
  [
    'ChangeHsmType',
    (fleet) => ({ clusterId, hsmType: otherType(clusterIn(fleet, clusterId)) }),
    ({ hsmType, migration }) =>
      migration === undefined && hsmType === 'hsm1.medium' ? 'F-186' : 'F-190',
  ],
];

const withCopy = (fleet) => {
  const after = accepted(fleet, 'CopyToRegion', {
    at: fleet.asOf,
    backupId: backupId(fleet),
    region: 'us-east-1',
  });
  return [after, [...after.holders.values()].find(({ kind }) => kind === 'COPY').copyId];
};

const BACKUP_ROWS = [
  [
    'CREATE_IN_PROGRESS',
    () => {
      const fleet = reached.activeSlowly();
      return [fleet, clusterIn(fleet, clusterId).backups[0].backupId];
    },
  ],
  ['READY', () => [reached.active(), backupId(reached.active())]],
  [
    'PENDING_DELETION',
    () => [
      accepted(reached.active(), 'DeleteBackup', { backupId: backupId(reached.active()) }),
      backupId(reached.active()),
    ],
  ],
  [
    'READY copy',
    () => {
      const [fleet, copyId] = withCopy(reached.active());
      return [accepted(fleet, 'Advance', {}), copyId];
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

const BACKUP_COLUMNS = [
  ['DeleteBackup', (id) => ({ backupId: id }), () => 'F-145'],
  ['UndeleteBackup', (id) => ({ backupId: id }), () => 'F-146'],
  [
    'Restore',
    (id, fleet) => ({ backupId: id, subnets: subnetsIn(holderIn(fleet, id).region) }),
    () => 'F-108',
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
  ['Tag', (id) => ({ resourceId: id, tags: { a: 'b' } }), () => 'F-60'],
];

const subnetsIn = (region) => [{ subnetId: 'subnet-00000000', availabilityZone: `${region}a` }];

/** One cell: yes, no, or nothing to try, with its rule. */
const cell = (fleet, type, { data, yes }) => {
  const outcome = step(fleet, { type, data: { at: fleet.asOf, ...data } });
  if (outcome._tag === 'Right') return `yes ${yes}`;
  const { _tag, rule } = outcome.left;
  if (_tag === 'HsmNotFound') return '–';
  if (rule.startsWith('M-') && _tag !== 'NoPeer')
    throw new Error(
      `${type} is answered by ${rule} (${_tag}), which is neither a fact nor a choice`,
    );
  return `no ${rule}`;
};

const table = (corner, columns, rows) =>
  [
    `| ${[corner, ...columns].join(' | ')} |`,
    `|${' --- |'.repeat(columns.length + 1)}`,
    ...rows.map((row) => `| ${row.join(' | ')} |`),
  ].join('\n');

const clusterTable = () =>
  table(
    'cluster',
    CLUSTER_COLUMNS.map(([type, , , name = type]) => name),
    CLUSTER_ROWS.map(([name, how]) => {
      const fleet = reached[how]();
      const cluster = clusterIn(fleet, clusterId);
      if (!name.startsWith(cluster.state))
        throw new Error(`reached ${cluster.state} instead of ${name}`);
      return [
        name,
        ...CLUSTER_COLUMNS.map(([type, data, yes]) =>
          cell(fleet, type, { data: data(fleet), yes: yes(cluster) }),
        ),
      ];
    }),
  );

const backupTable = () =>
  table(
    'backup',
    BACKUP_COLUMNS.map(([type, , , name = type]) => name),
    BACKUP_ROWS.map(([name, reach]) => {
      const [fleet, id] = reach();
      const { state } = holderIn(fleet, id).backups.find((each) => each.backupId === id);
      if (!name.startsWith(state)) throw new Error(`reached ${state} instead of ${name}`);
      return [
        name,
        ...BACKUP_COLUMNS.map(([type, data, yes]) =>
          cell(fleet, type, { data: data(id, fleet), yes: yes() }),
        ),
      ];
    }),
  );

/** What a crypto user alice, and the key k1 of another, can be asked for. */
const contentsTable = () =>
  table(
    'cluster',
    CONTENTS_COLUMNS.map(([name]) => name),
    CONTENTS_ROWS.map(([name, reach]) => {
      const fleet = reach();
      return [
        name,
        ...CONTENTS_COLUMNS.map(([column, data, yes]) =>
          cell(fleet, column.split(' ', 1)[0], { data, yes }),
        ),
      ];
    }),
  );

/** The page. */
export const stateTablePage = () => `# What is allowed when

Generated by \`npm run generate\`, which runs the machine. Each cell names its rule, which [the rule book](rules.md) spells out; \`–\` means that there is nothing to try.

## Clusters

${clusterTable()}

A cluster is never UPDATE_IN_PROGRESS (U-1). DEGRADED accepts the same commands as ACTIVE.

## Users, keys and certificates

A crypto user alice is asked for, and a key k1 that another owns.

${contentsTable()}

Users, passwords and policies are each HSM's own (F-86). HSMs of hsm1.medium store no certificates (F-132).

## Backups

${backupTable()}

A failed backup of a cluster, and any purged backup, is no longer shown (U-12). A failed copy is DELETED until its grace period ends (F-166), and accepts only tags.
`;

/**
 * Codecs of clusters, HSMs, backups and copies.
 *
 * The caller chooses how editions and contents are written: in full, or by reference to a table.
 * Values are read through the model's constructors.
 *
 * @module
 */
import { shareOf, type Share, type SharedWith } from '../model/account.ts';
import type { Edition } from '../model/edition.ts';
import { backupCopy, type BackupCopy } from '../model/backup-copy.ts';
import { backup, type Backup, type BackupSource } from '../model/backup.ts';
import { clusterRecord, type Cluster } from '../model/cluster.ts';
import type { BackupHolder } from '../model/holder.ts';
import { hsm, type Hsm } from '../model/hsm.ts';
import type { Access, Contents, Material } from '../model/contents.ts';
import type { Migration } from '../model/migration.ts';
import type { Retention } from '../model/placement.ts';
import { rollbackSourceCodec } from './event-members.ts';
import type { Codec } from './io.ts';
import {
  account,
  availabilityZone,
  backupId,
  clusterId,
  eniId,
  hsmId,
  hsmType,
  ipAddress,
  ipV6Address,
  mode,
  networkType,
  region,
  signingRequestId,
  stem,
  subnetId,
  subnetList,
  tags,
} from './names.ts';
import {
  count,
  date,
  flag,
  instant,
  literal,
  maybe,
  positive,
  text,
  wordOr,
  words,
} from './scalars.ts';
import { list, made, record } from './shapes.ts';
import { oneOf } from './union.ts';

/** How values that many holders share are written. */
export type SharedCodecs = {
  readonly edition: Codec<Edition>;
  readonly material: Codec<Material>;
  readonly access: Codec<Access>;
  readonly contents: Codec<Contents>;
};

/**
 * How long backups are kept. The range is checked when a policy is set, not when one is read
 * (F-161, F-162).
 */
export const retention: Codec<Retention> = wordOr(
  'NONE',
  record<{ readonly days: number }>('a number of days', { days: positive }),
);

/** With whom a backup is shared. */
export const sharedWith: Codec<SharedWith> = wordOr(
  'EVERYONE',
  list('a list of accounts', account),
);

const share: Codec<Share> = made<Share, Share>(
  'a share',
  { policy: text, accounts: sharedWith },
  shareOf,
);

/** Why a backup exists. */
export const backupCause: Codec<Backup['cause']> = words(
  'ACTIVATION',
  'HSM_ADDED',
  'HSM_REMOVED',
  'DAILY',
  'MIGRATION',
);

/** Where a copy or a restored cluster comes from. */
export const backupSource: Codec<BackupSource> = record<BackupSource>('a source', {
  region,
  backupId,
  clusterId,
});

const backupCodec = ({ material, access }: SharedCodecs): Codec<Backup> =>
  made<Backup, Backup>(
    'a backup',
    {
      backupId,
      state: words('CREATE_IN_PROGRESS', 'READY', 'PENDING_DELETION', 'DELETED'),
      cause: backupCause,
      createdAt: instant,
      expectedAt: maybe(date),
      hsmId: maybe(hsmId),
      copiedAt: maybe(instant),
      source: maybe(backupSource),
      neverExpires: flag,
      tags,
      share: maybe(share),
      hsmType,
      mode,
      markableSince: maybe(instant),
      reprievedUntil: maybe(date),
      deleteAt: maybe(date),
      deletedBy: maybe(words('CUSTOMER', 'RETENTION')),
      material,
      access,
    },
    backup,
  );

const hsmCodec = ({ access, contents }: SharedCodecs): Codec<Hsm> =>
  made<Hsm, Hsm>(
    'an HSM',
    {
      hsmId,
      availabilityZone,
      subnetId,
      eniId,
      ipAddress: maybe(ipAddress),
      hsmType,
      ipAddressV6: maybe(ipV6Address),
      state: words<Hsm['state']>('CREATE_IN_PROGRESS', 'ACTIVE', 'DEGRADED', 'DELETE_IN_PROGRESS'),
      stateMessage: maybe(text),
      expectedAt: maybe(date),
      waitsFor: maybe(backupId),
      joinsFrom: maybe(words('BLANK', 'PEER', 'BACKUP', 'ORIGIN')),
      joinsWith: maybe(contents),
      leavesAs: maybe(words('ACTIVE', 'DEGRADED')),
      failedAt: maybe(instant),
      replaces: maybe(hsmId),
      migratesTo: maybe(hsmType),
      access: maybe(access),
    },
    hsm,
  );

const migration: Codec<Migration> = record<Migration>('a migration', {
  from: hsmType,
  to: hsmType,
  rollbackUntil: date,
  contentsFrom: maybe(rollbackSourceCodec),
  backupId: maybe(backupId),
  failedAt: maybe(instant),
});

const phase: Codec<Cluster['phase']> = words(
  'CREATE_IN_PROGRESS',
  'UNINITIALIZED',
  'INITIALIZE_IN_PROGRESS',
  'INITIALIZED',
  'ACTIVE',
  'MODIFY_IN_PROGRESS',
  'ROLLBACK_IN_PROGRESS',
  'DELETE_IN_PROGRESS',
  'DELETED',
);

/** Makes the codec of clusters. `state` is derived, so it is not written. */
export const clusterCodec = (shared: SharedCodecs): Codec<Cluster> =>
  made<Omit<Cluster, 'state'>, Cluster>(
    'a cluster',
    {
      kind: literal('CLUSTER'),
      clusterId,
      stem,
      account,
      region,
      lineageId: clusterId,
      certificate: maybe(text),
      edition: shared.edition,
      createdAt: instant,
      asOf: instant,
      phase,
      stateMessage: maybe(text),
      expectedAt: maybe(date),
      hsmType,
      mode,
      networkType,
      subnets: subnetList,
      retention,
      tags,
      signingRequestId: maybe(signingRequestId),
      initializedAt: maybe(instant),
      activatedAt: maybe(instant),
      activationDueAt: maybe(wordOr('REPORTED', date)),
      deletedAt: maybe(instant),
      restoredFrom: maybe(backupSource),
      origin: maybe(shared.contents),
      isolatedSince: maybe(instant),
      lostZones: list('a list of zones', availabilityZone),
      migration: maybe(migration),
      peerSince: maybe(instant),
      lastBackupAt: maybe(instant),
      backupFailedAt: maybe(instant),
      material: maybe(shared.material),
      hsms: list('a list of HSMs', hsmCodec(shared)),
      backups: list('a list of backups', backupCodec(shared)),
      hsmsMade: count,
      hsmIdsGiven: list('a list of HSM ids', hsmId),
      backupsMade: count,
    },
    clusterRecord,
  );

/** Makes the codec of backup copies. */
export const copyCodec = (shared: SharedCodecs): Codec<BackupCopy> =>
  made<BackupCopy, BackupCopy>(
    'a copy',
    {
      kind: literal('COPY'),
      copyId: backupId,
      stem,
      account,
      region,
      lineageId: clusterId,
      certificate: maybe(text),
      edition: shared.edition,
      asOf: instant,
      backups: list('a list of backups', backupCodec(shared)),
    },
    backupCopy,
  );

/**
 * Makes the codec of holders. A cluster's `state` is derived from its phase and its HSMs, so it is
 * not written.
 */
export const holderCodec = (shared: SharedCodecs): Codec<BackupHolder> =>
  oneOf<'kind', BackupHolder>('kind', { CLUSTER: clusterCodec(shared), COPY: copyCodec(shared) });

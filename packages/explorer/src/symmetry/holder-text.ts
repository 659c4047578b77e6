/**
 * What matters of a holder from now on, written down.
 *
 * Each list ends in a full stop and each record has a fixed number of members, so different holders
 * never read the same.
 *
 * @module
 */
import {
  DAY_MS,
  HOUR_MS,
  MINUTE_MS,
  type Backup,
  type BackupHolder,
  type Cluster,
  type Contents,
  type EpochMillis,
  type Hsm,
  type Edition,
} from '@hsm-lifecycle/core';
import type { CanonicalNames } from './canonical-names.ts';

/** The present, and how names are written. */
export type TextContext = { readonly at: EpochMillis; readonly naming: CanonicalNames };

/** How far off a date is; one that is past is as good as now. */
const ahead = (date: EpochMillis | undefined, { at }: TextContext): string => {
  if (date === undefined) return '-';
  return date > at ? `${date - at}` : '0';
};

/** How old something is; beyond some age it does not matter any more. */
const age = (date: EpochMillis | undefined, { at }: TextContext, limit: number): string => {
  if (date === undefined) return '-';
  return `${Math.min(at - date, limit)}`;
};

const records = (record: Readonly<Record<string, string>>): string => {
  const names = Object.keys(record);
  if (names.length === 0) return '.';
  return `${names
    .toSorted()
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(record[name])},`)
    .join('')}.`;
};

const materialText = ({ keys, certificates }: Contents['material'], telling: TextContext): string => {
  const { naming } = telling;
  let text = '';
  for (const { keyId, createdAt, owner, kind, expiresAt } of keys)
    text += `${naming.key(keyId)},${naming.instant(createdAt)},${naming.user(owner)},${kind},${ahead(expiresAt, telling)};`;
  text += '.';
  for (const { certificateId, expiresAt } of certificates)
    text += `${JSON.stringify(certificateId)},${ahead(expiresAt, telling)};`;
  return `${text}.`;
};

/** The appliance user is the machine's own: its name is no name like others. */
const accessText = ({ users, policies }: Contents['access'], { naming }: TextContext): string => {
  let text = '';
  for (const { name, role, createdAt } of users)
    text += `${role === 'AU' ? JSON.stringify(name) : naming.user(name)},${role},${naming.instant(createdAt)};`;
  return `${text}.${records(policies)}`;
};

const contentsText = (it: Contents | undefined, telling: TextContext): string =>
  it === undefined ? '-' : `${materialText(it.material, telling)}${accessText(it.access, telling)}`;

const sourceText = ({ source }: Backup, { naming }: TextContext): string =>
  source === undefined
    ? '-'
    : `${naming.region(source.region)},${naming.id(source.backupId)},${naming.id(source.clusterId)}`;

const BACKUP_STATES = {
  CREATE_IN_PROGRESS: 'C',
  READY: 'R',
  PENDING_DELETION: 'P',
  DELETED: 'D',
} as const;

const backupText = (it: Backup, telling: TextContext, oldest: number): string =>
  [
    telling.naming.id(it.backupId),
    BACKUP_STATES[it.state],
    age(it.createdAt, telling, oldest),
    ahead(it.expectedAt, telling),
    sourceText(it, telling),
    it.neverExpires ? 'E' : '-',
    ahead(it.markableSince, telling),
    ahead(it.reprievedUntil, telling),
    ahead(it.deleteAt, telling),
    `${it.hsmType} ${it.mode}`,
    records(it.tags),
    contentsText(it, telling),
  ].join(',');

const hsmText = (it: Hsm, telling: TextContext): string =>
  [
    telling.naming.id(it.hsmId),
    telling.naming.zone(it.availabilityZone),
    it.ipAddress ?? '-',
    it.state,
    ahead(it.expectedAt, telling),
    it.waitsFor === undefined ? '-' : telling.naming.id(it.waitsFor),
    it.leavesAs ?? '-',
    contentsText(it.joinsWith, telling),
    it.access === undefined ? '-' : accessText(it.access, telling),
  ].join(',');

/** The daily clock: its two hands, and the last failure, as far back as the rules look. */
const clockText = (
  { edition, peerSince, lastBackupAt, backupFailedAt }: Cluster,
  telling: TextContext,
): string => {
  const day = edition.backupEveryHours * HOUR_MS;
  return `${age(peerSince, telling, day)},${age(lastBackupAt, telling, day)},${age(backupFailedAt, telling, edition.backupRetryAfterMinutes * MINUTE_MS)}`;
};

/** Those with an HSM have a name by now; in what order the others are listed says nothing. */
const zonesText = ({ subnets }: Cluster, { naming }: TextContext): string =>
  subnets
    .map(({ availabilityZone }) => naming.zone(availabilityZone))
    .toSorted()
    .join(' ');

const lifeText = (it: Cluster, telling: TextContext): string =>
  [
    it.phase,
    ahead(it.expectedAt, telling),
    it.retention === 'NONE' ? '-' : `${it.retention.days}`,
    it.signingRequestId === undefined ? '-' : telling.naming.id(it.signingRequestId),
    it.initializedAt === undefined ? '-' : 'I',
    it.activatedAt === undefined ? '-' : 'A',
    it.isolatedSince === undefined ? '-' : 'X',
    clockText(it, telling),
    `${it.hsmType} ${it.mode}`,
    records(it.tags),
    it.origin === undefined
      ? '-'
      : `${telling.naming.id(it.origin.backupId)},${telling.naming.region(it.origin.region)}`,
    contentsText(it.origin, telling),
    it.material === undefined ? '-' : materialText(it.material, telling),
  ].join(',');

/** A sweep at fixed hours looks at the time of day. */
const editionText = ({ name, sweep }: Edition, { at }: TextContext): string =>
  typeof sweep === 'string'
    ? JSON.stringify(name)
    : `${JSON.stringify(name)}@${at % (sweep.everyHours * HOUR_MS)}`;

const oldestOf = (holder: BackupHolder): number => {
  const days = holder.kind === 'COPY' || holder.retention === 'NONE' ? 0 : holder.retention.days;
  return Math.max(days, holder.edition.retentionDaysMax) * DAY_MS;
};

/**
 * Writes down what matters of a holder from now on, and nothing else: ages and dates relative to
 * the present, and names that mean nothing as numbers.
 */
export const holderText = (holder: BackupHolder, telling: TextContext): string => {
  const { naming } = telling;
  const oldest = oldestOf(holder);
  let text = `${naming.region(holder.region)},${editionText(holder.edition, telling)}|`;
  if (holder.kind === 'CLUSTER') {
    for (const it of holder.hsms) text += `${hsmText(it, telling)};`;
    text += `.${lifeText(holder, telling)},${zonesText(holder, telling)}|`;
  }
  for (const it of holder.backups) text += `${backupText(it, telling, oldest)};`;
  return `${text}.${holder.kind === 'CLUSTER' ? naming.id(holder.clusterId) : '-'},${naming.id(holder.lineageId)}`;
};

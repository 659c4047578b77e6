/**
 * The canonical text of a holder: everything that matters from now on.
 *
 * Each list ends in a full stop and each record has a fixed number of members, so different holders
 * never have the same text.
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
  type HsmType,
  type Edition,
  type Replacement,
} from '@hsm-lifecycle/core';
import type { CanonicalNames } from './canonical-names.ts';

/** The present instant, and the canonical names. */
export type TextContext = { readonly at: EpochMillis; readonly names: CanonicalNames };

/** How far ahead a date is; a past date counts as now. */
const ahead = (date: EpochMillis | undefined, { at }: TextContext): string => {
  if (date === undefined) return '-';
  return date > at ? `${date - at}` : '0';
};

/** How old something is, up to the age beyond which it makes no difference. */
const age = (date: EpochMillis | undefined, { at }: TextContext, limit: number): string => {
  if (date === undefined) return '-';
  return `${Math.min(at - date, limit)}`;
};

const records = (record: Readonly<Record<string, string>>): string => {
  const members = Object.keys(record);
  if (members.length === 0) return '.';
  return `${members
    .toSorted()
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(record[name])},`)
    .join('')}.`;
};

const materialText = (
  { isComplete, keys, certificates }: Contents['material'],
  context: TextContext,
): string => {
  const { names } = context;
  let text = isComplete ? '' : '?';
  for (const { keyId, createdAt, owner, kind, expiresAt } of keys)
    text +=
      `${names.key(keyId)},${names.instant(createdAt)},${names.user(owner)},${kind},` +
      `${ahead(expiresAt, context)};`;
  text += '.';
  for (const { certificateId, expiresAt } of certificates)
    text += `${JSON.stringify(certificateId)},${ahead(expiresAt, context)};`;
  return `${text}.`;
};

/**
 * The appliance user and the admin before activation belong to the HSM itself, so their names are
 * not interchangeable.
 */
const accessText = (
  { isComplete, users, policies }: Contents['access'],
  { names }: TextContext,
): string => {
  let text = isComplete ? '' : '?';
  for (const { name, role, createdAt, passwordSetAt } of users)
    text +=
      `${role === 'AU' || role === 'PRECO' ? JSON.stringify(name) : names.user(name)},` +
      `${role},${names.instant(createdAt)},${names.instant(passwordSetAt)};`;
  return `${text}.${records(policies)}`;
};

const contentsText = (it: Contents | undefined, context: TextContext): string =>
  it === undefined ? '-' : `${materialText(it.material, context)}${accessText(it.access, context)}`;

const sourceText = ({ source }: Backup, { names }: TextContext): string =>
  source === undefined
    ? '-'
    : `${names.region(source.region)},${names.id(source.backupId)},${names.id(source.clusterId)}`;

const BACKUP_STATES = {
  CREATE_IN_PROGRESS: 'C',
  READY: 'R',
  PENDING_DELETION: 'P',
  DELETED: 'D',
} as const;

const backupText = (it: Backup, context: TextContext, oldest: number): string =>
  [
    context.names.id(it.backupId),
    BACKUP_STATES[it.state],
    age(it.createdAt, context, oldest),
    ahead(it.expectedAt, context),
    it.hsmId === undefined ? '-' : context.names.id(it.hsmId),
    sourceText(it, context),
    it.neverExpires ? 'E' : '-',
    ahead(it.markableSince, context),
    ahead(it.reprievedUntil, context),
    ahead(it.deleteAt, context),
    `${it.hsmType} ${it.mode}`,
    records(it.tags),
    it.share === undefined
      ? '-'
      : `${JSON.stringify(it.share.policy)}${String(it.share.accounts)}.`,
    contentsText(it, context),
  ].join(',');

/** How long a failed HSM has waited to be detected, as far as that makes a difference. */
const failureText = ({ failedAt }: Hsm, { detectedAfter }: Replacement, context: TextContext) =>
  age(failedAt, context, detectedAfter === 'REPORTED' ? 0 : detectedAfter);

const hsmText = (it: Hsm, { replacement }: Edition, context: TextContext): string =>
  [
    context.names.id(it.hsmId),
    context.names.zone(it.availabilityZone),
    it.ipAddress ?? '-',
    it.state,
    ahead(it.expectedAt, context),
    it.waitsFor === undefined ? '-' : context.names.id(it.waitsFor),
    it.leavesAs ?? '-',
    it.joinsFrom === 'ORIGIN' ? 'O' : '-',
    failureText(it, replacement, context),
    it.replaces === undefined ? '-' : context.names.id(it.replaces),
    `${it.hsmType} ${it.migratesTo ?? '-'}`,
    contentsText(it.joinsWith, context),
    it.access === undefined ? '-' : accessText(it.access, context),
  ].join(',');

/** Until when it can be rolled back, and what comes next. */
const migrationText = ({ migration }: Cluster, context: TextContext): string => {
  if (migration === undefined) return '-';
  const { from, to, rollbackUntil, contentsFrom, backupId, failedAt } = migration;
  return [
    from,
    to,
    ahead(rollbackUntil, context),
    contentsFrom?.kind ?? '-',
    contentsFrom?.kind === 'BACKUP' ? context.names.id(contentsFrom.backupId) : '-',
    backupId === undefined ? '-' : context.names.id(backupId),
    failedAt === undefined ? '-' : 'F',
  ].join(' ');
};

/** What the next daily backup depends on, as far back as the edition looks. */
const clockText = (
  { edition, peerSince, lastBackupAt, backupFailedAt }: Cluster,
  context: TextContext,
): string => {
  const day = edition.backupEveryHours * HOUR_MS;
  const retry = edition.backupRetryAfterMinutes * MINUTE_MS;
  return (
    `${age(peerSince, context, day)},${age(lastBackupAt, context, day)},` +
    age(backupFailedAt, context, retry)
  );
};

/** Zones with an HSM have a number already; the order of the others makes no difference. */
const zonesText = ({ subnets }: Cluster, { names }: TextContext): string =>
  subnets
    .map(({ availabilityZone, cidr = '' }) => `${names.zone(availabilityZone)}${cidr}`)
    .toSorted()
    .join(' ');

/** What a restored cluster was made from, which is told for life. */
const restoredFromText = ({ restoredFrom }: Cluster, { names }: TextContext): string =>
  restoredFrom === undefined
    ? '-'
    : `${names.id(restoredFrom.backupId)},${names.region(restoredFrom.region)}`;

const lifeText = (it: Cluster, context: TextContext): string =>
  [
    it.phase,
    ahead(it.expectedAt, context),
    it.retention === 'NONE' ? '-' : `${it.retention.days}`,
    it.signingRequestId === undefined ? '-' : context.names.id(it.signingRequestId),
    it.initializedAt === undefined ? '-' : 'I',
    it.activatedAt === undefined ? '-' : 'A',
    it.activationDueAt === 'REPORTED' ? 'R' : ahead(it.activationDueAt, context),
    it.isolatedSince === undefined ? '-' : 'X',
    it.lostZones.map(context.names.zone).join(' '),
    clockText(it, context),
    `${it.hsmType} ${it.mode} ${it.networkType}`,
    migrationText(it, context),
    records(it.tags),
    restoredFromText(it, context),
    contentsText(it.origin, context),
    it.material === undefined ? '-' : materialText(it.material, context),
  ].join(',');

/** A sweep at fixed hours depends on the time of day. */
const editionText = ({ name, sweep }: Edition, { at }: TextContext): string =>
  typeof sweep === 'string'
    ? JSON.stringify(name)
    : `${JSON.stringify(name)}@${at % (sweep.everyHours * HOUR_MS)}`;

/** How long the service still makes HSMs of some types, of those whose support ends. */
export const supportText = (
  { endOfSupport }: Edition,
  types: readonly HsmType[],
  context: TextContext,
): string =>
  [...new Set(types)]
    .flatMap((type) => {
      const at = endOfSupport[type];
      return at === undefined ? [] : [`${type}${ahead(at, context)}`];
    })
    .join(' ');

/** A new HSM has the type of its cluster; a cluster can be restored from each backup. */
const typesIn = (holder: BackupHolder): readonly HsmType[] => [
  ...(holder.kind === 'CLUSTER' ? [holder.hsmType] : []),
  ...[...holder.backups].map(({ hsmType }) => hsmType),
];

const oldestOf = (holder: BackupHolder): number => {
  const days = holder.kind === 'COPY' || holder.retention === 'NONE' ? 0 : holder.retention.days;
  return Math.max(days, holder.edition.retentionDaysMax) * DAY_MS;
};

/**
 * Writes a holder's canonical text: dates and ages relative to the present instant, canonical
 * names, and nothing that no rule reads.
 */
export const holderText = (holder: BackupHolder, context: TextContext): string => {
  const { names } = context;
  const oldest = oldestOf(holder);
  const { account, edition } = holder;
  const support = supportText(edition, typesIn(holder), context);
  const where = `${account},${names.region(holder.region)}`;
  let text = `${where},${editionText(edition, context)}${support}|`;
  if (holder.kind === 'CLUSTER') {
    for (const it of holder.hsms) text += `${hsmText(it, edition, context)};`;
    text += `.${lifeText(holder, context)},${zonesText(holder, context)}|`;
  }
  for (const it of holder.backups) text += `${backupText(it, context, oldest)};`;
  const clusterId = holder.kind === 'CLUSTER' ? names.id(holder.clusterId) : '-';
  return `${text}.${clusterId},${names.id(holder.lineageId)}`;
};

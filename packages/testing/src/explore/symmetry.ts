/**
 * When two scenes are one.
 *
 * @module
 */
import {
  DAY_MS,
  HOUR_MS,
  isGone,
  MINUTE_MS,
  type Backup,
  type BackupHolder,
  type Cluster,
  type Contents,
  type Hsm,
} from '@hsm-lifecycle/core';
import { fleetToJson } from '@hsm-lifecycle/core/codec';
import type { Symmetry } from './scene.ts';

/** Tells every two estates apart that differ at all: the one symmetry that cannot be wrong, and the slowest. */
export const exactly: Symmetry = ({ fleet, at }) => `${at} ${fleetToJson(fleet)}`;

type Text = string | undefined;

const inOrder = <Value>(record: Readonly<Record<string, Value>>): readonly (readonly [string, Value])[] =>
  Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1));

const halves = new WeakMap<object, string>();

const remembered = <Half extends object>(half: Half, write: (half: Half) => unknown): string => {
  const known = halves.get(half);
  if (known !== undefined) return known;
  const text = JSON.stringify(write(half));
  halves.set(half, text);
  return text;
};

const material = (it: Contents['material'] | undefined): Text =>
  it &&
  remembered(it, ({ keys, certificates }) => [
    keys.map(({ keyId, createdAt, owner, kind }) => [keyId, `@${createdAt}`, owner, kind]),
    certificates.map(({ certificateId }) => certificateId),
  ]);

const admin = (it: Contents['admin'] | undefined): Text =>
  it &&
  remembered(it, ({ users, policies }) => [users.map(({ name, role, createdAt }) => [name, role, `@${createdAt}`]), inOrder(policies)]);

const contents = (it: Contents | undefined): unknown => it && [material(it.material), admin(it.admin)];

/** How far off a date is; one that is past is as good as now. */
const ahead = (date: number | undefined, at: number): number | undefined => (date === undefined ? undefined : Math.max(0, date - at));

/** How old something is; beyond some age it does not matter any more. */
const age = (date: number | undefined, at: number, limit: number): number | undefined =>
  date === undefined ? undefined : Math.min(at - date, limit);

const ofBackup = (it: Backup, at: number, oldest: number): unknown => [
  it.backupId,
  it.state,
  age(it.createdAt, at, oldest),
  ahead(it.expectedAt, at),
  it.source && [it.source.region, it.source.backupId, it.source.clusterId],
  it.neverExpires,
  inOrder(it.tags),
  [it.hsmType, it.mode],
  ahead(it.markableSince, at),
  ahead(it.reprievedUntil, at),
  ahead(it.deleteAt, at),
  contents(it),
];

const ofHsm = (it: Hsm, at: number): unknown => [
  it.hsmId,
  it.eniId,
  `~${it.availabilityZone}`,
  it.ipAddress,
  it.state,
  ahead(it.expectedAt, at),
  it.waitsFor,
  contents(it.joinsWith),
  it.leavesAs,
  admin(it.admin),
];

const clock = ({ rules, peerSince, lastBackupAt, backupFailedAt }: Cluster, at: number): unknown => [
  age(peerSince, at, rules.backupEveryHours * HOUR_MS),
  age(lastBackupAt, at, rules.backupEveryHours * HOUR_MS),
  age(backupFailedAt, at, rules.backupRetryAfterMinutes * MINUTE_MS),
];

const ofLife = (it: Cluster, at: number): unknown => [
  it.phase,
  it.subnets.map(({ availabilityZone }) => `~${availabilityZone}`),
  it.retention,
  inOrder(it.tags),
  it.signingRequestId,
  it.initializedAt !== undefined,
  it.activatedAt !== undefined,
  it.isolatedSince !== undefined,
  ahead(it.expectedAt, at),
  clock(it, at),
  it.origin && [it.origin.backupId, it.origin.region, contents(it.origin)],
];

const ofHolder = (holder: BackupHolder, at: number): unknown => {
  const { rules, region, lineageId, backups } = holder;
  const isCluster = holder.kind === 'CLUSTER';
  const days = isCluster && holder.retention !== 'NONE' ? holder.retention.days : 0;
  const oldest = Math.max(days, rules.retentionDaysMax) * DAY_MS;
  const own = [region, rules.name, lineageId, backups.map((it) => ofBackup(it, at, oldest))];
  if (!isCluster) return [holder.copyId, ...own];
  return [
    holder.clusterId,
    ...own,
    [holder.hsmType, holder.mode],
    ofLife(holder, at),
    material(holder.material),
    holder.hsms.map((it) => ofHsm(it, at)),
  ];
};

/** Ids, instants of creation and zones: what is only ever compared for equality. */
const NAMES = /(?:cluster|hsm|backup|eni|csr)-[2-7a-z]+|@\d+|~[a-z0-9-]+/gu;

const unnamed = (text: string): string => {
  const names = new Map<string, string>();
  return text.replaceAll(NAMES, (name) => {
    const known = names.get(name) ?? `#${names.size}`;
    names.set(name, known);
    return known;
  });
};

/**
 * Takes scenes for one that differ in names and in what is past and over: ids, zones, when keys and users were made, how many HSMs and backups there have been, dates relative to the
 * present, ages beyond every policy. What is left of a holder that is gone is left out.
 *
 * Sound as long as the machine compares those for equality only, and as long as the commands on offer do so too. It leaves out what no rule reads: messages, causes, logins. Not for rules
 * whose sweep runs at fixed hours, which look at the time of day.
 */
export const sameFuture: Symmetry = ({ fleet, at }) => {
  const { holders, lost, quotas, regionQuotas, aliases } = fleet;
  const standing = [...holders.values()].filter((it) => !isGone(it)).map((it) => ofHolder(it, at));
  return unnamed(JSON.stringify([standing, inOrder(lost), quotas, inOrder(regionQuotas), aliases.size]));
};

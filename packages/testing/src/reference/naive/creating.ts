/**
 * New holders: clusters that are created or restored, and copies.
 *
 * @module
 */
import { MINUTE } from './durations.ts';
import { type NaiveBackup, type NaiveFleet, type NaiveHolder, USUAL } from './state.ts';
import type { NaiveOrder } from './order.ts';
import { fewTags, fitsPolicy, partition } from './limits.ts';
import { newBackup } from './backups.ts';
import { SOMEBODY, type Where, living, quota } from './quotas.ts';

const canPlan = (
  fleet: NaiveFleet,
  { zones = [], days = 90, tags = {} }: NaiveOrder,
  where: Where,
): boolean => {
  const areFine =
    zones.length >= 1 &&
    zones.length <= 10 &&
    new Set(zones).size === zones.length &&
    zones.every((zone) => zone.slice(0, -1) === where.region);
  return (
    areFine &&
    fitsPolicy(days) &&
    fewTags(tags) &&
    living(fleet, where).length < quota(fleet, where, 'clusters')
  );
};

/** A cluster as an order begins it. */
export const holderOf = ({
  at,
  region = '',
  zones = [],
  days = 90,
  tags = {},
  hardware = '',
  account = SOMEBODY,
  hasV6 = false,
  ranges = {},
}: NaiveOrder): NaiveHolder => ({
  kind: 'CLUSTER',
  owner: account,
  certificate: undefined,
  hasV6,
  deletedAt: undefined,
  ranges,
  region,
  from: region,
  is: 'CREATING',
  doneAt: at + 5 * MINUTE,
  now: at,
  days,
  zones: [...zones],
  hardware,
  move: undefined,
  tags: { ...tags },
  hasBeen: 'NEW',
  reportAt: undefined,
  terms: USUAL,
  isolated: false,
  wasRestored: false,
  dark: [],
  origin: undefined,
  box: undefined,
  hsms: [],
  backups: [],
  peerSince: undefined,
  lastBackupAt: 0,
  backupFailedAt: 0,
  kin: {},
  isForgotten: false,
});

const CREATABLE = new Set([
  'hsm2m.medium FIPS',
  'hsm2m.medium NON_FIPS',
  'hsm1.medium FIPS',
  'hsm1.medium no mode',
]);

/** Creates a cluster. */
export const create = (fleet: NaiveFleet, order: NaiveOrder): boolean => {
  const { region = '', name, hardware = '', account: owner = SOMEBODY, hasV6 = false } = order;
  if (fleet.lost[region] !== undefined || (name !== undefined && fleet.names.has(name)))
    return false;
  if (!CREATABLE.has(hardware) || (hasV6 && hardware.startsWith('hsm1'))) return false;
  if (!canPlan(fleet, order, { owner, region })) return false;
  if (name !== undefined) fleet.names.add(name);
  fleet.holders.push({
    ...holderOf({ ...order, hardware: hardware.replace('no mode', 'FIPS') }),
    terms: fleet.terms,
  });
  return true;
};

/** Creates a cluster from a backup. */
export const naiveRestore = (
  fleet: NaiveFleet,
  order: NaiveOrder,
  { holder, backup }: { holder: NaiveHolder; backup: NaiveBackup },
): boolean => {
  const { region, kin, certificate } = holder;
  const { hardware = backup.hardware, account = holder.owner } = order;
  const who = backup.share?.who ?? [];
  const may = account === holder.owner || who === 'EVERYONE' || who.includes(account);
  const canBe =
    hardware === backup.hardware ||
    (hardware === 'hsm2m.medium FIPS' && backup.hardware === 'hsm1.medium FIPS');
  const isOffered = order.hasV6 !== true || !hardware.startsWith('hsm1');
  if (!may || backup.is !== 'READY' || !canBe || !isOffered) return false;
  if (!canPlan(fleet, order, { owner: account, region })) return false;
  const { terms } = fleet;
  const made = holderOf({ ...order, account, region, hardware });
  fleet.holders.push({ ...made, wasRestored: true, origin: backup.snap, kin, certificate, terms });
  return true;
};

/** Copies a backup to another region of its partition. */
export const naiveCopy = (
  fleet: NaiveFleet,
  { at, region = '', tags }: NaiveOrder,
  { holder, backup }: { holder: NaiveHolder; backup: NaiveBackup },
): boolean => {
  if (fleet.lost[region] !== undefined || backup.is !== 'READY' || region === holder.region)
    return false;
  if (partition(region) !== partition(holder.region)) return false;
  const its = { ...(tags ?? backup.tags) };
  if (!fewTags(its)) return false;
  const { madeAt, snap, hardware } = backup;
  const made = {
    ...newBackup(holder, snap, at),
    madeAt,
    snap,
    hardware,
    tags: its,
    doneAt: at + 10 * MINUTE,
  };
  fleet.holders.push({
    ...holderOf({ do: '', at, region }),
    kind: 'COPY',
    owner: holder.owner,
    certificate: holder.certificate,
    from: holder.region,
    kin: holder.kin,
    is: 'ACTIVE',
    doneAt: undefined,
    backups: [made],
  });
  return true;
};

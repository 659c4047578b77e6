/**
 * Translating a command for the naive reference model, which identifies things by place, not by
 * id.
 *
 * @module
 */
import type { BackupHolder, Command, CommandOf, Subnet } from '@hsm-lifecycle/core';
import { holderIn, type Fleet } from '@hsm-lifecycle/core/fleet';
import type { NaiveOrder } from './naive/order.ts';
import { clusterSighting, copySighting, type Translation } from './sighting.ts';

/** The stems of a fleet's holders, in order of creation. */
export type Beginnings = readonly string[];

/** A name that is always taken. It stands for generated ids, which commands may not give again. */
export const TAKEN = 'taken';

const NOWHERE = -1;

/** The fleet, and the holder that a command is for. */
type Addressed = {
  readonly fleet: Fleet;
  readonly holder: BackupHolder | undefined;
  readonly beginnings: Beginnings;
};
type OrderMembers = Partial<NaiveOrder>;

const nameOf = ({ fleet }: Addressed, id: string): string => {
  const stem = id.slice(id.indexOf('-') + 1).slice(0, 11);
  const made = fleet.holders.get(stem) ?? fleet.forgotten.get(stem);
  return made === undefined ? id : TAKEN;
};

const named = (it: Addressed, id: string | undefined): OrderMembers =>
  id === undefined ? {} : { name: nameOf(it, id) };

const backupPlace = ({ holder }: Addressed, backupId: string): number =>
  holder?.backups.findIndex((it) => it.backupId === backupId) ?? NOWHERE;

const hsmPlace = ({ holder }: Addressed, hsmId: string): number =>
  holder?.kind === 'CLUSTER' ? holder.hsms.findIndex((it) => it.hsmId === hsmId) : NOWHERE;

/** Which part of the holder an id means: the cluster itself, an HSM or a backup; -1 if none. */
const part = (it: Addressed, id: string): OrderMembers => {
  if (it.holder?.kind === 'CLUSTER' && it.holder.clusterId === id) return {};
  return id.startsWith('hsm-') ? { hsm: hsmPlace(it, id) } : { backup: backupPlace(it, id) };
};

const removal = (
  { hsmId, eniId, ipAddress }: CommandOf<'RemoveHsm'>['data'],
  { holder }: Addressed,
): OrderMembers => {
  const hsms = holder?.kind === 'CLUSTER' ? holder.hsms : [];
  const hsm = hsms.findIndex(
    (it) =>
      it.hsmId === hsmId ||
      it.eniId === eniId ||
      (ipAddress !== undefined && it.ipAddress === ipAddress),
  );
  return { hsm, selectors: [hsmId, eniId, ipAddress].filter((each) => each !== undefined).length };
};

const sourcePlace = ({ fleet, beginnings }: Addressed, from: string): OrderMembers => {
  const source = holderIn(fleet, from);
  const isCluster = source?.kind === 'CLUSTER' && source.clusterId === from;
  return { source: isCluster ? beginnings.indexOf(source.stem) : NOWHERE };
};

const translationIn = (it: Addressed): Translation => ({
  name: (id) => nameOf(it, id),
  place: (clusterId) => {
    const source = holderIn(it.fleet, clusterId);
    return source?.kind === 'CLUSTER' ? it.beginnings.indexOf(source.stem) : NOWHERE;
  },
});

const zones = (subnets: readonly Subnet[]): readonly string[] =>
  subnets.map(({ availabilityZone }) => availabilityZone);

const ranges = (subnets: readonly Subnet[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    subnets.flatMap(({ availabilityZone, cidr }) =>
      cidr === undefined ? [] : [[availabilityZone, cidr]],
    ),
  );

const hardware = (
  { backupId, hsmType, mode }: CommandOf<'Restore'>['data'],
  { holder }: Addressed,
): string | undefined => {
  const backup = holder?.backups.find((it) => it.backupId === backupId);
  return hsmType === undefined && mode === undefined
    ? undefined
    : `${hsmType ?? backup?.hsmType} ${mode ?? backup?.mode}`;
};

type Translations = {
  readonly [Each in Command as Each['type']]: (data: Each['data'], it: Addressed) => OrderMembers;
};

/** The members of each type of command, without its target. */
const translations: Translations = {
  CreateCluster: (
    { account, region, hsmType, mode, subnets, networkType, retentionDays: days, tags, clusterId },
    it,
  ) => ({
    account,
    region,
    hasV6: networkType === 'DUALSTACK',
    zones: zones(subnets),
    ranges: ranges(subnets),
    hardware: `${hsmType} ${mode ?? 'no mode'}`,
    days,
    tags,
    ...named(it, clusterId),
  }),
  Restore: (data, it) => ({
    backup: backupPlace(it, data.backupId),
    account: data.account,
    hasV6: data.networkType === 'DUALSTACK',
    zones: zones(data.subnets),
    ranges: ranges(data.subnets),
    days: data.retentionDays,
    tags: data.tags,
    hardware: hardware(data, it),
  }),
  CopyToRegion: ({ backupId, region, tags }, it) => ({
    backup: backupPlace(it, backupId),
    region,
    tags,
  }),
  ObserveCluster: (data, it) => ({
    seen: clusterSighting(data, ranges(data.subnets), translationIn(it)),
  }),
  ObserveCopy: (data, it) => ({ seen: copySighting(data, translationIn(it)) }),
  Initialize: ({ signingRequestId: id, certificate }, it) => ({
    certificate,
    isStale: id !== undefined && hsmPlace(it, id.replace('csr-', 'hsm-')) !== 0,
  }),
  Activate: ({ admin }) => (admin === undefined ? {} : { user: admin }),
  AddHsm: ({ availabilityZone: zone, ipAddress: address, hsmId }, it) => ({
    zone,
    address,
    ...named(it, hsmId),
  }),
  RemoveHsm: removal,
  FailHsm: ({ hsmId }, it) => ({ hsm: hsmPlace(it, hsmId) }),
  ReplaceHsm: ({ hsmId }, it) => ({ hsm: hsmPlace(it, hsmId) }),
  ChangeHsmType: ({ hsmType: value }) => ({ value }),
  DeleteCluster: () => ({}),
  SetRetention: ({ retentionDays, by }) => ({
    days: retentionDays === 'NONE' ? Number.POSITIVE_INFINITY : retentionDays,
    isBySupport: by === 'SUPPORT',
  }),
  ApplyRetention: () => ({}),
  CreateUser: ({ name: user, role }) => ({ user, role }),
  DeleteUser: ({ name: user }) => ({ user }),
  RecordLogin: ({ name: user }) => ({ user }),
  ChangePassword: ({ name: user }) => ({ user }),
  ReplicateUser: ({ from, name: user }, it) => ({ ...sourcePlace(it, from), user }),
  CreateKey: ({ keyId: key, label, owner, kind, expiresAt }) => ({
    key,
    label,
    owner,
    kind,
    expiresAt,
  }),
  DeleteKey: ({ keyId: key, by: owner }) => (owner === undefined ? { key } : { key, owner }),
  ReplicateKey: ({ from, keyId: key }, it) => ({ ...sourcePlace(it, from), key }),
  PutCertificate: ({ certificateId: key, subject: label, expiresAt }) => ({
    key,
    label,
    expiresAt,
  }),
  SetPolicy: ({ name: key, value }) => ({ key, value }),
  DeleteBackup: ({ backupId }, it) => ({ backup: backupPlace(it, backupId) }),
  UndeleteBackup: ({ backupId }, it) => ({ backup: backupPlace(it, backupId) }),
  SetNeverExpires: ({ backupId, neverExpires: exempt }, it) => ({
    backup: backupPlace(it, backupId),
    exempt,
  }),
  ShareBackup: ({ backupId, policy, accounts: who }, it) => ({
    backup: backupPlace(it, backupId),
    policy,
    who,
  }),
  UnshareBackup: ({ backupId }, it) => ({ backup: backupPlace(it, backupId) }),
  Tag: ({ resourceId, tags }, it) => ({ ...part(it, resourceId), tags }),
  Untag: ({ resourceId, keys }, it) => ({ ...part(it, resourceId), keys }),
  Settle: ({ id, outcome }, it) => ({ ...part(it, id), well: outcome === 'SUCCEEDED' }),
  LoseRegion: ({ region, kind }) => ({ region, kind }),
  RecoverRegion: ({ region }) => ({ region }),
  SetQuota: ({ account, region, clusters, hsms }) => ({ account, region, clusters, hsms }),
  LoseZone: ({ availabilityZone: zone }) => ({ zone }),
  RecoverZone: ({ availabilityZone: zone }) => ({ zone }),
  SetZonesWithoutHsms: ({ availabilityZones }) => ({ zones: availabilityZones }),
  ForgetGone: ({ goneSince }) => ({ goneSince }),
  Advance: () => ({}),
};

const holderIdIn = ({ type, data }: Command): string | undefined => {
  if (type === 'CreateCluster' || type.startsWith('Observe')) return undefined;
  if ('backupId' in data) return data.backupId;
  if ('resourceId' in data) return data.resourceId;
  if ('id' in data) return data.id;
  return 'clusterId' in data ? data.clusterId : undefined;
};

/**
 * Translates a command for the naive reference model.
 *
 * @param fleet - the machine's fleet at the instant of the command
 * @param beginnings - the order of its holders
 */
export const orderFor = (fleet: Fleet, beginnings: Beginnings, command: Command): NaiveOrder => {
  const id = holderIdIn(command);
  const holder = id === undefined ? undefined : holderIn(fleet, id);
  const translate: (data: never, it: Addressed) => OrderMembers = translations[command.type];
  const order = {
    do: command.type,
    at: command.data.at,
    ...translate(command.data as never, { fleet, holder, beginnings }),
  };
  return id === undefined
    ? order
    : { ...order, holder: holder === undefined ? NOWHERE : beginnings.indexOf(holder.stem) };
};

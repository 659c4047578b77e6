/**
 * Seeded random commands for a fleet as it stands, for tests of the codecs; a seed gives the same
 * ones for ever.
 *
 * @module
 */
import type { Backup, BackupHolder, Cluster, Command, Subnet } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Draws a number below a limit. */
export type Draw = (limit: number) => number;

/** Draws from a seed, a whole number: the same one draws the same numbers for ever. */
export const drawFrom = (seed: number): Draw => {
  const generator = xoroshiro128plus(seed);
  return (limit) => uniformInt(generator, 0, limit - 1);
};

const MINUTE = 60_000;
/** In milliseconds. */
export const HOUR: number = 60 * MINUTE;
const WAITS = [
  0,
  0,
  MINUTE,
  MINUTE,
  5 * MINUTE,
  5 * MINUTE,
  20 * MINUTE,
  20 * MINUTE,
  20 * MINUTE,
  3 * HOUR,
  3 * HOUR,
  26 * HOUR,
  9 * 24 * HOUR,
];
const REGIONS = ['eu-west-1', 'us-east-1', 'ap-southeast-2'] as const;
const SYMBOLS = 'abcXYZ234567';

/** What a random command is made of. */
type Dice = {
  readonly at: number;
  readonly draw: Draw;
  readonly holder: BackupHolder;
  readonly backup: Backup | undefined;
};

const pick = <Item>(items: readonly Item[], draw: Draw): Item | undefined =>
  items.length === 0 ? undefined : items[draw(items.length)];
const symbols = (draw: Draw, length: number): string =>
  Array.from({ length }, () => SYMBOLS[draw(SYMBOLS.length)]).join('');
/** Two subnets of a region. */
export const subnetsIn = (region: string): readonly Subnet[] =>
  ['a', 'b'].map((zone) => ({ subnetId: 'subnet-0123abcd', availabilityZone: `${region}${zone}` }));

const created = (at: number, draw: Draw): Command => {
  const region = pick(REGIONS, draw) ?? 'eu-west-1';
  const mode = draw(3) === 0 ? 'NON_FIPS' : 'FIPS';
  return {
    type: 'CreateCluster',
    data: {
      at,
      region,
      hsmType: 'hsm2m.medium',
      mode,
      subnets: subnetsIn(region),
      ...(draw(2) === 0 && { clusterId: `cluster-${symbols(draw, 13)}` as const }),
      ...(draw(2) === 0 && { tags: { team: 'élan', stage: `s${draw(3)}` } }),
      ...(draw(2) === 0 && { retentionDays: 7 + draw(20) }),
    },
  };
};

const forBackup = ({ at, draw, backup, holder }: Dice): Command => {
  if (backup === undefined) return { type: 'Advance', data: { at } };
  const { backupId } = backup;
  const choices: readonly Command[] = [
    { type: 'DeleteBackup', data: { at, backupId } },
    { type: 'UndeleteBackup', data: { at, backupId } },
    { type: 'SetNeverExpires', data: { at, backupId, neverExpires: draw(2) === 0 } },
    {
      type: 'Tag',
      data: {
        at,
        resourceId: draw(2) === 0 || holder.kind === 'COPY' ? backupId : holder.clusterId,
        tags: { use: `u${draw(4)}` },
      },
    },
    { type: 'Untag', data: { at, resourceId: backupId, keys: ['use'] } },
    {
      type: 'CopyToRegion',
      data: {
        at,
        backupId,
        region: pick(REGIONS, draw) ?? 'us-east-1',
        ...(draw(2) === 0 && { tags: { copied: 'yes' } }),
      },
    },
    { type: 'Restore', data: { at, backupId, subnets: subnetsIn(holder.region) } },
  ];
  return pick(choices, draw) ?? { type: 'Advance', data: { at } };
};

const forContents = ({ at, draw, cluster }: Dice & { readonly cluster: Cluster }): Command => {
  const { clusterId } = cluster;
  const name = `user${draw(3)}`;
  const keyId = `key${draw(6)}`;
  const choices: readonly Command[] = [
    { type: 'CreateUser', data: { at, clusterId, name, role: draw(3) === 0 ? 'CO' : 'CU' } },
    { type: 'DeleteUser', data: { at, clusterId, name } },
    { type: 'RecordLogin', data: { at, clusterId, name } },
    {
      type: 'CreateKey',
      data: {
        at,
        clusterId,
        keyId,
        owner: name,
        kind: 'symmetric',
        ...(draw(2) === 0 && { label: 'k "1"', expiresAt: at + MINUTE }),
      },
    },
    { type: 'CreateKey', data: { at, clusterId, keyId, owner: name, kind: 'asymmetric' } },
    { type: 'DeleteKey', data: { at, clusterId, keyId } },
    {
      type: 'PutCertificate',
      data: {
        at,
        clusterId,
        certificateId: `certificate${draw(3)}`,
        ...(draw(2) === 0 && { subject: 'CN=a' }),
      },
    },
    {
      type: 'SetPolicy',
      data: { at, clusterId, name: `policy${draw(2)}`, value: String(draw(3)) },
    },
  ];
  return pick(choices, draw) ?? { type: 'Advance', data: { at } };
};

const forHsm = ({ at, draw, cluster }: Dice & { readonly cluster: Cluster }): Command => {
  const { clusterId, region, hsms } = cluster;
  const adding: Command = {
    type: 'AddHsm',
    data: {
      at,
      clusterId,
      availabilityZone: `${region}${draw(2) === 0 ? 'a' : 'b'}`,
      ...(draw(4) === 0 && { hsmId: `hsm-${symbols(draw, 12)}` as const }),
      ...(draw(3) === 0 && { ipAddress: `10.0.0.${draw(200)}` }),
    },
  };
  const hsm = pick([...hsms], draw);
  if (hsm === undefined) return adding;
  const { hsmId } = hsm;
  const choices: readonly Command[] = [
    adding,
    adding,
    adding,
    { type: 'RemoveHsm', data: { at, clusterId, hsmId } },
    { type: 'FailHsm', data: { at, clusterId, hsmId, ...(draw(2) === 0 && { reason: 'Power.' }) } },
    { type: 'ReplaceHsm', data: { at, clusterId, hsmId } },
    { type: 'ChangeHsmType', data: { at, clusterId, hsmType: 'hsm2m.medium' } },
  ];
  return pick(choices, draw) ?? adding;
};

const forLife = ({ at, draw, cluster }: Dice & { readonly cluster: Cluster }): Command => {
  const { clusterId } = cluster;
  const choices: readonly Command[] = [
    { type: 'Initialize', data: { at, clusterId } },
    { type: 'Initialize', data: { at, clusterId } },
    { type: 'Activate', data: { at, clusterId } },
    { type: 'AddHsm', data: { at, clusterId, availabilityZone: `${cluster.region}a` } },
    { type: 'AddHsm', data: { at, clusterId, availabilityZone: `${cluster.region}a` } },
    { type: 'Activate', data: { at, clusterId, admin: 'root' } },
    { type: 'SetRetention', data: { at, clusterId, retentionDays: 7 + draw(10) } },
    { type: 'ApplyRetention', data: { at, clusterId } },
    ...(draw(3) === 0 ? [{ type: 'DeleteCluster', data: { at, clusterId } } as const] : []),
  ];
  return pick(choices, draw) ?? { type: 'Advance', data: { at } };
};

const isOpen = ({ state }: { readonly state: string }): boolean => state.endsWith('_IN_PROGRESS');

const inProgress = (holder: BackupHolder): readonly string[] => {
  const backups = [...holder.backups].filter(isOpen).map(({ backupId }) => backupId);
  if (holder.kind === 'COPY') return backups;
  const hsms = [...holder.hsms].filter(isOpen).map(({ hsmId }) => hsmId);
  return [...(isOpen(holder) ? [holder.clusterId] : []), ...hsms, ...backups];
};

const settled = (fleet: Fleet, draw: Draw): Command => {
  const id = pick([...fleet.holders.values()].flatMap(inProgress), draw) ?? 'cluster-aaaaaaaaaaa';
  const outcome = draw(3) === 0 ? 'SUCCEEDED' : 'FAILED';
  return {
    type: 'Settle',
    data: { at: fleet.asOf, id, outcome, ...(draw(2) === 0 && { reason: 'Fault.' }) },
  };
};

const forFleet = ({ at, draw }: Dice): Command => {
  const region = pick(REGIONS, draw) ?? 'eu-west-1';
  const choices: readonly Command[] = [
    {
      type: 'LoseRegion',
      data: { at, region, kind: draw(10) === 0 ? 'DESTROYED' : 'UNREACHABLE' },
    },
    { type: 'RecoverRegion', data: { at, region } },
    { type: 'LoseZone', data: { at, availabilityZone: `${region}a` } },
    { type: 'RecoverZone', data: { at, availabilityZone: `${region}b` } },
    { type: 'SetZonesWithoutHsms', data: { at, availabilityZones: [`${region}c`] } },
    { type: 'RecoverRegion', data: { at, region } },
    {
      type: 'SetQuota',
      data: { at, region, clusters: 5 + draw(5), ...(draw(2) === 0 && { hsms: 9 + draw(20) }) },
    },
    { type: 'ForgetGone', data: { at, ...(draw(3) === 0 && { goneSince: at - HOUR }) } },
    { type: 'Advance', data: { at } },
  ];
  return pick(choices, draw) ?? { type: 'Advance', data: { at } };
};

const forCluster = (dice: Dice & { readonly cluster: Cluster }): Command => {
  const of = dice.draw(60);
  if (of < 20) return forHsm(dice);
  return of < 40 ? forLife(dice) : forContents(dice);
};

/** A random command for a fleet as it stands. */
export const commandFor = (fleet: Fleet, draw: Draw): Command => {
  const at = fleet.asOf + (pick(WAITS, draw) ?? 0);
  const holder = pick([...fleet.holders.values()], draw);
  const of = draw(100);
  if (holder === undefined || of < 4) return created(at, draw);
  const backup = pick([...holder.backups], draw);
  const dice: Dice = { at, draw, holder, backup };
  if (of < 8) return forFleet(dice);
  if (of < 20) return settled(fleet, draw);
  return holder.kind === 'COPY' || of < 40
    ? forBackup(dice)
    : forCluster({ ...dice, cluster: holder });
};

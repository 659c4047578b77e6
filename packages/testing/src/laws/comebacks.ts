/**
 * Commands that could bring keys or users back to an HSM, and taking them.
 *
 * @module
 */
import type { Backup, Cluster, Command, EpochMillis } from '@hsm-lifecycle/core';
import { step, type Fleet } from '@hsm-lifecycle/core/fleet';
import { clustersIn } from '../examples/fleet.ts';
import { inProgress } from '../examples/settled.ts';
import { keyIdentity, userIdentity } from './places.ts';

/** A fleet at an instant, and the types of the commands that led to it. */
export type Continuation = {
  readonly fleet: Fleet;
  readonly clock: EpochMillis;
  readonly path: readonly Command['type'][];
};

const afterCommand = (fleet: Fleet, command: Command): Fleet | undefined => {
  const outcome = step(fleet, command);
  return outcome._tag === 'Right' ? outcome.right[0] : undefined;
};

const ending = (fleet: Fleet, clock: EpochMillis): Command | undefined => {
  const going = [...fleet.holders.values()].flatMap(inProgress).filter(({ waits }) => !waits);
  const reported = going.find(({ expectedAt }) => expectedAt === undefined);
  if (reported !== undefined)
    return { type: 'Settle', data: { at: clock, id: reported.id, outcome: 'SUCCEEDED' } };
  const dates = going.flatMap(({ expectedAt }) => expectedAt ?? []);
  return dates.length === 0
    ? undefined
    : { type: 'Advance', data: { at: Math.max(clock, ...dates) } };
};

/** An HSM may wait for a backup, and both may have to be reported: a few rounds are enough. */
const ROUNDS_MAX = 20;

/**
 * Takes a command, then lets everything in progress succeed, by time or by report.
 *
 * @returns `undefined` if the command is refused
 */
export const takeAndSettle = (
  { fleet, clock, path }: Continuation,
  command: Command,
): Continuation | undefined => {
  const first = afterCommand(fleet, command);
  if (first === undefined) return undefined;
  let [now, at] = [first, clock];
  for (let n = 0; n < ROUNDS_MAX; n += 1) {
    const end = ending(now, at);
    if (end === undefined) break;
    at = end.data.at;
    now = afterCommand(now, end) ?? now;
  }
  return { fleet: now, clock: at, path: [...path, command.type] };
};

const HSMS_MAX = 3;

/** A rollback loads the newest backup of the old type (F-238). */
const rollingBack = ({ clusterId, migration }: Cluster, at: EpochMillis): readonly Command[] =>
  migration === undefined
    ? []
    : [{ type: 'ChangeHsmType', data: { at, clusterId, hsmType: migration.from } }];

const ofCluster = (it: Cluster, at: EpochMillis): readonly Command[] => {
  const {
    clusterId,
    subnets: [place],
    hsms,
  } = it;
  const replacing = hsms
    .filter(
      ({ hsmId, state }) =>
        (state === 'ACTIVE' || state === 'DEGRADED') &&
        hsms.every(({ replaces }) => replaces !== hsmId),
    )
    .map(({ hsmId }): Command => ({ type: 'ReplaceHsm', data: { at, clusterId, hsmId } }))
    .concat(rollingBack(it, at));
  if (place === undefined || hsms.length >= HSMS_MAX) return replacing;
  return [
    { type: 'AddHsm', data: { at, clusterId, availabilityZone: place.availabilityZone } },
    ...replacing,
  ];
};

/** What a cluster lacks and another one has: users first, for a key needs its owner. */
const fromKin = (to: Cluster, from: Cluster, at: EpochMillis): readonly Command[] => {
  const address = { at, clusterId: to.clusterId, from: from.clusterId };
  const keys = new Set(to.material?.keys.map(keyIdentity));
  const users = new Set(to.hsms.flatMap(({ access }) => access?.users.map(userIdentity) ?? []));
  const missing = from.hsms
    .flatMap(({ access }) => access?.users ?? [])
    .filter((it) => !users.has(userIdentity(it)));
  const replicatingKeys = (from.material?.keys ?? [])
    .filter((it) => !keys.has(keyIdentity(it)))
    .map(({ keyId }): Command => ({ type: 'ReplicateKey', data: { ...address, keyId } }));
  return missing
    .map(({ name }): Command => ({ type: 'ReplicateUser', data: { ...address, name } }))
    .concat(replicatingKeys);
};

const betweenKin = (clusters: readonly Cluster[], at: EpochMillis): readonly Command[] =>
  clusters.flatMap((to) =>
    clusters
      .filter((from) => from !== to && from.lineageId === to.lineageId)
      .flatMap((from) => fromKin(to, from, at)),
  );

/** The oldest backup of each state, contents and share: others would bring back nothing more. */
const distinctBackups = (fleet: Fleet) => {
  const seen: Backup[] = [];
  return [...fleet.holders.values()].flatMap(({ region, backups }) =>
    backups.flatMap((it) => {
      const isKnown = seen.some(
        ({ state, material, access, share }) =>
          state === it.state &&
          material === it.material &&
          access === it.access &&
          share === it.share,
      );
      if (isKnown) return [];
      seen.push(it);
      return [{ backupId: it.backupId, state: it.state, share: it.share, region }];
    }),
  );
};

/** The accounts that a backup is shared with; some account or other if with everyone. */
const othersIn = (share: Backup['share']): readonly { readonly account: string }[] => {
  if (share === undefined) return [];
  const accounts = share.accounts === 'EVERYONE' ? ['123456789012'] : share.accounts;
  return accounts.map((account) => ({ account }));
};

/**
 * Lists the commands that could bring something back: undelete, restore (as the owner, or as an
 * account that it is shared with), add and replace HSMs, roll back, replicate, recover regions.
 */
export const comebacks = (
  { fleet, clock: at }: Continuation,
  clustersMax: number,
): readonly Command[] => {
  const clusters = clustersIn(fleet).filter(({ phase }) => phase !== 'DELETED');
  const ofBackups = distinctBackups(fleet).flatMap(
    ({ backupId, state, share, region }): readonly Command[] => {
      if (state === 'PENDING_DELETION') return [{ type: 'UndeleteBackup', data: { at, backupId } }];
      if (state !== 'READY' || clusters.length >= clustersMax) return [];
      const subnets = [{ subnetId: 'subnet-0f1e2d3c', availabilityZone: `${region}a` }];
      return [{}, ...othersIn(share)].map((who): Command => ({
        type: 'Restore',
        data: { at, backupId, subnets, ...who },
      }));
    },
  );
  const ofRegions = Object.keys(fleet.lost).map((region): Command => ({
    type: 'RecoverRegion',
    data: { at, region },
  }));
  return [
    ...ofBackups,
    ...clusters.flatMap((it) => ofCluster(it, at)),
    ...betweenKin(clusters, at),
    ...ofRegions,
  ];
};

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

const ofCluster = (
  { clusterId, subnets: [place], hsms }: Cluster,
  at: EpochMillis,
): readonly Command[] => {
  const replacing = hsms
    .filter(
      ({ hsmId, state }) =>
        (state === 'ACTIVE' || state === 'DEGRADED') &&
        hsms.every(({ replaces }) => replaces !== hsmId),
    )
    .map(({ hsmId }): Command => ({ type: 'ReplaceHsm', data: { at, clusterId, hsmId } }));
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

/** One backup of each state and contents, the oldest: others would bring back nothing more. */
const distinctBackups = (fleet: Fleet) => {
  const seen: Backup[] = [];
  return [...fleet.holders.values()].flatMap(({ region, backups }) =>
    backups.flatMap((it) => {
      const isKnown = seen.some(
        ({ state, material, access }) =>
          state === it.state && material === it.material && access === it.access,
      );
      if (isKnown) return [];
      seen.push(it);
      return [{ backupId: it.backupId, state: it.state, region }];
    }),
  );
};

/**
 * Lists the commands that could bring something back: undelete, restore, add and replace HSMs,
 * replicate, recover regions.
 */
export const comebacks = (
  { fleet, clock: at }: Continuation,
  clustersMax: number,
): readonly Command[] => {
  const clusters = clustersIn(fleet).filter(({ phase }) => phase !== 'DELETED');
  const ofBackups = distinctBackups(fleet).flatMap(
    ({ backupId, state, region }): readonly Command[] => {
      if (state === 'PENDING_DELETION') return [{ type: 'UndeleteBackup', data: { at, backupId } }];
      if (state !== 'READY' || clusters.length >= clustersMax) return [];
      return [
        {
          type: 'Restore',
          data: {
            at,
            backupId,
            subnets: [{ subnetId: 'subnet-0f1e2d3c', availabilityZone: `${region}a` }],
          },
        },
      ];
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

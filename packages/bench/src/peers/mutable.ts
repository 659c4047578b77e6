/**
 * The peer that changes its state in place: the fastest possible, without any of the benefits of
 * immutable values.
 *
 * @module
 */
import type { Move, MoveOf } from '../work/move.ts';
import type { Contestant, PeerBackup, PeerCluster, PeerHsm } from '../work/peer.ts';
import { allows, DAY_MS, joiningHsm, releasedUntil, startedBackup } from './rules.ts';

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] };
type MutableCluster = Omit<Writable<PeerCluster>, 'hsms' | 'backups'> & {
  hsms: Writable<PeerHsm>[];
  backups: Writable<PeerBackup>[];
};

const startBackup = (cluster: MutableCluster, cause: string, at: number): void => {
  cluster.asOf = at;
  cluster.backups.push(startedBackup(cluster, cause, at));
  cluster.backupsMade += 1;
};

const found = <Item>(items: readonly Item[], matches: (item: Item) => boolean): Item => {
  const item = items.find(matches);
  if (item === undefined) throw new Error('allowed, but missing');
  return item;
};

const backupIn = ({ backups }: MutableCluster, backupId: string): Writable<PeerBackup> =>
  found(backups, (it) => it.backupId === backupId);
const hsmIn = ({ hsms }: MutableCluster, hsmId: string): Writable<PeerHsm> =>
  found(hsms, (it) => it.hsmId === hsmId);

const writings: {
  readonly [Type in Move['type']]: (cluster: MutableCluster, move: MoveOf<Type>) => void;
} = {
  ADD_HSM: (cluster, { at, availabilityZone }) => {
    cluster.hsms.push(joiningHsm(cluster, availabilityZone));
    cluster.hsmsMade += 1;
    startBackup(cluster, 'HSM_ADDED', at);
  },
  REMOVE_HSM: (cluster, { at, hsmId }) => {
    const hsm = hsmIn(cluster, hsmId);
    hsm.state = 'DELETE_IN_PROGRESS';
    hsm.waitsFor = `backup-${cluster.backupsMade}`;
    if (!cluster.hsms.some(({ state }) => state === 'ACTIVE')) cluster.peerSince = undefined;
    startBackup(cluster, 'HSM_REMOVED', at);
  },
  BACKUP_READY: (cluster, { at, backupId }) => {
    const it = backupIn(cluster, backupId);
    const before = cluster.backups.findLast(({ state }) => state === 'READY');
    if (before !== undefined) before.markableSince ??= at;
    cluster.asOf = at;
    it.state = 'READY';
    it.expectedAt = undefined;
    cluster.lastBackupAt = it.createdAt;
    for (const hsm of cluster.hsms) {
      if (hsm.waitsFor !== backupId) continue;
      hsm.waitsFor = undefined;
      hsm.expectedAt = releasedUntil(hsm, at);
    }
  },
  HSM_ACTIVE: (cluster, { at, hsmId }) => {
    const hsm = hsmIn(cluster, hsmId);
    cluster.asOf = at;
    hsm.state = 'ACTIVE';
    hsm.expectedAt = undefined;
    cluster.peerSince ??= at;
  },
  HSM_REMOVED: (cluster, { at, hsmId }) => {
    cluster.asOf = at;
    cluster.hsms.splice(cluster.hsms.indexOf(hsmIn(cluster, hsmId)), 1);
  },
  DAILY_BACKUP: (cluster, { at }) => startBackup(cluster, 'DAILY', at),
  MARK: (cluster, { at, backupId }) => {
    const it = backupIn(cluster, backupId);
    cluster.asOf = at;
    it.state = 'PENDING_DELETION';
    it.deleteAt = at + cluster.graceDays * DAY_MS;
    it.markableSince = undefined;
  },
  PURGE: (cluster, { at, backupId }) => {
    cluster.asOf = at;
    cluster.backups.splice(cluster.backups.indexOf(backupIn(cluster, backupId)), 1);
  },
};

/** Plain objects, changed in place. */
export const mutable = (start: PeerCluster): Contestant<PeerCluster> => ({
  name: 'mutable, in place',
  begin: () => structuredClone(start),
  apply: (cluster, move) => {
    if (!allows(cluster, move)) return cluster;
    // The table has a function for each type, which the compiler cannot infer.
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion
    (writings[move.type] as (cluster: PeerCluster, move: Move) => void)(cluster, move);
    return cluster;
  },
  shown: (cluster) => cluster,
});

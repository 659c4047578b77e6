/**
 * Where an HSM that joins without a fresh backup gets its contents.
 *
 * @module
 */
import type { Cluster } from '../model/cluster.ts';
import type { HsmSource } from '../model/event.ts';
import { sourcePeer } from '../model/hsm-pairs.ts';
import { newestLoadable } from '../model/newest-ready.ts';

/**
 * Where an HSM that joins without a fresh backup gets its contents: the newest backup of the
 * cluster that its type can load, even one in progress; else the backup that the cluster was
 * restored from; else a peer.
 */
export const standingSource = (cluster: Cluster): HsmSource | undefined => {
  const newest = newestLoadable(
    cluster,
    ({ state }) => state === 'READY' || state === 'CREATE_IN_PROGRESS',
  );
  if (newest !== undefined) return { kind: 'BACKUP', backupId: newest.backupId };
  if (cluster.origin !== undefined) return { kind: 'ORIGIN' };
  const peer = sourcePeer(cluster.hsms);
  return peer && { kind: 'PEER', hsmId: peer.hsmId };
};

/**
 * Where an HSM that joins without a fresh backup gets its contents.
 *
 * @module
 */
import { foundLast } from '../kernel/list.ts';
import type { Cluster } from '../model/cluster.ts';
import type { HsmSource } from '../model/event.ts';
import { sourcePeer } from '../model/hsm-pairs.ts';

/**
 * Where an HSM that joins without a fresh backup gets its contents: the newest backup of the
 * cluster, even one in progress; else the backup that the cluster was restored from; else a peer.
 */
export const standingSource = (cluster: Cluster): HsmSource | undefined => {
  const newest = foundLast(
    cluster.backups,
    ({ state }) => state === 'READY' || state === 'CREATE_IN_PROGRESS',
  );
  if (newest !== undefined) return { kind: 'BACKUP', backupId: newest.backupId };
  if (cluster.origin !== undefined) return { kind: 'ORIGIN' };
  const peer = sourcePeer(cluster.hsms);
  return peer && { kind: 'PEER', hsmId: peer.hsmId };
};

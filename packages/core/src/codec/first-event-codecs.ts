/**
 * Codecs of the events that begin a stream.
 *
 * @module
 */
import type { FirstEvent, NewCluster } from '../model/event.ts';
import { access, contents, material } from './contents-codec.ts';
import { expectedAt } from './event-members.ts';
import {
  account,
  backupId,
  clusterId,
  hsmType,
  mode,
  networkType,
  region,
  stem,
  subnetList,
  tags,
} from './names.ts';
import { editionCodec } from './edition-codec.ts';
import { instant, maybe, text } from './scalars.ts';
import type { Members } from './shapes.ts';
import { backupCause, backupSource, clusterCodec, copyCodec, retention } from './state-codec.ts';
import type { DataMembers } from './typed.ts';

const newCluster: Members<NewCluster> = {
  clusterId,
  stem,
  account,
  region,
  edition: editionCodec,
  hsmType,
  mode,
  networkType,
  subnets: subnetList,
  retention,
  tags,
  expectedAt,
};

/** An event stands alone: nothing in it is written by reference. */
const inFull = { edition: editionCodec, material, access, contents };

/** Data members, by type, of the events that begin a stream. */
export const firstEvents: DataMembers<FirstEvent> = {
  ClusterCreating: newCluster,
  ClusterRestoring: {
    ...newCluster,
    lineageId: clusterId,
    certificate: maybe(text),
    restoredFrom: backupSource,
    origin: contents,
  },
  BackupCopying: {
    backupId,
    stem,
    account,
    region,
    lineageId: clusterId,
    certificate: maybe(text),
    edition: editionCodec,
    source: backupSource,
    cause: backupCause,
    createdAt: instant,
    expectedAt,
    tags,
    hsmType,
    mode,
    material,
    access,
  },
  ClusterObserved: { cluster: clusterCodec(inFull) },
  BackupCopyObserved: { copy: copyCodec(inFull) },
};

/**
 * What is in progress in a holder and waits for a report.
 *
 * @module
 */
import type { BackupHolder, Cluster, Hsm } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { holderIn } from '@hsm-lifecycle/core/fleet';

/** Something in progress that no date ends. `waits`: a backup has to be READY first. */
export type Reportable = { readonly id: string; readonly waits: boolean };

const IN_LIFE: ReadonlySet<string> = new Set([
  'CREATE_IN_PROGRESS',
  'INITIALIZE_IN_PROGRESS',
  'DELETE_IN_PROGRESS',
]);

const isMoving = ({ state, migratesTo }: Hsm): boolean =>
  state === 'CREATE_IN_PROGRESS' || state === 'DELETE_IN_PROGRESS' || migratesTo !== undefined;

const isUnreported = ({ phase, expectedAt, activationDueAt }: Cluster): boolean =>
  phase === 'INITIALIZED'
    ? activationDueAt === 'REPORTED'
    : IN_LIFE.has(phase) && expectedAt === undefined;

/** The same for the cluster itself and its HSMs, without its backups. */
export const reportableInCluster = (cluster: Cluster): readonly Reportable[] => [
  ...(isUnreported(cluster) ? [{ id: cluster.clusterId, waits: false }] : []),
  ...[...cluster.hsms]
    .filter((it) => isMoving(it) && it.expectedAt === undefined)
    .map(({ hsmId, waitsFor }) => ({ id: hsmId, waits: waitsFor !== undefined })),
];

/** Lists what is in progress in a holder and waits for a report. */
export const reportable = (holder: BackupHolder): readonly Reportable[] => [
  ...[...holder.backups]
    .filter(({ state, expectedAt }) => state === 'CREATE_IN_PROGRESS' && expectedAt === undefined)
    .map(({ backupId }) => ({ id: backupId, waits: false })),
  ...(holder.kind === 'CLUSTER' ? reportableInCluster(holder) : []),
];

/** Tells whether something can be reported now. */
export const isReportable = (fleet: Fleet, id: string): boolean => {
  const holder = holderIn(fleet, id);
  return holder !== undefined && reportable(holder).some((it) => it.id === id && !it.waits);
};

/** An HSM and its cluster. */
export type HsmOfCluster = { readonly cluster: Cluster; readonly hsm: Hsm };

/** Finds an HSM by its id, with its cluster. */
export const hsmInCluster = (fleet: Fleet, hsmId: string): HsmOfCluster | undefined => {
  const cluster = holderIn(fleet, hsmId);
  if (cluster?.kind !== 'CLUSTER') return undefined;
  const hsm = cluster.hsms.find((it) => it.hsmId === hsmId);
  return hsm && { cluster, hsm };
};

/**
 * What a holder has in progress, and letting all of it succeed.
 *
 * @module
 */
import { advance, dueAt, settle, type BackupHolder, type EpochMillis } from '@hsm-lifecycle/core';
import { after } from './outcome.ts';

/** Something in progress. */
export type InProgress = {
  readonly id: string;
  /**
   * When it ends by itself; `undefined` if a host reports its end, or while it waits for a backup.
   */
  readonly expectedAt: EpochMillis | undefined;
  /** Whether it waits for a backup. */
  readonly waits: boolean;
};

const PHASES: ReadonlySet<string> = new Set([
  'CREATE_IN_PROGRESS',
  'INITIALIZE_IN_PROGRESS',
  'DELETE_IN_PROGRESS',
]);

/** Lists what a holder has in progress: its own phase, its backups, its HSMs. */
export const inProgress = (holder: BackupHolder): readonly InProgress[] => {
  const backups = holder.backups
    .filter(({ state }) => state === 'CREATE_IN_PROGRESS')
    .map(({ backupId: id, expectedAt }) => ({ id, expectedAt, waits: false }));
  if (holder.kind === 'COPY') return backups;
  const { clusterId, phase, expectedAt, hsms } = holder;
  const life = PHASES.has(phase) ? [{ id: clusterId, expectedAt, waits: false }] : [];
  const moving = hsms
    .filter(({ state, migratesTo }) => state.endsWith('IN_PROGRESS') || migratesTo !== undefined)
    .map((it) => ({ id: it.hsmId, expectedAt: it.expectedAt, waits: it.waitsFor !== undefined }));
  return [...life, ...backups, ...moving];
};

/** The holder once the service has reported its activation, if that is still to come. */
const reported = <Holder extends BackupHolder>(holder: Holder): Holder | undefined => {
  if (holder.kind === 'COPY' || holder.phase !== 'INITIALIZED') return undefined;
  const { asOf, clusterId: id, activationDueAt, isolatedSince } = holder;
  if (activationDueAt === 'REPORTED')
    return after(settle(holder, { at: asOf, id, outcome: 'SUCCEEDED' }));
  return activationDueAt === undefined || isolatedSince !== undefined
    ? undefined
    : after(advance(holder, { at: Math.max(asOf, activationDueAt) }));
};

const next = <Holder extends BackupHolder>(holder: Holder): Holder | undefined => {
  if (dueAt(holder) === holder.asOf) return after(advance(holder, { at: holder.asOf }));
  const going = inProgress(holder);
  const unended = going.find(({ expectedAt, waits }) => expectedAt === undefined && !waits);
  if (unended !== undefined)
    return after(settle(holder, { at: holder.asOf, id: unended.id, outcome: 'SUCCEEDED' }));
  const dates = going.flatMap(({ expectedAt }) => (expectedAt === undefined ? [] : [expectedAt]));
  return dates.length === 0 ? reported(holder) : after(advance(holder, { at: Math.min(...dates) }));
};

/**
 * Lets time pass until nothing is in progress. Ends that a host reports are reported as successes.
 *
 * @param holder - a cluster or a copy, in any state
 * @example
 * settled(after(createCluster(aNewCluster()))).state; // => 'UNINITIALIZED'
 */
export const settled = <Holder extends BackupHolder>(holder: Holder): Holder => {
  let quiet = holder;
  for (let it = next(quiet); it !== undefined; it = next(quiet)) quiet = it;
  return quiet;
};

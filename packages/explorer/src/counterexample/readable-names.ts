/**
 * Readable names for the ids in a counterexample.
 *
 * @module
 */
import { holderIdOf } from '@hsm-lifecycle/core';
import type { Fleet, FleetEvent } from '@hsm-lifecycle/core/fleet';

/** Names by id, given in order of appearance. */
export type ReadableNames = {
  /** Names everything in a fleet. */
  readonly addFleet: (fleet: Fleet) => void;
  /** Names everything that events create. */
  readonly addEvents: (events: readonly FleetEvent[]) => void;
  /** The name of a cluster, a copy or an HSM, such as `primary` or `HSM 2`; otherwise the id. */
  readonly nameOf: (id: string) => string;
  /** The same, and for a backup its number and id, such as `backup 1 (backup-...)`. */
  readonly labelOf: (id: string) => string;
};

/** The first of its kind gets no number. */
const numbered = (name: string, number: number): string =>
  number === 1 ? name : `${name} ${number}`;

/** Makes readable names, with no id named yet. */
export const newReadableNames = (): ReadableNames => {
  const names = new Map<string, string>();
  const backups = new Map<string, string>();
  const counts = { clusters: 0, restored: 0, copies: 0, hsms: 0 };
  const give = (id: string, name: string): void => {
    names.set(id, name);
  };
  const cluster = (id: string): void => {
    counts.clusters += 1;
    give(id, counts.clusters === 1 ? 'primary' : `cluster ${counts.clusters}`);
  };
  const restored = (id: string): void =>
    give(id, numbered('restored cluster', (counts.restored += 1)));
  const copy = (id: string): void => give(id, numbered('copy', (counts.copies += 1)));
  const hsm = (id: string): void => give(id, `HSM ${(counts.hsms += 1)}`);
  const backup = (id: string): void => {
    backups.set(id, `backup ${backups.size + 1} (${id})`);
  };

  const replacement = ({ hsmId, newHsmId }: Readonly<Record<'hsmId' | 'newHsmId', string>>) =>
    give(newHsmId, `replacement of ${names.get(hsmId) ?? hsmId}`);

  const migrated = ({ hsmId, newHsmId }: Readonly<Record<'hsmId' | 'newHsmId', string>>) =>
    give(newHsmId, `migrated ${names.get(hsmId) ?? hsmId}`);

  const addEvent = ({ stream, event: { type, data } }: FleetEvent): void => {
    if (type === 'ClusterCreating') cluster(stream);
    if (type === 'ClusterRestoring') restored(stream);
    if (type === 'BackupCopying') copy(stream);
    if (type === 'HsmReplacing') replacement(data);
    if (type === 'HsmMigrated') migrated(data);
    if (type === 'HsmAdding') hsm(data.hsmId);
    if (type === 'BackupCreating') backup(data.backupId);
  };

  const addFleet: ReadableNames['addFleet'] = (fleet) => {
    for (const holder of fleet.holders.values()) {
      if (holder.kind === 'COPY') copy(holderIdOf(holder));
      else if (holder.restoredFrom === undefined) cluster(holder.clusterId);
      else restored(holder.clusterId);
      if (holder.kind === 'CLUSTER') for (const { hsmId } of holder.hsms) hsm(hsmId);
      if (holder.kind === 'CLUSTER') for (const { backupId } of holder.backups) backup(backupId);
    }
  };

  const nameOf: ReadableNames['nameOf'] = (id) => names.get(id) ?? id;
  return {
    addFleet,
    addEvents: (events) => events.forEach(addEvent),
    nameOf,
    labelOf: (id) => backups.get(id) ?? nameOf(id),
  };
};

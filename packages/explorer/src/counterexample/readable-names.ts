/**
 * What people would call the things in a trace.
 *
 * @module
 */
import { holderIdOf } from '@hsm-lifecycle/core';
import type { Fleet, FleetEvent } from '@hsm-lifecycle/core/fleet';

/** Names by id, given in the order in which things come up. */
export type ReadableNames = {
  /** Names what a fleet has. */
  readonly meet: (fleet: Fleet) => void;
  /** Names what events bring; gives the ids that are new. */
  readonly note: (events: readonly FleetEvent[]) => readonly string[];
  /** What a cluster, a copy or an HSM is called; its id if it has no name. */
  readonly named: (id: string) => string;
  /** The same, with numbers for backups. */
  readonly called: (id: string) => string;
};

/** The first of its kind needs no number. */
const numbered = (name: string, number: number): string =>
  number === 1 ? name : `${name} ${number}`;

/** Makes a cast of nobody. */
export const newReadableNames = (): ReadableNames => {
  const names = new Map<string, string>();
  const backups = new Map<string, string>();
  const counts = { clusters: 0, restored: 0, copies: 0, hsms: 0 };
  const give = (id: string, name: string): string => {
    names.set(id, name);
    return id;
  };
  const cluster = (id: string): string => {
    counts.clusters += 1;
    return give(id, counts.clusters === 1 ? 'primary' : `cluster ${counts.clusters}`);
  };
  const restored = (id: string): string =>
    give(id, numbered('restored cluster', (counts.restored += 1)));
  const copy = (id: string): string => give(id, numbered('copy', (counts.copies += 1)));
  const hsm = (id: string): string => give(id, `HSM ${(counts.hsms += 1)}`);
  const backup = (id: string): string => {
    backups.set(id, `backup ${backups.size + 1} (${id})`);
    return id;
  };

  const replace = (before: string, now: string): void => {
    give(now, names.get(before) ?? now);
  };

  const newIn = ({ stream, event: { type, data } }: FleetEvent): readonly string[] => {
    if (type === 'HsmReplaced') replace(data.hsmId, data.newHsmId);
    if (type === 'ClusterCreating') return [cluster(stream)];
    if (type === 'ClusterRestoring') return [restored(stream)];
    if (type === 'BackupCopying') return [copy(stream)];
    if (type === 'HsmAdding') return [hsm(data.hsmId)];
    return type === 'BackupCreating' ? [backup(data.backupId)] : [];
  };

  const meet: ReadableNames['meet'] = (fleet) => {
    for (const holder of fleet.holders.values()) {
      if (holder.kind === 'COPY') copy(holderIdOf(holder));
      else if (holder.origin === undefined) cluster(holder.clusterId);
      else restored(holder.clusterId);
      if (holder.kind === 'CLUSTER') for (const { hsmId } of holder.hsms) hsm(hsmId);
      if (holder.kind === 'CLUSTER') for (const { backupId } of holder.backups) backup(backupId);
    }
  };

  const named: ReadableNames['named'] = (id) => names.get(id) ?? id;
  return {
    meet,
    note: (events) => events.flatMap(newIn),
    named,
    called: (id) => backups.get(id) ?? named(id),
  };
};

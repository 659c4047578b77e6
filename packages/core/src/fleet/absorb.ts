/**
 * Puts changed holders back into their fleet and updates its indexes.
 *
 * @module
 */
import { own } from '../kernel/own.ts';
import { written, type TreeWriting } from '../kernel/tree.ts';
import { accountRegionKey, type AccountRegionKey } from '../model/account.ts';
import { backupCopy } from '../model/backup-copy.ts';
import { clusterRecord, type Cluster } from '../model/cluster.ts';
import { hsmCount } from '../model/hsm-pairs.ts';
import { holderIdOf, type BackupHolder } from '../model/holder.ts';
import type { HolderEvent } from '../model/event.ts';
import { dueInstantOf } from '../time/next-event.ts';
import { stemOf, type HolderId, type Stem } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import { changedFleet, usageIn, type Fleet, type Usage } from './fleet.ts';

/** A holder before (if it existed) and after some of its events. */
export type Moved = {
  readonly stem: Stem;
  readonly before: BackupHolder | undefined;
  readonly after: BackupHolder;
  readonly events: readonly HolderEvent[];
  /** When it was due before, if known: saves computing it again. */
  readonly wasDueAt?: EpochMillis;
};

type AgendaKey = readonly [at: EpochMillis, holderId: HolderId];

const agendaWritings = (moves: readonly Moved[]): readonly TreeWriting<AgendaKey, Stem>[] => {
  const writings: TreeWriting<AgendaKey, Stem>[] = [];
  for (const { stem, before, after, wasDueAt } of moves) {
    const id = holderIdOf(after);
    const was = wasDueAt ?? (before && dueInstantOf(before));
    const is = dueInstantOf(after);
    if (was === is) continue;
    if (was !== undefined) writings.push([Object.freeze([was, id] as const), undefined]);
    if (is !== undefined) writings.push([Object.freeze([is, id] as const), stem]);
  }
  return writings;
};

/** Whether a holder counts against its account's quota: a DELETED cluster does not. */
const counts = (holder: BackupHolder | undefined): holder is Cluster =>
  holder?.kind === 'CLUSTER' && holder.phase !== 'DELETED';

const hsmsOf = (holder: BackupHolder | undefined): number =>
  counts(holder) ? hsmCount(holder.hsms) : 0;

/** A destroyed region uses no quota (U-55). */
const usageAfter = (fleet: Fleet, moves: readonly Moved[]): Fleet['usage'] => {
  const changes = new Map<AccountRegionKey, Usage>();
  for (const { before, after } of moves) {
    const clusters = Number(counts(after)) - Number(counts(before));
    const hsms = hsmsOf(after) - hsmsOf(before);
    if ((clusters === 0 && hsms === 0) || own(fleet.lost, after.region) === 'DESTROYED') continue;
    const key = accountRegionKey(after);
    const was = changes.get(key) ?? usageIn(fleet, after);
    changes.set(key, Object.freeze({ clusters: was.clusters + clusters, hsms: was.hsms + hsms }));
  }
  return written(fleet.usage, [...changes]);
};

/** The ids that an observed holder came with; the stem was chosen so that none begins with it. */
const observedIds = ({ type, data }: HolderEvent): readonly string[] => {
  if (type === 'BackupCopyObserved') return [data.copy.copyId];
  if (type !== 'ClusterObserved') return [];
  const { clusterId, stem, hsms, backups } = data.cluster;
  return [
    ...(clusterId === `cluster-${stem}` ? [] : [clusterId]),
    ...hsms.map(({ hsmId }) => hsmId),
    ...backups.map(({ backupId }) => backupId),
  ];
};

const aliasWritings = (moves: readonly Moved[]): readonly TreeWriting<string, Stem>[] => {
  const writings: TreeWriting<string, Stem>[] = [];
  for (const { stem, events } of moves) {
    for (const event of events) {
      const { type, data } = event;
      for (const id of observedIds(event)) writings.push([id, stem]);
      if (type === 'HsmAdding' && stemOf(data.hsmId) !== stem) writings.push([data.hsmId, stem]);
      if (
        (type === 'ClusterCreating' || type === 'ClusterRestoring') &&
        data.clusterId !== `cluster-${stem}`
      )
        writings.push([data.clusterId, stem]);
    }
  }
  return writings;
};

/**
 * Writes that give an observed cluster's lineage to what was taken for its own: copies seen before
 * it, and what was made from them. They get its certificate too (F-111).
 */
const kinWritings = (
  { holders }: Fleet,
  moves: readonly Moved[],
): readonly TreeWriting<Stem, BackupHolder>[] =>
  moves.flatMap(({ events: [first] }) => {
    if (first?.type !== 'ClusterObserved') return [];
    const { clusterId, lineageId, certificate } = first.data.cluster;
    return [...holders.values()].flatMap((it): readonly TreeWriting<Stem, BackupHolder>[] => {
      if (it.lineageId !== clusterId) return [];
      const kin = { lineageId, certificate: it.certificate ?? certificate };
      if (it.lineageId === kin.lineageId && it.certificate === kin.certificate) return [];
      const after =
        it.kind === 'CLUSTER' ? clusterRecord({ ...it, ...kin }) : backupCopy({ ...it, ...kin });
      return [[it.stem, after]];
    });
  });

/**
 * Puts changed holders back: their values, their agenda entries, their account's usage, and the ids
 * that clients chose for them. An observed cluster takes its kin into its lineage.
 *
 * @param fleet - the fleet before
 * @param moves - each holder at most once
 * @param now - the instant of the last event
 */
export const absorb = (fleet: Fleet, moves: readonly Moved[], now: EpochMillis): Fleet => {
  const holders = moves.map(({ stem, after }) => [stem, after] as const);
  return changedFleet(fleet, now, (it) => {
    it.usage = usageAfter(fleet, moves);
    it.holders = written(fleet.holders, [...kinWritings(fleet, moves), ...holders]);
    it.agenda = written(fleet.agenda, agendaWritings(moves));
    it.aliases = written(fleet.aliases, aliasWritings(moves));
    for (const { before } of moves) if (before === undefined) it.started += 1;
  });
};

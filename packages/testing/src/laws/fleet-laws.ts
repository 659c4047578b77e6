/**
 * Laws of the fleet: replay, time, ids.
 *
 * @module
 */
import { type BackupHolder, type Cluster } from '@hsm-lifecycle/core';
import { type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { sameFleets } from './same.ts';
import { firstWrong, momentsOf, type Law, type LawStep, type LawMoment } from './law.ts';

const differs = (step: LawStep): boolean | string => {
  const replayed = momentsOf(step).at(-1)?.after ?? step.before;
  return sameFleets(replayed, step.after) || 'the fleet differs from its replayed events';
};

const disordered = ({ before, command, events }: LawStep): boolean | string => {
  let last = before.asOf;
  return firstWrong(events, ({ stream, event }: FleetEvent) => {
    const { at } = event.data;
    const previous = last;
    last = at;
    if (at < previous) return `${event.type} of ${stream} is earlier than the event before it`;
    return at > command.data.at
      ? `${event.type} of ${stream} is later than the command`
      : undefined;
  });
};

/**
 * Network interfaces, and addresses, which have to be unique only within a cluster: each has its
 * own subnets. A replacement has those of the HSM that it replaces.
 */
const placesOf = ({ clusterId, hsms }: Cluster): readonly string[] =>
  hsms.flatMap(({ eniId, ipAddress, replaces }) => {
    if (replaces !== undefined) return [];
    return ipAddress === undefined ? [eniId] : [eniId, `${ipAddress} of ${clusterId}`];
  });

const idsIn = (holder: BackupHolder): readonly string[] => {
  const backups = holder.backups.map(({ backupId }) => backupId);
  if (holder.kind === 'COPY') return backups;
  const hsms = holder.hsms.map(({ hsmId }) => hsmId);
  return [holder.clusterId, ...backups, ...hsms, ...placesOf(holder)];
};

const allIds = (fleet: Fleet): readonly string[] => [...fleet.holders.values()].flatMap(idsIn);

const newId = ({ event: { type, data } }: FleetEvent): string | undefined => {
  if (type === 'BackupCreating' || type === 'BackupCopying') return data.backupId;
  if (type === 'ClusterCreating' || type === 'ClusterRestoring') return data.clusterId;
  if (type === 'HsmAdding') return data.hsmId;
  return type === 'HsmReplacing' || type === 'HsmMigrated' ? data.newHsmId : undefined;
};

const COUNT_SYMBOLS = 5;
const SYMBOLS = 'abcdefghijklmnopqrstuvwxyz234567';

/** The count at the end of an id that core generated for a holder; `undefined` for given ids. */
const countIn = (id: string, stem: string): number | undefined => {
  const suffix = id.slice(id.indexOf('-') + 1);
  if (!suffix.startsWith(stem) || suffix.length !== stem.length + COUNT_SYMBOLS) return undefined;
  return Array.from(suffix.slice(stem.length)).reduce(
    (sum, symbol) => sum * SYMBOLS.length + SYMBOLS.indexOf(symbol),
    0,
  );
};

/** Whether a client chose an id before, for something that may be gone. */
const wasGiven = ({ aliases }: Fleet, id: string): boolean => aliases.get(id) !== undefined;

const staleId = ({ holder, before, ...it }: LawMoment): string | undefined => {
  const id = newId(it);
  if (id === undefined) return undefined;
  if (wasGiven(before, id)) return `${id} was used before`;
  if (holder?.kind !== 'CLUSTER') return undefined;
  const made = id.startsWith('backup-') ? holder.backupsMade : holder.hsmsMade;
  const count = countIn(id, holder.stem) ?? made;
  return count === made ? undefined : `${id} has the number ${count} after ${made} others`;
};

const repeated = (step: LawStep): boolean | string => {
  const stale = firstWrong(momentsOf(step), staleId);
  if (stale !== true) return stale;
  const ids = allIds(step.after);
  const twice =
    ids.length === new Set(ids).size
      ? undefined
      : ids.find((id, index) => ids.indexOf(id) !== index);
  return twice === undefined || `${twice} occurs twice in the fleet`;
};

/** Laws of the fleet: replay, time, ids. */
export const fleetLaws: readonly Law[] = [
  {
    name: 'time runs forward',
    sentence: 'Events are in order of time, and none is later than its command.',
    holds: disordered,
  },
  {
    name: 'state equals replayed events',
    sentence: 'The fleet after a step equals the fleet before it with the events replayed.',
    holds: differs,
  },
  {
    name: 'ids are unique',
    sentence:
      'No id is ever used twice, not even after its holder is gone, and no two HSMs of a ' +
      'cluster share an address (F-89, M-4).',
    holds: repeated,
  },
];

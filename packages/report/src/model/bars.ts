/**
 * The bars of a story: what existed, from when to when, in which state.
 *
 * @module
 */
import {
  holderIdOf,
  type Backup,
  type BackupHolder,
  type Cluster,
  type EpochMillis,
  type Hsm,
} from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { Stop } from './replay.ts';
import { barIdOf } from './secrets.ts';

/** What a bar stands for. ORIGIN: the contents that a restored cluster can load again. */
export type BarKind = 'CLUSTER' | 'HSM' | 'ORIGIN' | 'BACKUP' | 'COPY';

/** A stretch of time in one state. */
export type Piece = {
  readonly state: string;
  readonly from: EpochMillis;
  readonly to: EpochMillis;
};

/** One thing and its life. */
export type Bar = {
  readonly id: string;
  readonly kind: BarKind;
  /** The holder it belongs to. */
  readonly holderId: string;
  readonly account: string;
  readonly region: string;
  /** Its zone, of HSMs; why it was made, of backups; what it is a copy of, of copies. */
  readonly detail: string;
  /** In order of time, without gaps. */
  readonly pieces: readonly Piece[];
  /** Whether it ended before the story did. */
  readonly ended: boolean;
};

type Seen = Omit<Bar, 'pieces' | 'ended'> & { readonly state: string };

/** The holder of a bar, and where that is. */
type Whose = Pick<Bar, 'holderId' | 'account' | 'region'>;

const hsmSeen = (
  whose: Whose,
  { hsmId: id, state, replaces, availabilityZone: detail }: Hsm,
): Seen => ({
  ...whose,
  id,
  kind: 'HSM',
  detail,
  state: replaces === undefined ? state : 'REPLACING',
});

const originSeen = (whose: Whose, { clusterId, restoredFrom }: Cluster): Seen => ({
  ...whose,
  id: barIdOf('origin', clusterId),
  kind: 'ORIGIN',
  detail: restoredFrom?.backupId ?? '',
  state: 'HELD',
});

const clusterSeen = (whose: Whose, cluster: Cluster): readonly Seen[] => [
  { ...whose, id: cluster.clusterId, kind: 'CLUSTER', detail: '', state: cluster.state },
  ...[...cluster.hsms].map((it) => hsmSeen(whose, it)),
  ...(cluster.origin === undefined ? [] : [originSeen(whose, cluster)]),
];

const backupSeen = (
  whose: Whose,
  kind: BarKind,
  { backupId: id, state, cause, source }: Backup,
): Seen => ({ ...whose, id, kind, detail: source?.backupId ?? cause, state });

/** Looks at a holder; backups that did not change are not looked at again. */
type Look = (holder: BackupHolder) => readonly Seen[];

const looking = (): Look => {
  const known = new WeakMap<Backup, Seen>();
  const backupIn = (whose: Whose, kind: BarKind, it: Backup): Seen => {
    const seen = known.get(it) ?? backupSeen(whose, kind, it);
    known.set(it, seen);
    return seen;
  };
  return (holder) => {
    const { account, region, backups } = holder;
    const whose = { holderId: holderIdOf(holder), account, region };
    const kind = holder.kind === 'COPY' ? 'COPY' : 'BACKUP';
    const own = holder.kind === 'CLUSTER' ? clusterSeen(whose, holder) : [];
    return [...own, ...[...backups].map((it) => backupIn(whose, kind, it))];
  };
};

type Growing = Seen & { readonly pieces: Piece[]; since: EpochMillis };

const closed = ({ pieces, since, state, ...it }: Growing, at: EpochMillis, ended: boolean): Bar => {
  const last = { state, from: since, to: at };
  return {
    ...it,
    pieces: since < at || pieces.length === 0 ? [...pieces, last] : pieces,
    ended: ended || state === 'DELETED',
  };
};

const grow = (growing: Map<string, Growing>, it: Seen, at: EpochMillis): void => {
  const known = growing.get(it.id);
  if (known === undefined) growing.set(it.id, { ...it, pieces: [], since: at });
  else if (known.state !== it.state) {
    if (known.since < at) known.pieces.push({ state: known.state, from: known.since, to: at });
    growing.set(it.id, { ...known, state: it.state, since: at });
  }
};

/** Lists what is there in a fleet; holders that did not change are not looked at again. */
const listing = (): ((fleet: Fleet) => readonly Seen[]) => {
  const look = looking();
  const known = new WeakMap<BackupHolder, readonly Seen[]>();
  return ({ holders }) =>
    [...holders.values()].flatMap((holder) => {
      const seen = known.get(holder) ?? look(holder);
      known.set(holder, seen);
      return seen;
    });
};

const startOf = ({ pieces }: Bar): EpochMillis => pieces[0]?.from ?? 0;

/** The bars of a story, in the order in which they began. */
export const barsOf = (stops: readonly Stop[]): readonly Bar[] => {
  const list = listing();
  const growing = new Map<string, Growing>();
  const bars: Bar[] = [];
  for (const { at, fleet } of stops) {
    const there = list(fleet);
    const ids = new Set(there.map(({ id }) => id));
    for (const [id, it] of growing)
      if (!ids.has(id)) {
        bars.push(closed(it, at, true));
        growing.delete(id);
      }
    for (const it of there) grow(growing, it, at);
  }
  const end = stops.at(-1)?.at ?? 0;
  for (const it of growing.values()) bars.push(closed(it, end, false));
  return bars.toSorted((a, b) => startOf(a) - startOf(b));
};

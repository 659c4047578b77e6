/**
 * The fold: the only place where a cluster or a copy changes.
 *
 * @module
 */
import { undraft } from '../kernel/draft.ts';
import { excerpt } from '../kernel/excerpt.ts';
import { invariant } from '../kernel/invariant.ts';
import { backupCopy, type BackupCopy } from '../model/backup-copy.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent, CopyEvent, FirstEvent, HolderEvent } from '../model/event.ts';
import type { BackupHolder, NotBegun } from '../model/holder.ts';
import { evolveBackups, withBackup } from './backups.ts';
import { beginCluster, beginCopy, beginObservedCluster, beginObservedCopy } from './begin.ts';
import type { Handlers } from './changed.ts';
import { contentsEvents } from './contents-events.ts';
import { hsmEvents } from './hsm-events.ts';
import { lifeEvents } from './life-events.ts';
import { migrationEvents } from './migration-events.ts';
import { ownBackupEvents } from './own-backup-events.ts';
import { replacementEvents } from './replacement-events.ts';

const clusterEvents: Handlers<ClusterEvent> = {
  ...lifeEvents,
  ...hsmEvents,
  ...replacementEvents,
  ...migrationEvents,
  ...ownBackupEvents,
  ...contentsEvents,
};

type Handler = (before: Cluster, data: ClusterEvent['data']) => Cluster;

/** A map, not a record, since an event's type may be any text (`__proto__` too). */
const handlers: ReadonlyMap<string, Handler> = new Map(
  Object.entries(clusterEvents) as [string, Handler][],
);

/** Asserts that a value looks like an event, since logs and plain JavaScript may hold others. */
export const checkedEvent = <Event>(event: Event): Event => {
  const data: unknown = (event as { readonly data?: unknown } | undefined | null)?.data;
  invariant(typeof data === 'object' && data !== null, `${excerpt(event)} is not an event`);
  return event;
};

/** Applies one event to a cluster. */
export const evolveCluster = (before: Cluster, event: ClusterEvent): Cluster => {
  const { type, data } = undraft(checkedEvent(event));
  const handler = handlers.get(type);
  invariant(handler !== undefined, `${type} cannot happen now`);
  return handler(undraft(before), data);
};

const copiedBackups = ({ backups }: BackupCopy, event: CopyEvent): BackupCopy['backups'] => {
  if (event.type !== 'BackupCopied' && event.type !== 'BackupCopyFailed')
    return evolveBackups(backups, event);
  return withBackup(backups, event.data.backupId, (after) => {
    after.expectedAt = undefined;
    after.state = event.type === 'BackupCopied' ? 'READY' : 'DELETED';
    if (event.type === 'BackupCopyFailed') after.deleteAt = event.data.deleteAt;
  });
};

/** Applies one event to a copy. */
export const evolveCopy = (before: BackupCopy, event: CopyEvent): BackupCopy => {
  const copy = undraft(before);
  checkedEvent(event);
  return backupCopy({ ...copy, asOf: event.data.at, backups: copiedBackups(copy, event) });
};

/** The state of every stream before its first event. */
export const initialState: NotBegun = Object.freeze({ state: 'NONE' });

const FIRST: ReadonlySet<string> = new Set<FirstEvent['type']>([
  'ClusterCreating',
  'ClusterRestoring',
  'BackupCopying',
  'ClusterObserved',
  'BackupCopyObserved',
]);

const isFirst = (event: HolderEvent): event is FirstEvent => FIRST.has(event.type);

const begun = (event: FirstEvent): BackupHolder => {
  switch (event.type) {
    case 'BackupCopying':
      return beginCopy(event);
    case 'ClusterObserved':
      return beginObservedCluster(event);
    case 'BackupCopyObserved':
      return beginObservedCopy(event);
    case 'ClusterCreating':
    case 'ClusterRestoring':
      return beginCluster(event);
  }
};

/** Tells whether a stream has begun. */
export const hasBegun = (state: BackupHolder | NotBegun): state is BackupHolder => 'kind' in state;

/**
 * Applies one event to the state of a stream. Fold a whole stream from {@link initialState} to get
 * its holder.
 *
 * Total over streams that this package wrote. A stream without its first event breaks an invariant;
 * it is not a refusal.
 *
 * @throws InvariantViolation when the event cannot belong to the state
 * @example
 * const [first, ...later] = events;
 * const holder = later.reduce(evolve, evolve(initialState, first));
 */
export const evolve = (state: BackupHolder | NotBegun, event: HolderEvent): BackupHolder => {
  invariant(typeof state === 'object' && state !== null, `${excerpt(state)} is not a state`);
  checkedEvent(event);
  if (isFirst(event)) {
    invariant(!hasBegun(state), `${event.type} cannot happen now`);
    return begun(undraft(event));
  }
  invariant(hasBegun(state), `${event.type} cannot happen now`);
  if (state.kind === 'CLUSTER') return evolveCluster(state, event as ClusterEvent);
  return evolveCopy(state, event as CopyEvent);
};

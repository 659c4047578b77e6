/**
 * The law behind "is it really gone?": what no place is said to hold cannot come back, checked by
 * trying.
 *
 * @module
 */
import { effectiveContents, type Cluster, type Key, type User } from '@hsm-lifecycle/core';
import { residualData, type Fleet, type ResidualData } from '@hsm-lifecycle/core/fleet';
import { clustersIn } from '../examples/fleet.ts';
import { takeAndSettle, comebacks, type Continuation } from './comebacks.ts';
import { firstOf, type Law } from './law.ts';
import { accessesIn, keyIdentity, materialsIn, userIdentity } from './places.ts';

/** What `nothingReturns` needs to know. */
export type NothingReturns = {
  /** `residualData` if left out. */
  readonly residual?: typeof residualData;
  /** How many commands in a row are tried, at most; 3 if left out. */
  readonly depth?: number;
  /** How many commands are tried after one step, at most; 200 if left out. */
  readonly tries?: number;
};

/**
 * What may be found on HSMs: everywhere, or in the clusters of one lineage; and whatever is made
 * from now on.
 */
type Promised = {
  readonly lineageId: string | undefined;
  readonly since: number;
  readonly keys: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
};

/** Whoever is in any place at all, by name. */
const everyone = (fleet: Fleet): ResidualData => {
  const holders = [...fleet.holders.values()];
  const keyIds = new Set<string>();
  const userNames = new Set<string>();
  for (const holder of holders) {
    for (const { keys } of materialsIn(holder)) for (const { keyId } of keys) keyIds.add(keyId);
    for (const { users } of accessesIn(holder)) for (const { name } of users) userNames.add(name);
  }
  return { keyIds: [...keyIds], userNames: [...userNames] };
};

type Inventories = readonly { readonly keys: readonly Key[]; readonly users: readonly User[] }[];

const promised = (since: number, lineageId: string | undefined, them: Inventories): Promised => ({
  lineageId,
  since,
  keys: new Set(them.flatMap(({ keys }) => keys.map(keyIdentity))),
  users: new Set(them.flatMap(({ users }) => users.map(userIdentity))),
});

const isLiving = ({ phase }: Cluster): boolean => phase !== 'DELETED';

/**
 * What the readers promise: asked by name, of all clusters; asked about a cluster, of its lineage,
 * but for what the cluster has anyway.
 */
const promisesOf = (fleet: Fleet, residual: typeof residualData): readonly Promised[] => [
  promised(fleet.asOf, undefined, residual(fleet, everyone(fleet))),
  ...clustersIn(fleet)
    .filter(isLiving)
    .map((it) =>
      promised(fleet.asOf, it.lineageId, [
        ...residual(fleet, { clusterId: it.clusterId }),
        effectiveContents(it),
      ]),
    ),
];

/** An initialization that ends makes an appliance user; that one does not come back, it comes. */
const isOld = (it: User, since: number): boolean =>
  it.createdAt < since || (it.createdAt === since && it.role !== 'AU');

const unlisted = (
  { hsms, material, lineageId: its }: Cluster,
  { lineageId, keys, users, since }: Promised,
): string | undefined => {
  if (lineageId !== undefined && lineageId !== its) return undefined;
  const key = material?.keys.find((it) => it.createdAt <= since && !keys.has(keyIdentity(it)));
  const present = hsms.flatMap(({ access }) => access?.users ?? []);
  return key?.keyId ?? present.find((it) => isOld(it, since) && !users.has(userIdentity(it)))?.name;
};

const returned = (
  { fleet, way }: Continuation,
  promises: readonly Promised[],
): string | undefined =>
  firstOf(promises, (promise) => {
    const name = firstOf(clustersIn(fleet), (it) => unlisted(it, promise));
    return name === undefined
      ? undefined
      : `${name} is listed nowhere, and comes back with ${way.join(', ')}`;
  });

/** Walks breadth-first through what could follow. */
function* continuations(
  beginning: Continuation,
  { depth = 3, tries = 200 }: NothingReturns,
): Generator<Continuation> {
  const clustersMax = clustersIn(beginning.fleet).filter(isLiving).length + 1;
  const queue = [beginning];
  let rest = tries;
  for (const state of queue)
    for (const command of state.way.length < depth ? comebacks(state, clustersMax) : []) {
      if (rest === 0) return;
      rest -= 1;
      const reached = takeAndSettle(state, command);
      if (reached === undefined) continue;
      yield reached;
      queue.push(reached);
    }
}

const LOSING: ReadonlySet<string> = new Set([
  'KeyDeleted',
  'UserDeleted',
  'BackupDeletionScheduled',
  'BackupExpired',
  'BackupPurged',
  'BackupCreationFailed',
  'BackupCopyFailed',
  'HsmRemoved',
  'HsmReplaced',
  'HsmDegraded',
  'HsmAdditionFailed',
  'ClusterRestoreFailed',
  'ClusterDeleted',
]);

/**
 * Makes the law that what `residualData` does not list can be reached by no continuation.
 *
 * After each step that loses something, everything that could bring something back is tried, some
 * commands deep and breadth-first, letting each command's operations end: undeleting, restoring,
 * adding and replacing HSMs, recovering regions. Whatever then shows up on an HSM has to have been
 * listed.
 *
 * @param bounds - how deep and how often; each step of a history costs up to so many steps more
 */
export const nothingReturns = (bounds: NothingReturns = {}): Law => ({
  name: 'nothing returns unlisted',
  sentence:
    'A key or a user that is listed nowhere as residual is on no HSM after whatever may follow (F-86, F-230).',
  holds: ({ events, after, command: { data } }) => {
    if (!events.some(({ event }) => LOSING.has(event.type))) return true;
    const promises = promisesOf(after, bounds.residual ?? residualData);
    const beginning = { fleet: after, clock: Math.max(after.asOf, data.at) + 1, way: [] };
    return (
      firstOf(continuations(beginning, bounds), (reached) => returned(reached, promises)) ?? true
    );
  },
});

/**
 * The law behind "is it really gone?": what `residualData` does not list cannot come back. It is
 * checked by search.
 *
 * @module
 */
import type { Cluster, Key, User } from '@hsm-lifecycle/core';
import { residualData, type Fleet, type ResidualData } from '@hsm-lifecycle/core/fleet';
import { clustersIn } from '../examples/fleet.ts';
import { accepted } from '../examples/outcome.ts';
import { takeAndSettle, comebacks, type Continuation } from './comebacks.ts';
import { firstOf, type Law } from './law.ts';
import { accessesIn, keyIdentity, materialsIn, userIdentity } from './places.ts';

/** Bounds of the search, and the reader to check. */
export type NothingReturns = {
  /** `residualData` if left out. */
  readonly residual?: typeof residualData;
  /** How many commands in a row to try, at most; 3 if left out. */
  readonly depth?: number;
  /** How many commands to try after one step, at most; 200 if left out. */
  readonly tries?: number;
};

/**
 * What may be on HSMs later, in all clusters or in those of one lineage: these keys and users, and
 * those created since.
 */
type Allowed = {
  readonly lineageId: string | undefined;
  readonly since: number;
  readonly keys: ReadonlySet<string>;
  readonly users: ReadonlySet<string>;
};

/** All keys and users in any place, by name. */
const everything = (fleet: Fleet): ResidualData => {
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

const allowedBy = (since: number, lineageId: string | undefined, them: Inventories): Allowed => ({
  lineageId,
  since,
  keys: new Set(them.flatMap(({ keys }) => keys.map(keyIdentity))),
  users: new Set(them.flatMap(({ users }) => users.map(userIdentity))),
});

const isLiving = ({ phase }: Cluster): boolean => phase !== 'DELETED';

/** What is on a cluster's ACTIVE HSMs. */
const presentIn = ({ hsms, material }: Cluster): Inventories[number] => {
  const accesses = hsms.flatMap(({ state, access }) =>
    state === 'ACTIVE' && access !== undefined ? [access] : [],
  );
  return {
    keys: accesses.length === 0 ? [] : (material?.keys ?? []),
    users: accesses.flatMap(({ users }) => users),
  };
};

/**
 * What `residualData` allows: by name for all clusters, and by cluster for its lineage, where the
 * contents of the cluster's ACTIVE HSMs are allowed too.
 */
const allowancesOf = (fleet: Fleet, residual: typeof residualData): readonly Allowed[] => [
  allowedBy(fleet.asOf, undefined, accepted(residual(fleet, everything(fleet)))),
  ...clustersIn(fleet)
    .filter(isLiving)
    .map((it) =>
      allowedBy(fleet.asOf, it.lineageId, [
        ...accepted(residual(fleet, { clusterId: it.clusterId })),
        presentIn(it),
      ]),
    ),
];

/** Users that initialization creates at this very instant are new. */
const isOld = (it: User, since: number): boolean =>
  it.createdAt < since || (it.createdAt === since && it.role !== 'AU' && it.role !== 'PRECO');

const unlisted = (
  { hsms, material, lineageId: its }: Cluster,
  { lineageId, keys, users, since }: Allowed,
): string | undefined => {
  if (lineageId !== undefined && lineageId !== its) return undefined;
  const key = material?.keys.find((it) => it.createdAt <= since && !keys.has(keyIdentity(it)));
  const present = hsms.flatMap(({ access }) => access?.users ?? []);
  return key?.keyId ?? present.find((it) => isOld(it, since) && !users.has(userIdentity(it)))?.name;
};

const returned = (
  { fleet, path }: Continuation,
  allowances: readonly Allowed[],
): string | undefined =>
  firstOf(allowances, (allowed) => {
    const name = firstOf(clustersIn(fleet), (it) => unlisted(it, allowed));
    return name === undefined
      ? undefined
      : `${name} is not listed as residual data, and is back after ${path.join(', ')}`;
  });

/** Searches breadth-first through what could follow. */
function* continuations(
  beginning: Continuation,
  { depth = 3, tries = 200 }: NothingReturns,
): Generator<Continuation> {
  const clustersMax = clustersIn(beginning.fleet).filter(isLiving).length + 1;
  const queue = [beginning];
  let rest = tries;
  for (const state of queue)
    for (const command of state.path.length < depth ? comebacks(state, clustersMax) : []) {
      if (rest === 0) return;
      rest -= 1;
      const reached = takeAndSettle(state, command);
      if (reached === undefined) continue;
      yield reached;
      queue.push(reached);
    }
}

const REMOVING: ReadonlySet<string> = new Set([
  'KeyDeleted',
  'UserDeleted',
  'BackupDeletionScheduled',
  'BackupExpired',
  'BackupPurged',
  'BackupCreationFailed',
  'BackupCopyFailed',
  'HsmRemoved',
  'HsmReplaced',
  'HsmReplacementFailed',
  'HsmMigrating',
  'HsmMigrationFailed',
  'HsmDegraded',
  'HsmAdditionFailed',
  'ClusterRestoreFailed',
  'ClusterDeleted',
]);

/**
 * Makes the law that no sequence of commands brings back what `residualData` does not list.
 *
 * After each step that removes something, it searches breadth-first through the commands that could
 * bring something back: undelete, restore, add and replace HSMs, roll back, replicate, recover
 * regions. Each
 * command's work in progress succeeds. Whatever is then on an HSM has to have been listed.
 *
 * @param bounds - how deep to search, and how many commands to try after each step
 * @example
 * forAllHistories({ runs: 2, seed: 1 }, nothingReturns({ depth: 1 }));
 */
export const nothingReturns = (bounds: NothingReturns = {}): Law => ({
  name: 'only residual data can return',
  sentence:
    'A key or user that is not listed as residual data is on no HSM, whatever happens next ' +
    '(F-86, F-230).',
  holds: ({ events, after, command: { data } }) => {
    if (!events.some(({ event }) => REMOVING.has(event.type))) return true;
    const allowances = allowancesOf(after, bounds.residual ?? residualData);
    const beginning = { fleet: after, clock: Math.max(after.asOf, data.at) + 1, path: [] };
    return (
      firstOf(continuations(beginning, bounds), (reached) => returned(reached, allowances)) ?? true
    );
  },
});

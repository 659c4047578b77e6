/**
 * Example clusters. Each is made by the commands that an operator would give, so every example is
 * in a reachable state.
 *
 * @module
 */
import {
  activate,
  addHsm,
  createCluster,
  createKey,
  createUser,
  deleteCluster,
  failHsm,
  initialize,
  removeHsm,
  type Cluster,
  type ClusterState,
  type CreateCluster,
} from '@hsm-lifecycle/core';
import { after } from './outcome.ts';
import { aNewCluster } from './inputs.ts';
import { settled } from './settled.ts';

/** The states in which an example cluster can be. */
export type GrownState = Exclude<
  ClusterState,
  'UPDATE_IN_PROGRESS' | 'MODIFY_IN_PROGRESS' | 'ROLLBACK_IN_PROGRESS'
>;

/** How to make an example cluster; members of the `createCluster` input may be given too. */
export type ClusterWith = Partial<CreateCluster> & {
  /** How many ACTIVE HSMs it has; 1 if left out and the cluster is active. 0: paused. */
  readonly hsms?: number;
  /** Names of its crypto users; the first one owns the keys. */
  readonly users?: readonly string[];
  /** Ids of its symmetric keys. */
  readonly keys?: readonly string[];
};

const withHsm = (it: Cluster): Cluster => {
  const { availabilityZone } = it.subnets[it.hsms.length % it.subnets.length] ?? {
    availabilityZone: 'none',
  };
  return settled(after(addHsm(it, { at: it.asOf, availabilityZone })));
};

const withoutHsms = (it: Cluster): Cluster => {
  let rest = it;
  for (const { hsmId } of it.hsms) rest = settled(after(removeHsm(rest, { at: rest.asOf, hsmId })));
  return rest;
};

const withContents = (it: Cluster, { users = [], keys = [] }: ClusterWith): Cluster => {
  let filled = it;
  for (const name of users)
    filled = after(createUser(filled, { at: filled.asOf, name, role: 'CU' }));
  for (const keyId of keys)
    filled = after(
      createKey(filled, {
        at: filled.asOf,
        keyId,
        label: `label of ${keyId}`,
        owner: users[0] ?? 'nobody',
        kind: 'symmetric',
      }),
    );
  return filled;
};

const newCluster = ({
  hsms: _hsms,
  users: _users,
  keys: _keys,
  ...input
}: ClusterWith): Partial<CreateCluster> => input;

const created = (wanted: ClusterWith): Cluster =>
  settled(after(createCluster(aNewCluster(newCluster(wanted)))));

const initializing = (wanted: ClusterWith): Cluster => {
  const it = withHsm(created(wanted));
  return after(initialize(it, { at: it.asOf }));
};

const active = (wanted: ClusterWith): Cluster => {
  const initialized = settled(initializing(wanted));
  let it = withContents(settled(after(activate(initialized, { at: initialized.asOf }))), wanted);
  const { hsms = 1 } = wanted;
  if (hsms === 0) return withoutHsms(it);
  while (it.hsms.length < hsms) it = withHsm(it);
  return it;
};

const degraded = (wanted: ClusterWith): Cluster => {
  const it = active(wanted);
  return it.hsms.reduce(
    (before, { hsmId }) => after(failHsm(before, { at: before.asOf, hsmId })),
    it,
  );
};

const deleting = (wanted: ClusterWith): Cluster => {
  const it = withoutHsms(active(wanted));
  return after(deleteCluster(it, { at: it.asOf }));
};

/**
 * Makes an active cluster with nothing in progress.
 *
 * @example
 * clusterWith({ hsms: 2 }).hsms.length; // => 2
 */
export const clusterWith = (wanted: ClusterWith = {}): Cluster => active(wanted);

const makers: { readonly [State in GrownState]: (wanted: ClusterWith) => Cluster } = {
  CREATE_IN_PROGRESS: (wanted) => after(createCluster(aNewCluster(newCluster(wanted)))),
  UNINITIALIZED: (wanted) => (wanted.hsms === 1 ? withHsm(created(wanted)) : created(wanted)),
  INITIALIZE_IN_PROGRESS: initializing,
  INITIALIZED: (wanted) => settled(initializing(wanted)),
  ACTIVE: active,
  DEGRADED: degraded,
  DELETE_IN_PROGRESS: deleting,
  DELETED: (wanted) => settled(deleting(wanted)),
};

/**
 * Makes a cluster in a state. An UNINITIALIZED one has no HSM unless you ask for one; a DELETED one
 * was active before.
 *
 * @example
 * cluster('ACTIVE').backups.length; // => 1
 */
export const cluster = (state: GrownState = 'ACTIVE', wanted: ClusterWith = {}): Cluster =>
  makers[state](wanted);

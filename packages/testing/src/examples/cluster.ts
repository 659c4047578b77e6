/**
 * Example clusters. Each is grown by the commands that an operator would give, so that no test
 * stands on a state that cannot be.
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

/** The states that a cluster can be in. */
export type GrownState = Exclude<
  ClusterState,
  'UPDATE_IN_PROGRESS' | 'MODIFY_IN_PROGRESS' | 'ROLLBACK_IN_PROGRESS'
>;

/** What an example cluster shall be like. */
export type ClusterWith = Partial<CreateCluster> & {
  /** How many ACTIVE HSMs it has; of an active cluster 1 if left out, 0 for a paused one. */
  readonly hsms?: number;
  /** Crypto users that it has; the first one owns the keys. */
  readonly users?: readonly string[];
  /** Symmetric keys that it has. */
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
 * Grows an active cluster with what is wanted; nothing in it is in progress.
 *
 * @example
 * clusterWith({ hsms: 2 }).hsms.length; // => 2
 */
export const clusterWith = (wanted: ClusterWith = {}): Cluster => active(wanted);

const growing: { readonly [State in GrownState]: (wanted: ClusterWith) => Cluster } = {
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
 * Grows a cluster into a state. An UNINITIALIZED one has no HSM yet unless one is asked for; a
 * deleted one was active before.
 *
 * @example
 * cluster('ACTIVE').backups.length; // => 1
 */
export const cluster = (state: GrownState = 'ACTIVE', wanted: ClusterWith = {}): Cluster =>
  growing[state](wanted);

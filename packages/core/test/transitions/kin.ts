/**
 * Two clusters of one lineage, each with its own keys and users since they parted.
 *
 * @module
 */
import {
  addHsm,
  createKey,
  createUser,
  failHsm,
  type Cluster,
  type EpochMillis,
} from '@hsm-lifecycle/core';
import { after, clusterWith, restoredFrom, settled } from '@hsm-lifecycle/testing';

const withHsmIn = (it: Cluster, zone: string): Cluster =>
  settled(after(addHsm(it, { at: it.asOf, availabilityZone: `${it.region}${zone}` })));

/** The first cluster: alice owns k1, and some HSM is there. */
export const home: Cluster = withHsmIn(clusterWith({ users: ['alice'], keys: ['k1'] }), 'b');

const restored = withHsmIn(restoredFrom(home), 'a');
const withUser = after(createUser(restored, { at: restored.asOf, name: 'dora', role: 'CU' }));

/** What was restored from it, and has since made the user dora, and keys of alice and dora. */
export const away: Cluster = ['alice', 'dora'].reduce(
  (now, owner) =>
    after(createKey(now, { at: now.asOf, keyId: `of ${owner}`, owner, kind: 'symmetric' })),
  withUser,
);

/** When both are as they are here. */
export const at: EpochMillis = Math.max(home.asOf, away.asOf);

/** A cluster without ACTIVE HSMs, made from one that has some. */
export const broken = (it: Cluster): Cluster =>
  it.hsms.reduce((now, { hsmId }) => after(failHsm(now, { at: now.asOf, hsmId })), it);

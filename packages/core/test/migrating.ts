/**
 * Clusters of the old HSM type, for tests of its change.
 *
 * @module
 */
import {
  advance,
  changeHsmType,
  customEdition,
  editions,
  MINUTE_MS,
  type Cluster,
  type Edition,
  type EditionChanges,
} from '@hsm-lifecycle/core';
import { accepted, after, clusterWith, type ClusterWith } from '@hsm-lifecycle/testing';

/** An edition in which clusters can be made of the old type. */
export const oldEdition = (changes: Omit<EditionChanges, 'name'>): Edition => {
  const made = customEdition(editions.aws2024, { name: 'old', ...changes });
  if (made._tag === 'Left') throw new Error(JSON.stringify(made.left));
  return made.right;
};

/** An ACTIVE cluster of hsm1.medium. */
export const oldCluster = (wanted: ClusterWith = {}): Cluster =>
  clusterWith({
    users: ['alice'],
    keys: ['k1'],
    edition: editions.aws2024,
    hsmType: 'hsm1.medium',
    ...wanted,
  });

/** Changes the type of a cluster, to the new one if none is given. */
export const changed = (it: Cluster, hsmType: Cluster['hsmType'] = 'hsm2m.medium'): Cluster =>
  after(changeHsmType(it, { at: it.asOf, hsmType }));

/** Rolls a cluster back. */
export const rolledBack = (it: Cluster): Cluster => changed(it, 'hsm1.medium');

/** The cluster after some minutes. */
export const minutesAfter = (it: Cluster, minutes: number): Cluster =>
  after(advance(it, { at: it.asOf + minutes * MINUTE_MS }));

/** What time brings within some minutes: `<minute> <event>`. */
export const within = (it: Cluster, minutes: number): readonly string[] =>
  accepted(advance(it, { at: it.asOf + minutes * MINUTE_MS }))[1].map(
    ({ type, data }) => `${(data.at - it.asOf) / MINUTE_MS} ${type}`,
  );

/** The types of a cluster's HSMs, in order. */
export const typesOf = ({ hsms }: Cluster): readonly string[] => hsms.map(({ hsmType }) => hsmType);

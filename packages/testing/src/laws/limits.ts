/**
 * Limits of clusters: HSMs, users, keys, certificates and retention.
 *
 * @module
 */
import { usersOf, type Cluster } from '@hsm-lifecycle/core';
import { clusterIn } from '@hsm-lifecycle/core/fleet';
import { firstWrong, ofChangedClusters, type LawStep } from './law.ts';
import { same } from './same.ts';

const UNLIMITED = {
  keysMax: Number.POSITIVE_INFINITY,
  asymmetricKeysMax: Number.POSITIVE_INFINITY,
  usersMax: Number.POSITIVE_INFINITY,
};

/** How many HSMs a cluster may have: one before its activation is reported. */
const hsmsMax = ({ activatedAt, activationDueAt, edition }: Cluster): number =>
  activatedAt === undefined || activationDueAt !== undefined ? 1 : edition.hsmsPerClusterMax;

type Amounts = readonly (readonly [what: string, is: number, max: number])[];

const userAmounts = (it: Cluster, max: number): Amounts => {
  const counts = it.hsms.map(({ access }) => access?.users.length ?? 0);
  return [
    ['users', usersOf(it).length, max],
    ['users on an HSM', Math.max(0, ...counts), max],
  ];
};

const WRITES_USERS = new Set(['CreateUser', 'ReplicateUser']);
const WRITES_KEYS = new Set(['CreateKey', 'ReplicateKey']);

/** What a type of command adds to, how many there are, and how many there may be. */
const amounts = (type: string, it: Cluster): Amounts => {
  const { edition, hsms, material } = it;
  const { keysMax, asymmetricKeysMax, usersMax } = edition.capacities[it.hsmType] ?? UNLIMITED;
  const keys = material?.keys ?? [];
  const count = hsms.filter(({ replaces }) => replaces === undefined).length;
  if (type === 'AddHsm') return [['HSMs', count, hsmsMax(it)]];
  if (WRITES_USERS.has(type)) return userAmounts(it, usersMax);
  if (type === 'PutCertificate')
    return [['certificates', material?.certificates.length ?? 0, edition.certificatesMax]];
  if (!WRITES_KEYS.has(type)) return [];
  return [
    ['keys', keys.length, keysMax],
    [
      'asymmetric keys',
      keys.filter(({ kind }) => kind === 'asymmetric').length,
      Math.max(asymmetricKeysMax, 0),
    ],
  ];
};

const tooMuch = ({ command: { type, data }, before, after }: LawStep): boolean | string => {
  if (!('clusterId' in data) || data.clusterId === undefined) return true;
  const [was, is] = [clusterIn(before, data.clusterId), clusterIn(after, data.clusterId)];
  if (was === undefined || is === undefined) return true;
  const past = new Map(amounts(type, was).map(([what, count]) => [what, count]));
  return firstWrong(amounts(type, is), ([what, count, max]) =>
    count > max && count > (past.get(what) ?? 0)
      ? `${is.clusterId} has ${count} ${what} and may have ${max}`
      : undefined,
  );
};

/** An observed cluster may have a retention that nobody can set (F-161). */
const isAsItWas = ({ before, events }: LawStep, { clusterId, retention }: Cluster): boolean => {
  const was = clusterIn(before, clusterId)?.retention;
  return (
    (was !== undefined && same(was, retention)) ||
    events.some(
      ({ event }) =>
        event.type === 'ClusterObserved' &&
        event.data.cluster.clusterId === clusterId &&
        same(event.data.cluster.retention, retention),
    )
  );
};

const retentionOutOfRange = (step: LawStep, cluster: Cluster): string | undefined => {
  const { clusterId, retention, edition } = cluster;
  const { retentionDaysMin, retentionDaysMax } = edition;
  if (
    isAsItWas(step, cluster) ||
    retention === 'NONE' ||
    (retention.days >= retentionDaysMin && retention.days <= retentionDaysMax)
  )
    return undefined;
  return `${clusterId} has a retention of ${retention.days} days`;
};

/** Checks that a step takes no cluster above its limits. */
export const beyondLimits = (step: LawStep): boolean | string => {
  const verdict = tooMuch(step);
  return verdict === true
    ? ofChangedClusters((it) => retentionOutOfRange(step, it))(step)
    : verdict;
};

/**
 * What is asked in vain about users, keys and certificates.
 *
 * @module
 */
import { APPLIANCE_USER, usersOf, type Cluster, type Command } from '@hsm-lifecycle/core';
import { anyOf, oneOf } from './draw.ts';
import { ofAny } from './life-misfits.ts';
import { given, someCluster, someWritable, type Proposal, type Situation } from './situation.ts';
import { KEYS, NAMES } from './vocabulary.ts';

const writing = (say: (cluster: Cluster, it: Situation) => Command | undefined): Proposal => given(someWritable, say);

const unwritable = (say: (cluster: Cluster, it: Situation) => Command): Proposal =>
  given((it) => someCluster(it, ({ hsms }) => !hsms.some(({ state }) => state === 'ACTIVE')), say);

const nowhere: readonly Proposal[] = [
  unwritable(({ clusterId }, { at, draw }) => ({ type: 'CreateUser', data: { at, clusterId, name: oneOf(draw, NAMES), role: 'CU' } })),
  unwritable(({ clusterId }, { at, draw }) => ({ type: 'DeleteKey', data: { at, clusterId, keyId: oneOf(draw, KEYS) } })),
  ofAny(({ clusterId }, { at, draw }) => ({ type: 'DeleteUser', data: { at, clusterId, name: oneOf(draw, NAMES) } })),
  ofAny(({ clusterId }, { at, draw }) => ({ type: 'PutCertificate', data: { at, clusterId, certificateId: oneOf(draw, KEYS) } })),
];

const aboutUsers: readonly Proposal[] = [
  writing((cluster, { at, draw }) => {
    const { name, role } = anyOf(draw, usersOf(cluster)) ?? {};
    return name === undefined || role === undefined
      ? undefined
      : { type: 'CreateUser', data: { at, clusterId: cluster.clusterId, name, role } };
  }),
  writing(({ clusterId, rules }, { at }) => ({
    type: 'CreateUser',
    data: { at, clusterId, name: 'x'.repeat(rules.userNameLengthMax + 1), role: 'CU' },
  })),
  writing(({ clusterId }, { at }) => ({ type: 'CreateUser', data: { at, clusterId, name: 'another', role: 'AU' } })),
  writing(({ clusterId }, { at, draw }) => ({ type: 'CreateUser', data: { at, clusterId, name: oneOf(draw, NAMES), role: 'CU' } })),
  writing(({ clusterId }, { at }) => ({ type: 'RecordLogin', data: { at, clusterId, name: 'nobody' } })),
  writing(({ clusterId }, { at }) => ({ type: 'DeleteUser', data: { at, clusterId, name: APPLIANCE_USER } })),
  writing((cluster, { at, draw }) => {
    const officer = anyOf(
      draw,
      usersOf(cluster).filter(({ role }) => role === 'CO'),
    );
    return officer && { type: 'DeleteUser', data: { at, clusterId: cluster.clusterId, name: officer.name } };
  }),
];

/** The name of some crypto user. */
const crypt = (cluster: Cluster): string => usersOf(cluster).find(({ role }) => role === 'CU')?.name ?? 'nobody';

/** Tells whether a cluster takes no more asymmetric keys. */
const isFull = ({ material, rules: { capacities }, hsmType }: Cluster): boolean => {
  const { asymmetricKeysMax = Number.POSITIVE_INFINITY } = capacities[hsmType] ?? {};
  return (material?.keys.filter(({ kind }) => kind === 'asymmetric').length ?? 0) >= asymmetricKeysMax;
};

const aboutKeys: readonly Proposal[] = [
  writing(({ clusterId }, { at }) => ({ type: 'DeleteKey', data: { at, clusterId, keyId: 'none' } })),
  writing(({ clusterId }, { at }) => ({ type: 'CreateKey', data: { at, clusterId, keyId: 'k9', owner: 'admin', kind: 'symmetric' } })),
  writing((cluster, { at, draw }) => {
    const keyId = anyOf(draw, cluster.material?.keys ?? [])?.keyId ?? 'k1';
    const owner = crypt(cluster);
    return { type: 'CreateKey', data: { at, clusterId: cluster.clusterId, keyId, owner, kind: 'symmetric' } };
  }),
  writing((cluster, { at, draw }) => {
    const owner = crypt(cluster);
    const data = { at, clusterId: cluster.clusterId, keyId: 'one too many', owner } as const;
    return { type: 'CreateKey', data: { ...data, kind: 'asymmetric', ...(!isFull(cluster) && { expiresAt: -1 - draw(2) }) } };
  }),
  writing(({ clusterId, material, rules }, { at }) => {
    const { length } = material?.certificates ?? [];
    return length < rules.certificatesMax ? undefined : { type: 'PutCertificate', data: { at, clusterId, certificateId: 'one too many' } };
  }),
  writing((cluster, { at }) => {
    const policies = cluster.hsms.find(({ state }) => state === 'ACTIVE')?.admin?.policies ?? {};
    const { quorum: value } = policies;
    return value === undefined ? undefined : { type: 'SetPolicy', data: { at, clusterId: cluster.clusterId, name: 'quorum', value } };
  }),
];

/** What is asked in vain about users, keys and certificates. */
export const contentsMisfits: readonly Proposal[] = [...nowhere, ...aboutUsers, ...aboutKeys];

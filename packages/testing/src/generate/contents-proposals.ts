/**
 * What fits the users, keys, certificates and policies on a cluster's HSMs.
 *
 * @module
 */
import { DAY_MS, usersOf, type Cluster, type Command, type User } from '@hsm-lifecycle/core';
import { anyOf, chance, oneOf, type Draw } from './draw.ts';
import { given, someWritable, type Proposal, type Proposals, type Situation } from './situation.ts';
import { KEYS, NAMES } from './vocabulary.ts';

const ASYMMETRIC_SHARE = 0.2;
const RARELY = 0.15;

/** Makes a proposal about what some cluster's HSMs hold. */
const writing = (say: (cluster: Cluster, it: Situation) => Command | undefined): Proposal => given(someWritable, say);

const nameOf = (draw: Draw, users: readonly User[]): string | undefined => anyOf(draw, users)?.name;

const createUser = writing((cluster, { at, draw }) => {
  const taken = new Set(usersOf(cluster).map(({ name }) => name));
  const name = anyOf(
    draw,
    NAMES.filter((it) => !taken.has(it)),
  );
  const { clusterId } = cluster;
  return name === undefined ? undefined : { type: 'CreateUser', data: { at, clusterId, name, role: chance(draw, 0.25) ? 'CO' : 'CU' } };
});

const deleteUser = writing((cluster, { at, draw }) => {
  const users = usersOf(cluster);
  const officers = users.filter(({ role }) => role === 'CO');
  const name = nameOf(
    draw,
    users.filter(({ role }) => role === 'CU' || (role === 'CO' && officers.length > 1)),
  );
  return name === undefined ? undefined : { type: 'DeleteUser', data: { at, clusterId: cluster.clusterId, name } };
});

const recordLogin = writing((cluster, { at, draw }) => {
  const name = nameOf(draw, usersOf(cluster));
  return name === undefined ? undefined : { type: 'RecordLogin', data: { at, clusterId: cluster.clusterId, name } };
});

const createKey = writing((cluster, { at, draw }) => {
  const owner = nameOf(
    draw,
    usersOf(cluster).filter(({ role }) => role === 'CU'),
  );
  const taken = new Set(cluster.material?.keys.map((it) => it.keyId));
  const keyId = anyOf(
    draw,
    KEYS.filter((it) => !taken.has(it)),
  );
  if (owner === undefined || keyId === undefined) return undefined;
  const kind = chance(draw, ASYMMETRIC_SHARE) ? 'asymmetric' : 'symmetric';
  const said = {
    ...(chance(draw, RARELY) && { label: 'payments' }),
    ...(chance(draw, RARELY) && { expiresAt: at + draw(30) * DAY_MS }),
  };
  return { type: 'CreateKey', data: { at, clusterId: cluster.clusterId, keyId, owner, kind, ...said } };
});

const deleteKey = writing(({ clusterId, material }, { at, draw }) => {
  const keyId = anyOf(draw, material?.keys ?? [])?.keyId;
  return keyId === undefined ? undefined : { type: 'DeleteKey', data: { at, clusterId, keyId } };
});

const putCertificate = writing(({ clusterId }, { at, draw }) => ({
  type: 'PutCertificate',
  data: { at, clusterId, certificateId: oneOf(draw, KEYS), ...(chance(draw, RARELY) && { subject: 'CN=payments' }) },
}));

const setPolicy = writing(({ clusterId }, { at, draw }) => ({
  type: 'SetPolicy',
  data: { at, clusterId, name: 'quorum', value: `${draw(3)}` },
}));

/** What fits users, keys, certificates and policies, by how often it is done. */
export const contentsProposals: Proposals<
  'CreateUser' | 'DeleteUser' | 'RecordLogin' | 'CreateKey' | 'DeleteKey' | 'PutCertificate' | 'SetPolicy'
> = {
  CreateUser: [5, createUser],
  DeleteUser: [3, deleteUser],
  RecordLogin: [2, recordLogin],
  CreateKey: [6, createKey],
  DeleteKey: [5, deleteKey],
  PutCertificate: [2, putCertificate],
  SetPolicy: [2, setPolicy],
};

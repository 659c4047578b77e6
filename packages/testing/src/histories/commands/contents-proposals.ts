/**
 * Commands for users, keys, certificates and policies that should be accepted.
 *
 * @module
 */
import {
  DAY_MS,
  usersOf,
  type Cluster,
  type Command,
  type KeyKind,
  type User,
} from '@hsm-lifecycle/core';
import { drawAnyOf, chance, type Draw } from './draw.ts';
import { asymmetricKeysIn, capacityOf, lastOfficersIn, ownersIn } from './fits.ts';
import {
  proposalFor,
  someLoggedInTo,
  someWritable,
  type Proposal,
  type Proposals,
  type Situation,
} from './situation.ts';
import { KEYS, NAMES } from './vocabulary.ts';

const ASYMMETRIC_SHARE = 0.2;
const OFFICER_SHARE = 0.25;
const RARELY = 0.15;

/** Makes a proposal to write on some cluster's HSMs. */
const writing = (say: (cluster: Cluster, it: Situation) => Command | undefined): Proposal =>
  proposalFor(someWritable, say);

const nameOf = (draw: Draw, users: readonly User[]): string | undefined =>
  drawAnyOf(draw, users)?.name;

const createUser = writing((cluster, { at, draw }) => {
  const users = usersOf(cluster);
  if (users.length >= capacityOf(cluster).usersMax) return undefined;
  const taken = new Set(users.map(({ name }) => name));
  const name = drawAnyOf(
    draw,
    NAMES.filter((it) => !taken.has(it)),
  );
  const { clusterId } = cluster;
  return name === undefined
    ? undefined
    : {
        type: 'CreateUser',
        data: { at, clusterId, name, role: chance(draw, OFFICER_SHARE) ? 'CO' : 'CU' },
      };
});

const deleteUser = writing((cluster, { at, draw }) => {
  const last = lastOfficersIn(cluster);
  const name = nameOf(
    draw,
    usersOf(cluster).filter((it) => it.role !== 'AU' && !(it.role === 'CO' && last.has(it.name))),
  );
  return name === undefined
    ? undefined
    : { type: 'DeleteUser', data: { at, clusterId: cluster.clusterId, name } };
});

const recordLogin = proposalFor(someLoggedInTo, (cluster, { at, draw }): Command | undefined => {
  const name = nameOf(draw, usersOf(cluster));
  return name === undefined
    ? undefined
    : { type: 'RecordLogin', data: { at, clusterId: cluster.clusterId, name } };
});

/** The kind of key that a cluster has room for, if any. */
const kindFor = (cluster: Cluster, draw: Draw): KeyKind | undefined => {
  const { keysMax, asymmetricKeysMax } = capacityOf(cluster);
  if ((cluster.material?.keys.length ?? 0) >= keysMax) return undefined;
  return asymmetricKeysIn(cluster) < asymmetricKeysMax && chance(draw, ASYMMETRIC_SHARE)
    ? 'asymmetric'
    : 'symmetric';
};

const createKey = writing((cluster, { at, draw }) => {
  const taken = new Set(cluster.material?.keys.map((it) => it.keyId));
  const free = KEYS.filter((it) => !taken.has(it));
  const [owner, keyId, kind] = [
    nameOf(draw, ownersIn(cluster)),
    drawAnyOf(draw, free),
    kindFor(cluster, draw),
  ];
  if (owner === undefined || keyId === undefined || kind === undefined) return undefined;
  const said = {
    ...(chance(draw, RARELY) && { label: 'payments' }),
    ...(chance(draw, RARELY) && { expiresAt: at + draw(30) * DAY_MS }),
  };
  return {
    type: 'CreateKey',
    data: { at, clusterId: cluster.clusterId, keyId, owner, kind, ...said },
  };
});

const deleteKey = writing(({ clusterId, material }, { at, draw }) => {
  const keyId = drawAnyOf(draw, material?.keys ?? [])?.keyId;
  return keyId === undefined ? undefined : { type: 'DeleteKey', data: { at, clusterId, keyId } };
});

const putCertificate = writing(({ clusterId, material, edition }, { at, draw }) => {
  const certificates = material?.certificates ?? [];
  const known = certificates.map(({ certificateId }) => certificateId);
  const certificateId = drawAnyOf(
    draw,
    certificates.length < edition.certificatesMax ? KEYS : known,
  );
  if (certificateId === undefined) return undefined;
  return {
    type: 'PutCertificate',
    data: { at, clusterId, certificateId, ...(chance(draw, RARELY) && { subject: 'CN=payments' }) },
  };
});

const setPolicy = writing(({ clusterId, hsms }, { at, draw }) => {
  const value = `${draw(3)}`;
  const isSet = hsms.every(
    ({ state, access }) => state !== 'ACTIVE' || access?.policies['quorum'] === value,
  );
  return isSet ? undefined : { type: 'SetPolicy', data: { at, clusterId, name: 'quorum', value } };
});

/** Proposals for users, keys, certificates and policies, with weights. */
export const contentsProposals: Proposals<
  | 'CreateUser'
  | 'DeleteUser'
  | 'RecordLogin'
  | 'CreateKey'
  | 'DeleteKey'
  | 'PutCertificate'
  | 'SetPolicy'
> = {
  CreateUser: [5, createUser],
  DeleteUser: [3, deleteUser],
  RecordLogin: [2, recordLogin],
  CreateKey: [6, createKey],
  DeleteKey: [5, deleteKey],
  PutCertificate: [2, putCertificate],
  SetPolicy: [2, setPolicy],
};

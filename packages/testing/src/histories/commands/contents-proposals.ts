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
import { clustersIn } from '../../examples/fleet.ts';
import {
  areNamesakes,
  asymmetricKeysIn,
  capacityOf,
  hasOwner,
  incompleteIn,
  kinIn,
  lastOfficersIn,
  ownersIn,
  ownsKeys,
  peopleIn,
  type Kin,
} from './fits.ts';
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
const OFTEN = 0.6;

/** Makes a proposal to write on some cluster's HSMs. */
const writing = (say: (cluster: Cluster, it: Situation) => Command | undefined): Proposal =>
  proposalFor(someWritable, say);

const nameOf = (draw: Draw, users: readonly User[]): string | undefined =>
  drawAnyOf(draw, users)?.name;

/** Creates a user again where it is missing, as an operator would repair it. */
const completeUser = (cluster: Cluster, { at, draw }: Situation): Command | undefined => {
  const it = drawAnyOf(draw, incompleteIn(cluster));
  if (it === undefined || usersOf(cluster).length >= capacityOf(cluster).usersMax) return undefined;
  const { clusterId } = cluster;
  return { type: 'CreateUser', data: { at, clusterId, name: it.name, role: it.role } };
};

const createUser = writing((cluster, situation) => {
  const { at, draw } = situation;
  const repair = chance(draw, OFTEN) ? completeUser(cluster, situation) : undefined;
  if (repair !== undefined) return repair;
  const users = usersOf(cluster);
  if (users.length >= capacityOf(cluster).usersMax) return undefined;
  const name = drawAnyOf(
    draw,
    NAMES.filter((each) => !users.some((it) => areNamesakes(it.name, each))),
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
    peopleIn(cluster).filter((it) => !last.has(it.name.toLowerCase()) && !ownsKeys(cluster, it)),
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

const changePassword = writing((cluster, { at, draw }) => {
  const name = nameOf(draw, peopleIn(cluster));
  return name === undefined
    ? undefined
    : { type: 'ChangePassword', data: { at, clusterId: cluster.clusterId, name } };
});

const deleteKey = writing((cluster, { at, draw }) => {
  const { clusterId, material } = cluster;
  const key = drawAnyOf(
    draw,
    (material?.keys ?? []).filter(({ owner }) => hasOwner(cluster, owner)),
  );
  if (key === undefined) return undefined;
  const { keyId, owner: by } = key;
  const said = chance(draw, RARELY) ? { by } : {};
  return { type: 'DeleteKey', data: { at, clusterId, keyId, ...said } };
});

const replicating = (say: (kin: Kin, it: Situation) => Command | undefined): Proposal =>
  proposalFor(({ fleet, draw }) => drawAnyOf(draw, kinIn(fleet, clustersIn(fleet))), say);

const replicateUser = replicating(({ to, from }, { at, draw }) => {
  const there = usersOf(to);
  const isFull = there.length >= capacityOf(to).usersMax;
  const name = nameOf(
    draw,
    peopleIn(from).filter((it) => !isFull && !there.some((its) => areNamesakes(its.name, it.name))),
  );
  const { clusterId } = to;
  return name === undefined
    ? undefined
    : { type: 'ReplicateUser', data: { at, clusterId, from: from.clusterId, name } };
});

const replicateKey = replicating(({ to, from }, { at, draw }) => {
  const { clusterId, material } = to;
  const taken = new Set(material?.keys.map((it) => it.keyId));
  const { keysMax, asymmetricKeysMax } = capacityOf(to);
  const keyId = drawAnyOf(
    draw,
    (from.material?.keys ?? []).filter(
      (it) =>
        !taken.has(it.keyId) &&
        taken.size < keysMax &&
        (it.kind === 'symmetric' || asymmetricKeysIn(to) < asymmetricKeysMax) &&
        hasOwner(to, it.owner),
    ),
  )?.keyId;
  return keyId === undefined
    ? undefined
    : { type: 'ReplicateKey', data: { at, clusterId, from: from.clusterId, keyId } };
});

const putCertificate = writing(({ clusterId, material, edition, hsmType }, { at, draw }) => {
  if (!hsmType.startsWith('hsm2m.')) return undefined;
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

const setPolicy = writing(({ clusterId }, { at, draw }) => ({
  type: 'SetPolicy',
  data: { at, clusterId, name: 'quorum', value: `${draw(3)}` },
}));

/** Proposals for users, keys, certificates and policies, with weights. */
export const contentsProposals: Proposals<
  | 'CreateUser'
  | 'DeleteUser'
  | 'RecordLogin'
  | 'ChangePassword'
  | 'ReplicateUser'
  | 'ReplicateKey'
  | 'CreateKey'
  | 'DeleteKey'
  | 'PutCertificate'
  | 'SetPolicy'
> = {
  CreateUser: [5, createUser],
  DeleteUser: [3, deleteUser],
  RecordLogin: [2, recordLogin],
  ChangePassword: [1, changePassword],
  ReplicateUser: [2, replicateUser],
  ReplicateKey: [3, replicateKey],
  CreateKey: [6, createKey],
  DeleteKey: [5, deleteKey],
  PutCertificate: [2, putCertificate],
  SetPolicy: [2, setPolicy],
};

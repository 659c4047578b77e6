/**
 * Commands for users, keys and certificates that should be refused.
 *
 * @module
 */
import { APPLIANCE_USER, usersOf, type Cluster, type Command } from '@hsm-lifecycle/core';
import { drawAnyOf, drawOneOf } from './draw.ts';
import {
  asymmetricKeysIn,
  capacityOf,
  hasOwner,
  incompleteIn,
  isWritable,
  lastOfficersIn,
  ownersIn,
  ownsKeys,
  peopleIn,
} from './fits.ts';
import { aboutKin } from './kin-misfits.ts';
import { of } from './life-misfits.ts';
import { proposalFor, someWritable, type Proposal, type Situation } from './situation.ts';
import { KEYS, NAMES } from './vocabulary.ts';

const writing = (say: (cluster: Cluster, it: Situation) => Command | undefined): Proposal =>
  proposalFor(someWritable, say);

const nowhere = (say: (cluster: Cluster, it: Situation) => Command): Proposal =>
  of((it) => !isWritable(it), say);

const toNobody: readonly Proposal[] = [
  nowhere(({ clusterId }, { at, draw }) => ({
    type: 'CreateUser',
    data: { at, clusterId, name: drawOneOf(draw, NAMES), role: 'CU' },
  })),
  nowhere(({ clusterId }, { at, draw }) => ({
    type: 'DeleteKey',
    data: { at, clusterId, keyId: drawOneOf(draw, KEYS) },
  })),
  nowhere(({ clusterId }, { at, draw }) => ({
    type: 'DeleteUser',
    data: { at, clusterId, name: drawOneOf(draw, NAMES) },
  })),
  nowhere(({ clusterId }, { at, draw }) => ({
    type: 'PutCertificate',
    data: { at, clusterId, certificateId: drawOneOf(draw, KEYS) },
  })),
];

const aboutUsers: readonly Proposal[] = [
  writing((cluster, { at, draw }) => {
    const incomplete = new Set(incompleteIn(cluster));
    const { name, role } =
      drawAnyOf(
        draw,
        peopleIn(cluster).filter((it) => !incomplete.has(it)),
      ) ?? {};
    if (name === undefined || role === undefined) return undefined;
    return { type: 'CreateUser', data: { at, clusterId: cluster.clusterId, name, role } };
  }),
  writing((cluster, { at, draw }) => {
    const it = drawAnyOf(draw, peopleIn(cluster));
    if (it === undefined) return undefined;
    const role = it.role === 'CO' ? 'CU' : 'CO';
    return {
      type: 'CreateUser',
      data: { at, clusterId: cluster.clusterId, name: it.name.toUpperCase(), role },
    };
  }),
  writing(({ clusterId }, { at }) => ({
    type: 'CreateUser',
    data: { at, clusterId, name: 'no.body', role: 'CU' },
  })),
  writing(({ clusterId }, { at }) => ({
    type: 'ChangePassword',
    data: { at, clusterId, name: APPLIANCE_USER },
  })),
  writing((cluster, { at, draw }) => {
    const name = drawAnyOf(
      draw,
      peopleIn(cluster).filter((it) => ownsKeys(cluster, it)),
    )?.name;
    return name === undefined
      ? undefined
      : { type: 'DeleteUser', data: { at, clusterId: cluster.clusterId, name } };
  }),
  writing(({ clusterId, edition }, { at }) => ({
    type: 'CreateUser',
    data: { at, clusterId, name: 'x'.repeat(edition.userNameLengthMax + 1), role: 'CU' },
  })),
  writing(({ clusterId }, { at }) => ({
    type: 'CreateUser',
    data: { at, clusterId, name: 'another', role: 'AU' },
  })),
  writing(({ clusterId }, { at }) => ({
    type: 'RecordLogin',
    data: { at, clusterId, name: 'nobody' },
  })),
  writing(({ clusterId }, { at }) => ({
    type: 'DeleteUser',
    data: { at, clusterId, name: APPLIANCE_USER },
  })),
  writing((cluster, { at, draw }) => {
    const name = drawAnyOf(draw, [...lastOfficersIn(cluster)]);
    return name === undefined
      ? undefined
      : { type: 'DeleteUser', data: { at, clusterId: cluster.clusterId, name } };
  }),
];

type NewKey = Extract<Command, { type: 'CreateKey' }>['data'];

/** Makes a proposal to create a key for any user who can own one. */
const making = (
  changes: (cluster: Cluster, it: Situation) => Partial<NewKey> | undefined,
): Proposal =>
  writing((cluster, it) => {
    const [owner, changed] = [drawAnyOf(it.draw, ownersIn(cluster))?.name, changes(cluster, it)];
    if (owner === undefined || changed === undefined) return undefined;
    return {
      type: 'CreateKey',
      data: {
        at: it.at,
        clusterId: cluster.clusterId,
        keyId: 'one too many',
        owner,
        kind: 'symmetric',
        ...changed,
      },
    };
  });

const aboutKeys: readonly Proposal[] = [
  writing(({ clusterId }, { at }) => ({
    type: 'DeleteKey',
    data: { at, clusterId, keyId: 'none' },
  })),
  writing(({ clusterId }, { at }) => ({
    type: 'CreateKey',
    data: { at, clusterId, keyId: 'k9', owner: 'nobody', kind: 'symmetric' },
  })),
  making(({ material }, { draw }) => {
    const keyId = drawAnyOf(draw, material?.keys ?? [])?.keyId;
    return keyId === undefined ? undefined : { keyId };
  }),
  making((_, { draw }) => ({ expiresAt: -1 - draw(2) })),
  writing(({ clusterId, material }, { at, draw }) => {
    const keyId = drawAnyOf(draw, material?.keys ?? [])?.keyId;
    return keyId === undefined
      ? undefined
      : { type: 'DeleteKey', data: { at, clusterId, keyId, by: 'admin' } };
  }),
  writing((cluster, { at, draw }) => {
    const { clusterId, material } = cluster;
    const keyId = drawAnyOf(
      draw,
      (material?.keys ?? []).filter(({ owner }) => !hasOwner(cluster, owner)),
    )?.keyId;
    return keyId === undefined ? undefined : { type: 'DeleteKey', data: { at, clusterId, keyId } };
  }),
];

/** Commands for users, keys and certificates to be refused, where a limit is reached. */
export const contentsOddities: readonly Proposal[] = [
  writing((cluster, { at }) => {
    const isFull = usersOf(cluster).length >= capacityOf(cluster).usersMax;
    return isFull
      ? {
          type: 'CreateUser',
          data: { at, clusterId: cluster.clusterId, name: 'one_too_many', role: 'CU' },
        }
      : undefined;
  }),
  making((cluster) =>
    (cluster.material?.keys.length ?? 0) >= capacityOf(cluster).keysMax ? {} : undefined,
  ),
  making((cluster) =>
    asymmetricKeysIn(cluster) >= capacityOf(cluster).asymmetricKeysMax
      ? { kind: 'asymmetric' }
      : undefined,
  ),
  writing(({ clusterId, material, edition }, { at }) => {
    const { length } = material?.certificates ?? [];
    return length < edition.certificatesMax
      ? undefined
      : { type: 'PutCertificate', data: { at, clusterId, certificateId: 'one too many' } };
  }),
];

/** What is asked in vain about users, keys and certificates. */
export const contentsMisfits: readonly Proposal[] = [
  ...toNobody,
  ...aboutUsers,
  ...aboutKeys,
  ...aboutKin,
];

/**
 * What commands for users, keys, certificates and policies ask for.
 *
 * @module
 */
import type { Cluster, CommandOf, Hsm, User } from '@hsm-lifecycle/core';
import { clusterIn } from '@hsm-lifecycle/core/fleet';
import { differing, namedCluster, peersIn, type Questions } from './asked.ts';
import { firstOf, type LawStep } from './law.ts';
import { namesakes } from './namesakes.ts';

type OfUser = { readonly clusterId: string; readonly name: string };

/** Asks each ACTIVE HSM that has a user, or lacks it, how that user is. */
const ofUser = (
  step: LawStep,
  { clusterId, name }: OfUser,
  wrong: (its: User | undefined, hsm: Hsm) => string | undefined,
): string | undefined =>
  firstOf(peersIn(step, clusterId), (it) => wrong(namesakes(it, name)[0], it));

const keyIn = (cluster: Cluster | undefined, keyId: string) =>
  cluster?.material?.keys.find((it) => it.keyId === keyId);

/** Asks whether what was replicated is as it was where it came from. */
const replicated = (
  { clusterId, from, keyId }: CommandOf<'ReplicateKey'>['data'],
  { before, after }: LawStep,
): string | undefined => {
  const source = keyIn(clusterIn(after, from), keyId) ?? keyIn(clusterIn(before, from), keyId);
  return source && differing(`key ${keyId}`, keyIn(clusterIn(after, clusterId), keyId), source);
};

/** By command type: what differs from what was asked for. */
export const askedOfContents: Questions<
  | 'CreateUser'
  | 'DeleteUser'
  | 'RecordLogin'
  | 'ChangePassword'
  | 'ReplicateUser'
  | 'CreateKey'
  | 'DeleteKey'
  | 'ReplicateKey'
  | 'PutCertificate'
  | 'SetPolicy'
> = {
  CreateUser: (data, step) =>
    ofUser(step, data, (its) => differing(`user ${data.name}`, its, { role: data.role })),
  DeleteUser: (data, step) =>
    ofUser(step, data, (its, { hsmId }) => its && `${hsmId} still has user ${data.name}`),
  RecordLogin: (data, step) =>
    ofUser(
      step,
      data,
      (its) => its && differing(`user ${data.name}`, its, { lastSeenAt: data.at }),
    ),
  ChangePassword: (data, step) =>
    ofUser(
      step,
      data,
      (its) => its && differing(`user ${data.name}`, its, { passwordSetAt: data.at }),
    ),
  ReplicateUser: (data, step) =>
    ofUser(step, data, (its) => differing(`user ${data.name}`, its, {})),
  CreateKey: ({ clusterId, at, keyId, label, kind, expiresAt }, step) => {
    const is = keyIn(namedCluster(step, clusterId), keyId);
    return (
      differing(`key ${keyId}`, is, { label, kind, expiresAt, createdAt: at }) ??
      (is?.expiresAt === expiresAt ? undefined : `key ${keyId} expires unasked`)
    );
  },
  DeleteKey: ({ clusterId, keyId }, step) =>
    keyIn(namedCluster(step, clusterId), keyId) && `key ${keyId} is still there`,
  ReplicateKey: replicated,
  PutCertificate: ({ clusterId, certificateId, subject, expiresAt }, step) =>
    differing(
      `certificate ${certificateId}`,
      namedCluster(step, clusterId)?.material?.certificates.find(
        (it) => it.certificateId === certificateId,
      ),
      { subject, expiresAt },
    ),
  SetPolicy: ({ clusterId, name, value }, step) =>
    firstOf(peersIn(step, clusterId), ({ access }) =>
      differing(`policy ${name}`, access?.policies, { [name]: value }),
    ),
};

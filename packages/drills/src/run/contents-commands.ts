/**
 * Turning steps about users, keys, certificates and policies into commands.
 *
 * @module
 */
import { expiredKeys, inactiveUsers, type Command, type EpochMillis } from '@hsm-lifecycle/core';
import { clusterIn } from '@hsm-lifecycle/core/fleet';
import type { StepOf } from '../file/drill.ts';
import { instantOf } from '../file/step-time.ts';
import { left, right, type Either } from '../kernel/either.ts';
import { contentsOnHsms } from '../ledger/ledger.ts';
import {
  definedMembers,
  type StepCommands,
  type StepContext,
  type UnresolvedField,
} from './step-context.ts';

/** A step about what the HSMs of a cluster hold. */
export type ContentsStep = StepOf<
  | 'CreateUser'
  | 'DeleteUser'
  | 'RecordLogin'
  | 'ChangePassword'
  | 'CreateKey'
  | 'DeleteKey'
  | 'PutCertificate'
  | 'SetPolicy'
>;

/** What every command to a cluster says. */
type Address = { readonly at: EpochMillis; readonly clusterId: string };

type Named = Either<UnresolvedField, readonly string[]>;

/** What its HSMs hold beside what is listed, nobody can select. */
const unlisted = (field: string, which: string): Named =>
  left({
    _tag: 'None',
    field,
    text: `which ${which} is unknown: nobody has listed all that its HSMs hold`,
  });

const keysNamed = (
  { key, cluster: name }: StepOf<'DeleteKey'>,
  { fleet }: StepContext,
  { at, clusterId }: Address,
): Named => {
  const cluster = clusterIn(fleet, clusterId);
  if (key !== 'every expired key' || cluster === undefined) return right([key]);
  if (contentsOnHsms(cluster).some(({ material }) => !material.isComplete))
    return unlisted('key', `keys of ${name} have expired`);
  return right(expiredKeys(cluster, { at }).map(({ keyId }) => keyId));
};

const IDLE = /^every user idle for (?<days>\d+) days$/u;

const usersNamed = (
  step: StepOf<'DeleteUser'>,
  { fleet }: StepContext,
  { at, clusterId }: Address,
): Named => {
  const days = IDLE.exec(step.name)?.groups?.['days'];
  const cluster = clusterIn(fleet, clusterId);
  if (days === undefined || cluster === undefined) return right([step.name]);
  if (contentsOnHsms(cluster).some(({ access }) => !access.isComplete))
    return unlisted('name', `users of ${step.cluster} have been idle`);
  return right(inactiveUsers(cluster, { at, idleDays: Number(days) }).map(({ name }) => name));
};

const deleteUsers = (step: StepOf<'DeleteUser'>, names: readonly string[], address: Address) =>
  names.map((name): Command => ({ type: step.do, data: { ...address, name } }));

const deleteKeys = (step: StepOf<'DeleteKey'>, keyIds: readonly string[], address: Address) =>
  keyIds.map((keyId): Command => ({
    type: step.do,
    data: { ...address, keyId, ...definedMembers({ by: step.by }) },
  }));

const createKey = (step: StepOf<'CreateKey'>, address: Address): Command => {
  const { key: keyId, owner, kind = 'symmetric', label } = step;
  const expiresAt = step.expiresAt && instantOf(step.expiresAt, address.at);
  const data = { ...address, keyId, owner, kind, ...definedMembers({ label, expiresAt }) };
  return { type: step.do, data };
};

const putCertificate = (step: StepOf<'PutCertificate'>, address: Address): Command => {
  const { certificate: certificateId, subject } = step;
  const expiresAt = step.expiresAt && instantOf(step.expiresAt, address.at);
  const data = { ...address, certificateId, ...definedMembers({ subject, expiresAt }) };
  return { type: step.do, data };
};

const contentsCommand = (
  step: Exclude<ContentsStep, StepOf<'DeleteUser' | 'DeleteKey'>>,
  address: Address,
): Command => {
  switch (step.do) {
    case 'CreateUser':
      return { type: step.do, data: { ...address, name: step.name, role: step.role } };
    case 'RecordLogin':
    case 'ChangePassword':
      return { type: step.do, data: { ...address, name: step.name } };
    case 'CreateKey':
      return createKey(step, address);
    case 'PutCertificate':
      return putCertificate(step, address);
    case 'SetPolicy':
      return { type: step.do, data: { ...address, name: step.name, value: step.value } };
  }
};

/** Turns a step about contents into commands; phrases may give several or none. */
export const contentsCommands = (
  step: ContentsStep,
  context: StepContext,
  clusterId: string,
): StepCommands => {
  const address: Address = { at: context.at, clusterId };
  if (step.do === 'DeleteUser') {
    const names = usersNamed(step, context, address);
    return names._tag === 'Left' ? names : right(deleteUsers(step, names.right, address));
  }
  if (step.do === 'DeleteKey') {
    const keyIds = keysNamed(step, context, address);
    return keyIds._tag === 'Left' ? keyIds : right(deleteKeys(step, keyIds.right, address));
  }
  return right([contentsCommand(step, address)]);
};

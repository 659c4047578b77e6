/**
 * Turning steps about users, keys, certificates and policies into commands.
 *
 * @module
 */
import { expiredKeys, inactiveUsers, type Command, type EpochMillis } from '@hsm-lifecycle/core';
import { clusterIn } from '@hsm-lifecycle/core/fleet';
import type { StepOf } from '../file/drill.ts';
import { instantOf } from '../file/step-time.ts';
import { definedMembers, type StepContext } from './step-context.ts';

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

const keysNamed = (
  { key }: StepOf<'DeleteKey'>,
  { fleet }: StepContext,
  { at, clusterId }: Address,
): readonly string[] => {
  const cluster = clusterIn(fleet, clusterId);
  if (key !== 'every expired key' || cluster === undefined) return [key];
  return expiredKeys(cluster, { at }).map(({ keyId }) => keyId);
};

const IDLE = /^every user idle for (?<days>\d+) days$/u;

const usersNamed = (
  step: StepOf<'DeleteUser'>,
  { fleet }: StepContext,
  { at, clusterId }: Address,
): readonly string[] => {
  const days = IDLE.exec(step.name)?.groups?.['days'];
  const cluster = clusterIn(fleet, clusterId);
  if (days === undefined || cluster === undefined) return [step.name];
  return inactiveUsers(cluster, { at, idleDays: Number(days) }).map(({ name }) => name);
};

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

/** Turns a step about contents into commands; phrases may give several or none. */
export const contentsCommands = (
  step: ContentsStep,
  context: StepContext,
  clusterId: string,
): readonly Command[] => {
  const address: Address = { at: context.at, clusterId };
  switch (step.do) {
    case 'CreateUser':
      return [{ type: step.do, data: { ...address, name: step.name, role: step.role } }];
    case 'DeleteUser':
      return usersNamed(step, context, address).map((name) => ({
        type: step.do,
        data: { at: address.at, clusterId, name },
      }));
    case 'RecordLogin':
    case 'ChangePassword':
      return [{ type: step.do, data: { ...address, name: step.name } }];
    case 'CreateKey':
      return [createKey(step, address)];
    case 'DeleteKey':
      return keysNamed(step, context, address).map((keyId) => ({
        type: step.do,
        data: { at: address.at, clusterId, keyId, ...definedMembers({ by: step.by }) },
      }));
    case 'PutCertificate':
      return [putCertificate(step, address)];
    case 'SetPolicy':
      return [{ type: step.do, data: { ...address, name: step.name, value: step.value } }];
  }
};

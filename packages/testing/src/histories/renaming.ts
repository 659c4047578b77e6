/**
 * The ids in a command, and replacing them.
 *
 * @module
 */
import type { Command } from '@hsm-lifecycle/core';

const ID_MEMBERS = [
  'clusterId',
  'hsmId',
  'eniId',
  'backupId',
  'resourceId',
  'id',
  'signingRequestId',
] as const;

/** A member of a command's data that holds an id. */
export type IdMember = (typeof ID_MEMBERS)[number];

const NEW_ID: Readonly<Partial<Record<Command['type'], IdMember>>> = {
  CreateCluster: 'clusterId',
  Restore: 'clusterId',
  AddHsm: 'hsmId',
  ObserveCluster: 'clusterId',
  ObserveCopy: 'backupId',
};

/** An id in a command. */
export type IdInCommand = {
  readonly member: IdMember;
  readonly id: string;
  /** Whether the command gives this id to something new. */
  readonly isNew: boolean;
};

/** Lists the ids in a command. */
export const idsIn = ({ type, data }: Command): readonly IdInCommand[] => {
  const members: Readonly<Record<string, unknown>> = data;
  return ID_MEMBERS.flatMap((member) => {
    const id = members[member];
    return typeof id === 'string' ? [{ member, id, isNew: NEW_ID[type] === member }] : [];
  });
};

/** Changes members of a command; those that are `undefined` are left out. */
export const withMembers = (
  { type, data }: Command,
  changes: Readonly<Record<string, unknown>>,
): Command => {
  const members = Object.entries({ ...data, ...changes }).filter(
    ([name, value]) => value !== undefined || !(name in changes),
  );
  return { type, data: Object.fromEntries(members) } as Command;
};

/** Replaces the ids in a command. */
export const withIds = (command: Command, replace: (it: IdInCommand) => string): Command =>
  withMembers(command, Object.fromEntries(idsIn(command).map((it) => [it.member, replace(it)])));

/**
 * The ids in a command: which there are, and how to say the command with others.
 *
 * @module
 */
import type { Command } from '@hsm-lifecycle/core';

const NAMING = [
  'clusterId',
  'hsmId',
  'eniId',
  'backupId',
  'resourceId',
  'id',
  'signingRequestId',
] as const;

/** A member of a command's data that names something. */
export type IdMember = (typeof NAMING)[number];

const BRINGING: Readonly<Partial<Record<Command['type'], IdMember>>> = {
  CreateCluster: 'clusterId',
  Restore: 'clusterId',
  AddHsm: 'hsmId',
};

/** An id in a command. */
export type IdInCommand = {
  readonly naming: IdMember;
  readonly id: string;
  /**
   * Whether it is brought along for something new, rather than the name of something that is there.
   */
  readonly isNew: boolean;
};

/** Lists the ids in a command. */
export const idsIn = ({ type, data }: Command): readonly IdInCommand[] => {
  const said: Readonly<Record<string, unknown>> = data;
  return NAMING.flatMap((naming) => {
    const id = said[naming];
    return typeof id === 'string' ? [{ naming, id, isNew: BRINGING[type] === naming }] : [];
  });
};

/** Says a command with some members changed, or left out where they are `undefined`. */
export const withMembers = (
  { type, data }: Command,
  changes: Readonly<Record<string, unknown>>,
): Command => {
  const members = Object.entries({ ...data, ...changes }).filter(
    ([name, value]) => value !== undefined || !(name in changes),
  );
  return { type, data: Object.fromEntries(members) } as Command;
};

/** Says a command with other ids. */
export const withIds = (command: Command, rename: (named: IdInCommand) => string): Command =>
  withMembers(
    command,
    Object.fromEntries(idsIn(command).map((named) => [named.naming, rename(named)])),
  );

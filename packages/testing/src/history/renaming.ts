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
export type Naming = (typeof NAMING)[number];

const BRINGING: Readonly<Partial<Record<Command['type'], Naming>>> = {
  CreateCluster: 'clusterId',
  Restore: 'clusterId',
  AddHsm: 'hsmId',
};

/** An id in a command. */
export type Named = {
  readonly naming: Naming;
  readonly id: string;
  /**
   * Whether it is brought along for something new, rather than the name of something that is there.
   */
  readonly isNew: boolean;
};

/** Lists the ids in a command. */
export const namesIn = ({ type, data }: Command): readonly Named[] => {
  const said: Readonly<Record<string, unknown>> = data;
  return NAMING.flatMap((naming) => {
    const id = said[naming];
    return typeof id === 'string' ? [{ naming, id, isNew: BRINGING[type] === naming }] : [];
  });
};

/** Says a command with some members changed, or left out where they are `undefined`. */
export const reworded = (
  { type, data }: Command,
  changes: Readonly<Record<string, unknown>>,
): Command => {
  const members = Object.entries({ ...data, ...changes }).filter(
    ([name, value]) => value !== undefined || !(name in changes),
  );
  return { type, data: Object.fromEntries(members) } as Command;
};

/** Says a command with other ids. */
export const renamed = (command: Command, rename: (named: Named) => string): Command =>
  reworded(
    command,
    Object.fromEntries(namesIn(command).map((named) => [named.naming, rename(named)])),
  );

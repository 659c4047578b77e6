/**
 * What many callers ask of one fleet at a time.
 *
 * @module
 */
import { canonicalJson, encodeFleetEvent } from '@hsm-lifecycle/core/codec';
import type { Cluster } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { FleetHost, Timeless } from '@hsm-lifecycle/runtime';
import { clusters } from '../support/world.ts';
import { between, pick, type Dice } from './dice.ts';
import { nextCommand } from './script.ts';

/** Tells the parent one thing on a line. */
export type Tell = (line: Readonly<Record<string, unknown>>) => void;

const name = (roll: Dice): string => `n${Math.floor(roll() * 1e9).toString(36)}`;

const aboutKeys = ({ clusterId, material }: Cluster, owner: string, roll: Dice): Timeless => {
  const key = pick(roll, material?.keys ?? [])?.keyId;
  return key !== undefined && roll() < 0.2
    ? { type: 'DeleteKey', data: { clusterId, keyId: key } }
    : { type: 'CreateKey', data: { clusterId, keyId: name(roll), owner, kind: 'symmetric' } };
};

const aboutUsers = (cluster: Cluster, roll: Dice): Timeless => {
  const { clusterId, hsms } = cluster;
  const kind = roll();
  const owner = pick(roll, hsms)?.access?.users.find(({ role }) => role === 'CU')?.name;
  if (kind < 0.6 && owner !== undefined) return aboutKeys(cluster, owner, roll);
  return kind < 0.7 && owner !== undefined
    ? { type: 'DeleteUser', data: { clusterId, name: owner } }
    : { type: 'CreateUser', data: { clusterId, name: name(roll), role: 'CU' } };
};

const aboutBackups = (fleet: Fleet, roll: Dice): Timeless | undefined => {
  const holder = pick(roll, [...fleet.holders.values()]);
  const backup = pick(roll, [...(holder?.backups ?? [])]);
  if (backup === undefined) return undefined;
  const { backupId, neverExpires } = backup;
  const kind = roll();
  if (kind < 0.4) return { type: 'DeleteBackup', data: { backupId } };
  if (kind < 0.7) return { type: 'UndeleteBackup', data: { backupId } };
  return { type: 'SetNeverExpires', data: { backupId, neverExpires: !neverExpires } };
};

const FEW = 3;

/**
 * The next command of a caller, which may be refused. Undefined: nothing now, because others are
 * already making the clusters that there should be.
 */
const wanted = (fleet: Fleet, roll: Dice, callers: number): Timeless | undefined => {
  const kind = roll();
  const living = clusters(fleet).filter(({ state }) => state !== 'DELETED');
  const cluster = pick(roll, living);
  const other = kind < 0.35 ? aboutBackups(fleet, roll) : cluster && aboutUsers(cluster, roll);
  if (kind < 0.5 && other !== undefined) return other;
  const command = nextCommand(fleet, roll);
  if (command.type !== 'CreateCluster') return command;
  return living.length < FEW && roll() < 1 / callers ? command : other;
};

/** Mostly not at all, or ten minutes; often long enough for something to be purged. */
const nextWait = (roll: Dice): number => {
  const kind = roll();
  if (kind < 0.35) return 0;
  return kind < 0.65 ? 600_000 : between(roll, 1, 7) * 86_400_000;
};

/** A fleet, its clock, and a parent that listens. */
export type Called = {
  readonly fleet: FleetHost;
  readonly now: () => number;
  readonly wait: (ms: number) => void;
  readonly tell: Tell;
  readonly callers: number;
  /** How many commands they have together. */
  readonly commands: number;
};

/** Asks for one thing, and tells what was acknowledged. */
const ask = async ({ fleet, tell, callers }: Called, roll: Dice): Promise<void> => {
  const command = wanted(fleet.state(), roll, callers);
  if (command === undefined) return;
  const taken = await fleet.dispatch(
    roll() < 0.2 ? () => ({ _tag: 'Right', right: command }) : command,
  );
  if (taken._tag === 'Left' || taken.right.events.length === 0) return;
  const { events, position } = taken.right;
  const written = events.map((it): unknown => JSON.parse(canonicalJson(encodeFleetEvent(it))));
  tell({ kind: 'ACKNOWLEDGED', position, events: written });
};

/** Lets callers ask until their commands are used up. Refusals and full disks are no fault. */
export const callAll = async (called: Called, roll: Dice): Promise<void> => {
  const { fleet, now, wait, callers } = called;
  let left = called.commands;
  const call = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      if (roll() < 2 / (callers + 3)) {
        wait(nextWait(roll));
        // A caller does one thing after another.
        // eslint-disable-next-line no-await-in-loop
        await fleet.advance(now());
      }
      // eslint-disable-next-line no-await-in-loop
      await ask(called, roll);
      // eslint-disable-next-line no-await-in-loop
      if (roll() < 0.1) await fleet.idle();
    }
  };
  await Promise.all(Array.from({ length: callers }, call));
};

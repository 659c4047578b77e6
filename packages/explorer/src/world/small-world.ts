/**
 * Worlds small enough to be explored completely.
 *
 * @module
 */
import { customEdition, editions, type Edition } from '@hsm-lifecycle/core';
import { type Fleet } from '@hsm-lifecycle/core/fleet';
import { growth, START, type CommandMaker } from '@hsm-lifecycle/testing/examples';
import { worldFrom } from './world-from.ts';

const smaller = (base: Edition, name: string): Edition => {
  const small = customEdition(base, {
    name,
    hsmsPerClusterMax: 2,
    retentionDaysMin: 1,
    retentionDaysMax: 2,
    retentionDaysDefault: 1,
    graceDays: 1,
  });
  if (small._tag === 'Left') throw new Error(JSON.stringify(small.left));
  return small.right;
};

/**
 * How the small world begins: empty; with an active cluster with one HSM, a crypto user and a key;
 * or with such a cluster of hsm1.medium, which can change its HSM type and go back.
 */
export type SmallWorld = 'EMPTY' | 'ACTIVE' | 'ACTIVE_HSM1';

const COMMANDS: Readonly<Record<SmallWorld, number>> = { EMPTY: 0, ACTIVE: 6, ACTIVE_HSM1: 6 };

const small = smaller(editions.aws2026, 'small');
const smallOld = smaller(editions.aws2024, 'small-2024');

/** A maker of the same command, but clusters that it creates are of hsm1.medium. */
const ofOldType =
  (make: CommandMaker): CommandMaker =>
  (fleet) => {
    const command = make(fleet);
    return command.type === 'CreateCluster'
      ? { ...command, data: { ...command.data, hsmType: 'hsm1.medium' } }
      : command;
  };

/**
 * Makes a small world: at most two HSMs a cluster, two clusters and three HSMs a region, one or two
 * days of retention, one day of grace; otherwise as in `editions.aws2026`, or `editions.aws2024` if
 * it begins with a cluster of hsm1.medium.
 *
 * @param begins - `ACTIVE` if left out
 * @example
 * smallWorld('EMPTY').holders.size; // => 0
 */
export const smallWorld = (begins: SmallWorld = 'ACTIVE'): Fleet => {
  const isOld = begins === 'ACTIVE_HSM1';
  const makers = growth.slice(0, COMMANDS[begins]);
  return worldFrom(
    { at: START, edition: isOld ? smallOld : small, quotas: { clusters: 2, hsms: 3 } },
    isOld ? makers.map(ofOldType) : makers,
  );
};

/**
 * An operator who rotates the keys while the fleet is at work, and destroys the old ones.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { FileKeyring } from '@hsm-lifecycle/crypto/node';
import { MANUFACTURER, rotateKeys, type SealingPlanes } from '@hsm-lifecycle/runtime';
import { AWAY, HOME } from '../support/world.ts';
import type { Tell } from './callers.ts';
import { between, type Dice } from './dice.ts';

const LATEST_MS = 300;

/** A fleet and its key file. */
export type Rotated = {
  readonly planes: SealingPlanes;
  readonly keyring: FileKeyring;
  readonly tell: Tell;
};

/** Every key that is not active is destroyed: all records are under the active ones. */
const retireOld = (keyring: FileKeyring): number => {
  const old = keyring.keys().filter(({ status }) => status === 'decrypt-only');
  return old.filter(({ id }) => keyring.retire(id)._tag === 'Right').length;
};

/** Rotates once at a random moment. */
export const rotateOnce = async ({ planes, keyring, tell }: Rotated, roll: Dice): Promise<void> => {
  await sleep(between(roll, 0, LATEST_MS));
  for (const region of [HOME, AWAY]) {
    // A full disk takes no new key file.
    if (keyring.rotate({ region, manufacturer: MANUFACTURER })._tag === 'Left') return;
  }
  const done = await rotateKeys(planes);
  if (done._tag === 'Left') return;
  const { rotated, overtaken, faults } = done.right;
  tell({ kind: 'ROTATED', rotated: rotated.length });
  for (const { holderId, reason } of faults)
    tell({ kind: 'COMPLAINT', text: `not rotated: ${holderId}, ${reason}` });
  if (overtaken.length > 0 || faults.length > 0 || roll() < 0.3) return;
  tell({ kind: 'RETIRED', keys: retireOld(keyring) });
};

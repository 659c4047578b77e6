/**
 * Callbacks of a host that are slow, throw, or never answer.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { RuntimeWith } from '@hsm-lifecycle/runtime';
import { between, type Dice } from './dice.ts';

const SLOW_MS_MAX = 40;
const BIG = 60_000;

/**
 * The secrets of a backup, which the oracle knows too: its id, as often as its last two letters say,
 * or 1.3 MB of it, which is two frames and two pieces.
 */
export const drillSecrets = (backupId: string): Uint8Array => {
  const last = backupId.charCodeAt(backupId.length - 1);
  const other = backupId.charCodeAt(backupId.length - 2);
  const times = last % 16 === 4 ? BIG : 1 + ((last * other) % 200);
  return new TextEncoder().encode(backupId.repeat(times));
};

/** What a callback may do before it does its work. */
const mood = (roll: Dice): Promise<unknown> | undefined => {
  const kind = roll();
  if (kind < 0.05) throw new Error('no such partition');
  if (kind < 0.07) return new Promise(() => undefined);
  if (kind < 0.3) return sleep(between(roll, 1, SLOW_MS_MAX));
  return undefined;
};

type Callbacks = Required<Pick<RuntimeWith, 'secretsOf' | 'loadSecrets'>>;

/**
 * Callbacks in all moods.
 *
 * @param complain - is told if an HSM is to load the secrets of another backup
 */
export const moodyCallbacks = (roll: Dice, complain: (text: string) => void): Callbacks => ({
  secretsOf: ({ backupId }) => {
    const first = mood(roll);
    return first === undefined ? drillSecrets(backupId) : first.then(() => drillSecrets(backupId));
  },
  loadSecrets: async ({ backupId }, secrets) => {
    await mood(roll);
    const own = drillSecrets(backupId);
    const isOwn = secrets !== undefined && Buffer.compare(secrets, own) === 0;
    // After a deadline nobody waits, and the bytes may be overwritten at any moment.
    if (!isOwn && secrets?.some((byte) => byte !== 0) !== false)
      complain(`other secrets for ${backupId}`);
  },
});

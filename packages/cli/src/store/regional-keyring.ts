/**
 * A keyring as one region has it: with the keys of that region, and of no other.
 *
 * @module
 */
import type { FileKeyring } from '@hsm-lifecycle/crypto/node';
import type { BackupKeyring, MemoryKeyring } from '@hsm-lifecycle/crypto';

/** A keyring of the command's: in a file, or in memory. */
export type OwnKeyring = FileKeyring | MemoryKeyring;

/** Makes the keyring of one region: what opens with it needs no key from anywhere else. */
export const regionalKeyring = (keyring: OwnKeyring, region: string): BackupKeyring => ({
  ...keyring,
  name: `${keyring.name} (${region})`,
  activeKey: (scope) => (scope.region === region ? keyring.activeKey(scope) : undefined),
  findKey: (pbkId) => {
    const info = keyring.findKey(pbkId);
    return info?.region === region ? info : undefined;
  },
});

/**
 * The keyring of one region, without the keys of any other.
 *
 * @module
 */
import type { FileKeyring } from '@hsm-lifecycle/crypto/node';
import type { BackupKeyring, MemoryKeyring } from '@hsm-lifecycle/crypto';

/** The keyring of a drill: in a file, or in memory. */
export type OwnKeyring = FileKeyring | MemoryKeyring;

/** Restricts a keyring to the keys of one region. */
export const regionalKeyring = (keyring: OwnKeyring, region: string): BackupKeyring => ({
  ...keyring,
  name: `${keyring.name} (${region})`,
  activeKey: (scope) => (scope.region === region ? keyring.activeKey(scope) : undefined),
  findKey: (pbkId) => {
    const info = keyring.findKey(pbkId);
    return info?.region === region ? info : undefined;
  },
});

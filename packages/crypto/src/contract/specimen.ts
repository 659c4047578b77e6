/**
 * A small backup for the contract suites.
 *
 * @module
 */
import { platformRandom } from '../cipher/noble.ts';
import type { Bytes } from '../kernel/bytes.ts';
import type { KeyScope } from '../keyring/backup-keyring.ts';
import { generateKeyringState } from '../keyring/keyring-state.ts';
import { keyringOf, type MemoryKeyring } from '../keyring/memory-keyring.ts';
import type { SealInput } from '../sealing/seal.ts';
import type { Expected } from '../sealing/planes.ts';

/** The scope of the specimen, unless a keyring has its own. */
const specimenScope: KeyScope = { region: 'us-east-1', manufacturer: 'acme' };

/** 9,000 bytes: two full frames and part of a third. */
export const specimenSnapshot: Bytes = Uint8Array.from(
  { length: 9000 },
  (_, index) => (index * 7) % 251,
);

/** The snapshot and its facts. */
export const specimen = (scope: KeyScope = specimenScope): SealInput => ({
  ...scope,
  snapshot: specimenSnapshot,
  clusterId: 'cluster-specimenabc',
  backupId: 'backup-specimenabc',
  hsmType: 'hsm1.medium',
  createdAt: 1_500_000_000_000,
  frameBytes: 4096,
});

/** What a caller's state would say about it. */
export const specimenExpected = (scope: KeyScope = specimenScope): Expected => {
  const { clusterId, backupId } = specimen(scope);
  const { region, manufacturer } = scope;
  return {
    clusterId,
    originRegion: region,
    originBackupId: backupId,
    holder: { region, manufacturer, backupId },
  };
};

/** A keyring in memory for the specimen's scope. */
export const specimenKeyring = (): MemoryKeyring => {
  const { region, manufacturer } = specimenScope;
  return keyringOf(
    generateKeyringState({ regions: [region], manufacturers: [manufacturer] }, platformRandom),
  );
};

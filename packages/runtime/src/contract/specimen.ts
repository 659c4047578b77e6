/**
 * Backups for the contract suites.
 *
 * @module
 */
import type { KeyEntry, SealedBackup } from '../ports/snapshot-store.ts';

/** More than a store may keep in one piece. */
const PAYLOAD_BYTES = 2_500_001;

/** Bytes of a pattern that depends on the seed. */
export const patternBytes = (length: number, seed: number): Uint8Array => {
  const made = new Uint8Array(length);
  for (let at = 0; at < length; at += 1) made[at] = (at * 31 + seed) % 251;
  return made;
};

/** A key record of a holder for a payload. */
export const specimenEntry = (holderId: string, payloadId: string, generation = 0): KeyEntry => ({
  holderId,
  payloadId,
  clusterId: 'cluster-abcdefg2345',
  originRegion: 'us-east-1',
  holder: { region: 'us-east-1', manufacturer: 'acme', backupId: holderId },
  generation,
  commitment: patternBytes(32, payloadId.length),
  isVerified: generation % 2 === 0,
  record: patternBytes(100, generation + holderId.length),
});

/** A backup that looks sealed: stores do not read it. */
export const specimenBackup = (id: string, seed: number): SealedBackup => ({
  entry: { ...specimenEntry(id, id), commitment: patternBytes(32, seed) },
  payload: patternBytes(PAYLOAD_BYTES, seed),
  salt: patternBytes(32, seed + 100),
});

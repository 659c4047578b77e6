/**
 * Events, backups and effects for the contract.
 *
 * @module
 */
import { EMPTY_HEAD } from '../store/chain.ts';
import type { StoreChange, Committed, NewEvent } from '../store/change.ts';
import type { NewEffect } from '../store/effect-row.ts';
import type { KeyEntry, SealedBackup } from '../store/key-entry.ts';
import type { Store } from '../store/store.ts';
import { mustBeRight } from './case.ts';

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

/** The fleet of the contract. */
export const FLEET = 'fleet-one';

/** An event. Stores do not read its body. */
export const specimenEvent = (
  stream: string,
  version: number,
  text = 'grüß "dich"\n',
): NewEvent => ({
  stream,
  version,
  type: 'Something',
  schema: 1,
  body: JSON.stringify({ text, list: [null, true], version }),
  metadata: '{}',
});

/** An effect of the event at a position. */
export const specimenEffect = (
  position: number,
  record: string,
  more: Partial<NewEffect> = {},
): NewEffect => ({
  position,
  ordinal: 0,
  kind: 'SEAL',
  record,
  data: JSON.stringify({ record }),
  ...more,
});

/** What a change may leave out here. */
export type Some = Partial<StoreChange>;

/** A change of the contract's fleet, by default of an empty log. */
export const specimenChange = (some: Some = {}): StoreChange => ({
  fleet: FLEET,
  commit: 'commit-1',
  expected: EMPTY_HEAD,
  events: [],
  ...some,
});

/** Writes changes one after another, each at the head that the one before left. */
export const writtenTo = async (store: Store, ...changes: readonly Some[]): Promise<Committed> => {
  let last: Committed = { head: EMPTY_HEAD, claimed: [], pending: 0 };
  for (const some of changes) {
    // Each change follows the one before.
    // eslint-disable-next-line no-await-in-loop
    const known = await mustBeRight(store.head(some.fleet ?? FLEET));
    // eslint-disable-next-line no-await-in-loop
    last = await mustBeRight(store.commit(specimenChange({ expected: known, ...some })));
  }
  return last;
};

/**
 * Which persistent backup keys the records of a store are wrapped under. Read without any key.
 *
 * @module
 */
import { inspectRecord, type PbkInfo, type SlotHeader } from '@hsm-lifecycle/crypto';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { eachFleet, type OpenStore } from '../../store/open-store.ts';
import { storeProblem } from '../../store/store-problem.ts';

/** A holder's record, and the public headers of its slots. */
export type RecordKeys = { readonly holderId: string; readonly slots: readonly SlotHeader[] };

const isSameId = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

/** Tells whether one of a record's slots is wrapped under a key. */
export const isUnder =
  ({ id }: Pick<PbkInfo, 'id'>) =>
  ({ slots }: RecordKeys): boolean =>
    slots.some(({ pbkId }) => isSameId(pbkId, id));

const ofFleet = async ({
  path,
  store,
  fleet,
}: OpenStore): Promise<Either<string, readonly RecordKeys[]>> => {
  const ids = await store.holders(fleet);
  if (ids._tag === 'Left') return left(storeProblem(path, ids.left));
  const all: RecordKeys[] = [];
  for (const holderId of ids.right) {
    // One after another: the store answers one at a time anyway.
    // eslint-disable-next-line no-await-in-loop
    const found = await store.sealed(fleet, holderId);
    if (found._tag === 'Left') return left(storeProblem(path, found.left));
    if (found.right === undefined) continue;
    const slots = inspectRecord(found.right.entry.record);
    if (slots._tag === 'Left')
      return left(`${path} is damaged: the key record of ${holderId} is malformed`);
    all.push({ holderId, slots: slots.right });
  }
  return right(all);
};

/**
 * Reads the slot headers of every key record, of all fleets. Left: why they cannot be read, as a
 * sentence.
 */
export const recordKeys = async (
  store: OpenStore,
): Promise<Either<string, readonly RecordKeys[]>> => {
  const all: RecordKeys[] = [];
  for (const one of eachFleet(store)) {
    // The store answers one at a time anyway.
    // eslint-disable-next-line no-await-in-loop
    const records = await ofFleet(one);
    if (records._tag === 'Left') return records;
    all.push(...records.right);
  }
  return right(all);
};

/**
 * Checking that a key file belongs to a store.
 *
 * Rotating or retiring changes keys for good, and cannot know what other stores have sealed under
 * them.
 *
 * @module
 */
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { resolve } from 'node:path';
import { keysPathOf, type OpenStore } from '../../store/open-store.ts';
import { isUnder, recordKeys, type RecordKeys } from './record-keys.ts';

/** The epochs that records name and a key file does not have, as a text for each region. */
const missingEpochs = ({ keyring }: OpenStore, records: readonly RecordKeys[]): string[] => {
  const newest = (region: string): number =>
    Math.max(0, ...keyring.keys().flatMap((key) => (key.region === region ? [key.epoch] : [])));
  const missing = records.flatMap(({ slots }) =>
    slots
      .filter(({ holderRegion, epoch }) => epoch > newest(holderRegion) && newest(holderRegion) > 0)
      .map(({ holderRegion, epoch }) => `epoch ${epoch} of ${holderRegion}`),
  );
  return [...new Set(missing)].toSorted();
};

const strangerText = (store: OpenStore, records: readonly RecordKeys[]): string => {
  const { path, keysPath } = store;
  const missing = missingEpochs(store, records);
  return missing.length === 0
    ? `no backup in ${path} is sealed under a key of ${keysPath}: that is another store's key file`
    : `no backup in ${path} is sealed under a key of ${keysPath}: that is a key file from before ` +
        `a rotation, which lacks ${missing.join(', ')}, or another store's`;
};

/**
 * Looks for a key record that is wrapped under a key of the file. If the store has no records, the
 * file must be the one beside it.
 *
 * @returns Right: what the records are wrapped under. Left: why the file may belong to another
 *   store, or is an earlier copy, as a sentence
 */
export const checkOwnKeys = async (
  store: OpenStore,
): Promise<Either<string, readonly RecordKeys[]>> => {
  const { path, keysPath, keyring } = store;
  const records = await recordKeys(store);
  if (records._tag === 'Left') return records;
  if (keyring.keys().some((key) => records.right.some(isUnder(key)))) return records;
  if (records.right.length > 0) return left(strangerText(store, records.right));
  return resolve(keysPath) === resolve(keysPathOf(path))
    ? right(records.right)
    : left(
        `${path} has no sealed backups, so ${keysPath} cannot be identified as its key file; ` +
          `other stores may need its keys. If it is the right one, move it to ${keysPathOf(path)}`,
      );
};

/**
 * Destroying the old keys of a store.
 *
 * @module
 */
import type { PbkInfo } from '@hsm-lifecycle/crypto';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import type { OpenStore } from '../../store/open-store.ts';
import { keysProblem } from '../../store/store-problem.ts';
import { checkOwnKeys } from './own-keys.ts';
import { isUnder } from './record-keys.ts';

/** An old key, and the holders whose records are still wrapped under it. */
export type NeededKey = PbkInfo & { readonly holderIds: readonly string[] };

/** What a retirement did. */
export type Retirement = {
  /** Destroyed. */
  readonly retired: readonly PbkInfo[];
  /** Kept, since a record of the store needs them. */
  readonly needed: readonly NeededKey[];
};

const isOf =
  (epoch: number | undefined) =>
  (key: PbkInfo): boolean =>
    key.status === 'decrypt-only' && (epoch === undefined || key.epoch === epoch);

/**
 * Destroys the keys of old epochs, but for those that a key record of the store needs.
 *
 * @param epoch - only the keys of this epoch, in every region; of all old epochs if left out
 * @returns Left: why it cannot be done, as a sentence
 */
export const retireStoreKeys = async (
  store: OpenStore,
  epoch: number | undefined,
): Promise<Either<string, Retirement>> => {
  const { keyring, keysPath } = store;
  const records = await checkOwnKeys(store);
  if (records._tag === 'Left') return records;
  const old = keyring.keys().filter(isOf(epoch));
  if (epoch !== undefined && old.length === 0)
    return left(
      `${keysPath} has no old keys of epoch ${epoch}; hsm-lifecycle keys list shows them`,
    );
  const needed = old
    .map((key) => ({
      ...key,
      holderIds: records.right.filter(isUnder(key)).map(({ holderId }) => holderId),
    }))
    .filter(({ holderIds }) => holderIds.length > 0);
  const retired: PbkInfo[] = [];
  for (const { id } of old.filter((key) => !needed.some((kept) => kept.id === key.id))) {
    const outcome = keyring.retire(id);
    if (outcome._tag === 'Left') return left(keysProblem(keysPath, outcome.left));
    retired.push(outcome.right);
  }
  return right({ retired, needed });
};

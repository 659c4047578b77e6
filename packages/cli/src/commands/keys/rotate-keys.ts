/**
 * Rotating the keys of a store.
 *
 * @module
 */
import type { PbkInfo } from '@hsm-lifecycle/crypto';
import { rotateKeys, type Rotation } from '@hsm-lifecycle/runtime';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import type { OpenStore } from '../../store/open-store.ts';
import { keysProblem, storeProblem } from '../../store/store-problem.ts';
import { checkOwnKeys } from './own-keys.ts';

/** What a rotation did, and the old keys that it retired. */
export type FinishedRotation = {
  readonly rotation: Rotation;
  readonly retired: readonly PbkInfo[];
};

const startEpochs = ({ keyring, keysPath }: OpenStore): Either<string, void> => {
  const active = keyring.keys().filter(({ status }) => status === 'active');
  for (const { region, manufacturer } of active) {
    const epoch = keyring.rotate({ region, manufacturer });
    if (epoch._tag === 'Left') return left(keysProblem(keysPath, epoch.left));
  }
  return right(undefined);
};

/** Retires the keys of earlier, interrupted rotations too. */
const retireOld = ({ keyring, keysPath }: OpenStore): Either<string, readonly PbkInfo[]> => {
  const old = keyring.keys().filter(({ status }) => status === 'decrypt-only');
  for (const { id } of old) {
    const outcome = keyring.retire(id);
    if (outcome._tag === 'Left') return left(keysProblem(keysPath, outcome.left));
  }
  return right(old);
};

/** Tells whether every key record is under the new epoch. */
export const isComplete = ({ faults, overtaken }: Rotation): boolean =>
  faults.length + overtaken.length === 0;

/**
 * Starts a new epoch in each region, rewraps every key record under it, and retires the old keys if
 * all were rewrapped.
 *
 * @returns Left: why it cannot be done, as a sentence
 */
export const rotateStoreKeys = async (
  store: OpenStore,
): Promise<Either<string, FinishedRotation>> => {
  const own = await checkOwnKeys(store);
  if (own._tag === 'Left') return own;
  const started = startEpochs(store);
  if (started._tag === 'Left') return started;
  const rotation = await rotateKeys(store);
  if (rotation._tag === 'Left') return left(storeProblem(store.path, rotation.left));
  const retired = isComplete(rotation.right) ? retireOld(store) : right([]);
  return retired._tag === 'Left'
    ? retired
    : right({ rotation: rotation.right, retired: retired.right });
};

/**
 * Rotating the keys of a store.
 *
 * @module
 */
import { rotateKeys, type Rotation } from '@hsm-lifecycle/runtime';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import type { OpenStore } from '../../store/open-store.ts';
import { keysProblem, storeProblem } from '../../store/store-problem.ts';
import { checkOwnKeys } from './own-keys.ts';

/** Each new key is durable in the key file before anything is wrapped under it. */
const startEpochs = ({ keyring, keysPath }: OpenStore): Either<string, void> => {
  const active = keyring.keys().filter(({ status }) => status === 'active');
  for (const { region, manufacturer } of active) {
    const epoch = keyring.rotate({ region, manufacturer });
    if (epoch._tag === 'Left') return left(keysProblem(keysPath, epoch.left));
  }
  return right(undefined);
};

/** Tells whether every key record is under the new epoch. */
export const isComplete = ({ faults, overtaken }: Rotation): boolean =>
  faults.length + overtaken.length === 0;

/**
 * Starts a new epoch in each region, with fresh master keys, and rewraps every key record under it.
 * The old keys stay until they are retired.
 *
 * @returns Left: why it cannot be done, as a sentence
 */
export const rotateStoreKeys = async (store: OpenStore): Promise<Either<string, Rotation>> => {
  const own = await checkOwnKeys(store);
  if (own._tag === 'Left') return own;
  const started = startEpochs(store);
  if (started._tag === 'Left') return started;
  const rotation = await rotateKeys(store);
  return rotation._tag === 'Left' ? left(storeProblem(store.path, rotation.left)) : rotation;
};

/**
 * Rotating the keys of a store.
 *
 * @module
 */
import { rotateKeys, type Rotation } from '@hsm-lifecycle/runtime';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { eachFleet, type OpenStore } from '../../store/open-store.ts';
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
 * Starts a new epoch in each region, with fresh master keys, and rewraps every key record of every
 * fleet under it. The old keys stay until they are retired.
 *
 * @returns Left: why it cannot be done, as a sentence
 */
export const rotateStoreKeys = async (store: OpenStore): Promise<Either<string, Rotation>> => {
  const own = await checkOwnKeys(store);
  if (own._tag === 'Left') return own;
  const started = startEpochs(store);
  if (started._tag === 'Left') return started;
  const rotations: Rotation[] = [];
  for (const one of eachFleet(store)) {
    // The store answers one at a time anyway.
    // eslint-disable-next-line no-await-in-loop
    const rotation = await rotateKeys(one);
    if (rotation._tag === 'Left') return left(storeProblem(store.path, rotation.left));
    rotations.push(rotation.right);
  }
  return right({
    rotated: rotations.flatMap(({ rotated }) => rotated),
    unchanged: rotations.flatMap(({ unchanged }) => unchanged),
    overtaken: rotations.flatMap(({ overtaken }) => overtaken),
    faults: rotations.flatMap(({ faults }) => faults),
  });
};

/**
 * `hsm-lifecycle keys`: the persistent backup keys of a store, and their rotation.
 *
 * @module
 */
import { rotateKeys, type Rotation } from '@hsm-lifecycle/runtime';
import type { PbkInfo } from '@hsm-lifecycle/crypto';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { openStore, using, type OpenStore } from '../store/open-store.ts';
import { ownKeys } from '../store/own-keys.ts';
import { keysProblem, storeProblem } from '../store/problem.ts';
import { counted } from '../tell/when.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from './io.ts';
import { hexOf, printJson, type StoreOptions } from './store-io.ts';

const STATUS_TEXT = {
  active: 'active',
  'decrypt-only': 'opens, seals nothing new',
  retired: 'retired: opens nothing',
} as const;

const keyLine = ({ region, manufacturer, epoch, status, id }: PbkInfo): string =>
  `  ${region.padEnd(14)} ${manufacturer.padEnd(8)} epoch ${String(epoch).padEnd(3)} ${hexOf(id)}  ${STATUS_TEXT[status]}`;

const keysText = ({ keysPath, keyring }: OpenStore, io: Io): string =>
  [
    colorsFor(io).bold(`Persistent backup keys in ${keysPath}`),
    ...keyring.keys().map(keyLine),
    '',
  ].join('\n');

/** Lists the keys of a store: regions, epochs, public ids; never a key. */
export const listKeysCommand = async (
  path: string,
  { json, keys }: StoreOptions,
  io: Io,
): Promise<ExitCode> => {
  const store = openStore(path, keys);
  if (store._tag === 'Left') return refuseInput(io, store.left);
  return using(store.right, async (it) => {
    if (json === true)
      printJson(io, 'keys', { store: path, keyFile: it.keysPath, keys: it.keyring.keys() });
    else io.out(keysText(it, io));
    return EXIT.fine;
  });
};

const newEpochs = ({ keyring, keysPath }: OpenStore): Either<string, void> => {
  for (const { region, manufacturer } of keyring
    .keys()
    .filter(({ status }) => status === 'active')) {
    const rotated = keyring.rotate({ region, manufacturer });
    if (rotated._tag === 'Left') return left(keysProblem(keysPath, rotated.left));
  }
  return right(undefined);
};

/**
 * What is left of earlier epochs goes too: a rotation that was interrupted is ended by the next.
 */
const retireOld = ({ keyring, keysPath }: OpenStore): Either<string, readonly PbkInfo[]> => {
  const old = keyring.keys().filter(({ status }) => status === 'decrypt-only');
  for (const { id } of old) {
    const retired = keyring.retire(id);
    if (retired._tag === 'Left') return left(keysProblem(keysPath, retired.left));
  }
  return right(old);
};

const isWhole = ({ faults, overtaken }: Rotation): boolean =>
  faults.length + overtaken.length === 0;

type Rotated = { readonly rotation: Rotation; readonly retired: readonly PbkInfo[] };

const rotated = async (store: OpenStore): Promise<Either<string, Rotated>> => {
  const own = await ownKeys(store);
  if (own._tag === 'Left') return own;
  const begun = newEpochs(store);
  if (begun._tag === 'Left') return begun;
  const rotation = await rotateKeys(store);
  if (rotation._tag === 'Left') return left(storeProblem(store.path, rotation.left));
  const retired = isWhole(rotation.right) ? retireOld(store) : right([]);
  return retired._tag === 'Left'
    ? retired
    : right({ rotation: rotation.right, retired: retired.right });
};

const rotatedText = ({ rotation, retired }: Rotated, store: OpenStore, io: Io): string => {
  const colors = colorsFor(io);
  const stayed = [
    ...rotation.faults.map(({ holderId, reason }) => `${holderId}: ${reason}`),
    ...rotation.overtaken,
  ];
  return [
    `  ${colors.green('✓')} ${counted(rotation.rotated.length, 'key record')} rewrapped under the new epoch; payloads are as they were`,
    ...stayed.map((text) => `  ${colors.red('✗')} ${colors.red(text)}`),
    stayed.length === 0
      ? `  ${colors.green('✓')} ${counted(retired.length, 'old key')} retired`
      : `  ${colors.red('✗')} the old keys are not retired, for what could not be rewrapped still needs them`,
    '',
    keysText(store, io),
  ].join('\n');
};

/**
 * Rotates the keys of a store: 0 if all records are under the new epoch and the old one is retired,
 * 1 if not, 2 if it cannot be done.
 */
export const rotateKeysCommand = async (
  path: string,
  { json, keys }: StoreOptions,
  io: Io,
): Promise<ExitCode> => {
  const store = openStore(path, keys);
  if (store._tag === 'Left') return refuseInput(io, store.left);
  return using(store.right, async (it) => {
    const outcome = await rotated(it);
    if (outcome._tag === 'Left') return refuseInput(io, outcome.left);
    const { rotation, retired } = outcome.right;
    if (json === true)
      printJson(io, 'rotation', {
        store: path,
        ...rotation,
        retired: retired.length,
        keys: it.keyring.keys(),
      });
    else io.out(rotatedText(outcome.right, it, io));
    return isWhole(rotation) ? EXIT.fine : EXIT.failed;
  });
};

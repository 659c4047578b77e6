/**
 * `hsm-lifecycle keys`: lists and rotates the persistent backup keys of a store.
 *
 * @module
 */
import type { Command } from 'commander';
import type { PbkInfo } from '@hsm-lifecycle/crypto';
import { countText } from '@hsm-lifecycle/drills/sentences';
import {
  JSON_OPTION,
  KEYS_OPTION,
  STORE_ARGUMENT,
  type StoreOptions,
} from '../../options/common-options.ts';
import { examples, EXIT_CODES, KEYS_HELP } from '../../options/help.ts';
import type { AddCommand, Shell } from '../../options/shell.ts';
import { openStore, using, type OpenStore } from '../../store/open-store.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from '../../terminal/io.ts';
import { printJson, asHex } from '../../terminal/print-json.ts';
import { isComplete, rotateStoreKeys, type FinishedRotation } from './rotate-keys.ts';

const STATUS_TEXT = {
  active: 'active',
  'decrypt-only': 'only opens',
  retired: 'retired: opens nothing',
} as const;

const keyLine = ({ region, manufacturer, epoch, status, id }: PbkInfo): string =>
  [
    `  ${region.padEnd(14)} ${manufacturer.padEnd(8)} epoch ${String(epoch).padEnd(3)}`,
    `${asHex(id)}  ${STATUS_TEXT[status]}`,
  ].join(' ');

const keysText = ({ keysPath, keyring }: OpenStore, io: Io): string =>
  [
    colorsFor(io).bold(`Persistent backup keys in ${keysPath}`),
    ...keyring.keys().map(keyLine),
    '',
  ].join('\n');

const rotationText = (
  { rotation, retired }: FinishedRotation,
  store: OpenStore,
  io: Io,
): string => {
  const colors = colorsFor(io);
  const [good, bad] = [colors.green('✓'), colors.red('✗')];
  const problems = [
    ...rotation.faults.map(({ holderId, reason }) => `${holderId}: ${reason}`),
    ...rotation.overtaken,
  ];
  const rewrapped = countText(rotation.rotated.length, 'key record');
  return [
    `  ${good} ${rewrapped} rewrapped under the new epoch; payloads unchanged`,
    ...problems.map((text) => `  ${bad} ${colors.red(text)}`),
    problems.length === 0
      ? `  ${good} ${countText(retired.length, 'old key')} retired`
      : `  ${bad} the old keys are not retired: some key records still need them`,
    '',
    keysText(store, io),
  ].join('\n');
};

const listKeys = (store: OpenStore, { json = false }: StoreOptions, io: Io): ExitCode => {
  const { path, keysPath, keyring } = store;
  if (json) printJson(io, 'keys', { store: path, keyFile: keysPath, keys: keyring.keys() });
  else io.out(keysText(store, io));
  return EXIT.fine;
};

const rotate = async (
  store: OpenStore,
  { json = false }: StoreOptions,
  io: Io,
): Promise<ExitCode> => {
  const outcome = await rotateStoreKeys(store);
  if (outcome._tag === 'Left') return refuseInput(io, outcome.left);
  const { rotation, retired } = outcome.right;
  const { path, keyring } = store;
  if (json)
    printJson(io, 'rotation', {
      store: path,
      ...rotation,
      retired: retired.length,
      keys: keyring.keys(),
    });
  else io.out(rotationText(outcome.right, store, io));
  return isComplete(rotation) ? EXIT.fine : EXIT.failed;
};

type Use = (store: OpenStore, options: StoreOptions, io: Io) => ExitCode | Promise<ExitCode>;

const action =
  (use: Use, { io, finish }: Shell) =>
  async (path: string, options: StoreOptions): Promise<void> => {
    const store = await openStore(path, options.keys);
    finish(
      store._tag === 'Left'
        ? refuseInput(io, store.left)
        : await using(store.right, async (open) => use(open, options, io)),
    );
  };

const addList = (keys: Command, shell: Shell): void => {
  keys
    .command('list')
    .description('list the regions, epochs and public ids of the keys; never the keys themselves')
    .argument(...STORE_ARGUMENT)
    .option(...KEYS_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      `${examples('keys list disaster-recovery.sqlite')}\n${KEYS_HELP}${EXIT_CODES}`,
    )
    .action(action(listKeys, shell));
};

const addRotate = (keys: Command, shell: Shell): void => {
  keys
    .command('rotate')
    .description(
      'start a new epoch in each region, rewrap all key records under it, retire the old keys',
    )
    .argument(...STORE_ARGUMENT)
    .option(...KEYS_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples('keys rotate disaster-recovery.sqlite') +
        '\n\nPayloads do not change. Once the old keys are retired, earlier exports can no longer' +
        '\nbe opened, nor can backups in other stores that use the same key file: give' +
        '\neach store a key file of its own.' +
        `\n${KEYS_HELP}` +
        EXIT_CODES,
    )
    .action(action(rotate, shell));
};

/**
 * Adds the commands `keys list` and `keys rotate`: 0 if done, 1 if some records could not be
 * rewrapped, 2 if the store or its keys cannot be used.
 */
export const addKeysCommand: AddCommand = (shell) => {
  const keys = shell.program
    .command('keys')
    .description('list or rotate the persistent backup keys of a store')
    .addHelpText(
      'after',
      examples('keys list disaster-recovery.sqlite', 'keys rotate disaster-recovery.sqlite') +
        `\n${KEYS_HELP}${EXIT_CODES}`,
    );
  addList(keys, shell);
  addRotate(keys, shell);
};

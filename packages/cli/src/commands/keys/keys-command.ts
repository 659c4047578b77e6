/**
 * `hsm-lifecycle keys`: lists, rotates and retires the persistent backup keys of a store.
 *
 * @module
 */
import type { Command } from 'commander';
import {
  JSON_OPTION,
  KEYS_OPTION,
  STORE_ARGUMENT,
  type StoreOptions,
} from '../../options/common-options.ts';
import { examples, EXIT_CODES, KEYS_HELP } from '../../options/help.ts';
import { wholeNumber } from '../../options/option-values.ts';
import type { AddCommand, Shell } from '../../options/shell.ts';
import { openStore, using, type OpenStore } from '../../store/open-store.ts';
import { EXIT, refuseInput, type ExitCode, type Io } from '../../terminal/io.ts';
import { printJson } from '../../terminal/print-json.ts';
import {
  keysText,
  RETIREMENT_EXPOSES,
  retirementText,
  ROTATION_EXPOSES,
  rotationText,
} from './keys-text.ts';
import { retireStoreKeys } from './retire-keys.ts';
import { isComplete, rotateStoreKeys } from './rotate-keys.ts';

type RetireOptions = StoreOptions & { readonly epoch?: number; readonly yes?: boolean };

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
  const { path, keyring } = store;
  if (json) printJson(io, 'rotation', { store: path, ...outcome.right, keys: keyring.keys() });
  else io.out(rotationText(outcome.right, store, io));
  return isComplete(outcome.right) ? EXIT.fine : EXIT.failed;
};

const retire = async (
  store: OpenStore,
  { json = false, epoch, yes }: RetireOptions,
  io: Io,
): Promise<ExitCode> => {
  const outcome = await retireStoreKeys(store, { epoch, isConfirmed: yes });
  if (outcome._tag === 'Left') return refuseInput(io, outcome.left);
  const { path, keyring } = store;
  if (json) printJson(io, 'retirement', { store: path, ...outcome.right, keys: keyring.keys() });
  else io.out(retirementText(outcome.right, store, io));
  return outcome.right.needed.length === 0 ? EXIT.fine : EXIT.failed;
};

type Use = (store: OpenStore, options: RetireOptions, io: Io) => ExitCode | Promise<ExitCode>;

const action =
  (use: Use, { io, finish }: Shell) =>
  async (path: string, options: RetireOptions): Promise<void> => {
    const store = await openStore(path, { keys: options.keys, which: 'EVERY' });
    finish(
      store._tag === 'Left'
        ? refuseInput(io, store.left)
        : await using(store.right, async (open) => use(open, options, io)),
    );
  };

/** Adds one command with the argument and the options that all have. */
const addTo = (keys: Command, name: string, description: string): Command =>
  keys
    .command(name)
    .description(description)
    .argument(...STORE_ARGUMENT)
    .option(...KEYS_OPTION)
    .option(...JSON_OPTION);

const helpText = (example: string, lines: readonly string[] = []): string =>
  [examples(example), ...(lines.length === 0 ? [] : ['', ...lines]), KEYS_HELP].join('\n') +
  EXIT_CODES;

const addList = (keys: Command, shell: Shell): void => {
  addTo(
    keys,
    'list',
    'list the regions, epochs and public ids of the keys; never the keys themselves',
  )
    .addHelpText('after', helpText('keys list disaster-recovery.sqlite'))
    .action(action(listKeys, shell));
};

const addRotate = (keys: Command, shell: Shell): void => {
  const lines = [
    'Each epoch has master keys of its own, which are durable in the key file before anything is',
    'wrapped under them. Payloads do not change. The records of all fleets of this store are',
    'rewrapped, and of no other store.',
    ...ROTATION_EXPOSES,
  ];
  addTo(keys, 'rotate', 'start a new epoch in each region, and rewrap all key records under it')
    .addHelpText('after', helpText('keys rotate disaster-recovery.sqlite', lines))
    .action(action(rotate, shell));
};

const addRetire = (keys: Command, shell: Shell): void => {
  const lines = [
    'A key that a record of the store still needs is kept, and named. Exports and other stores',
    'that use the same key file are not looked at: give each store a key file of its own. If the',
    'key file is not STORE-keys, other stores may need its keys, so --yes is asked for. Rotate',
    'each of them before, and retire only epochs that none of them needs (--epoch).',
    'A process that has the keyring open must open it again before: it may seal under an old key.',
    ...RETIREMENT_EXPOSES,
  ];
  addTo(
    keys,
    'retire',
    'destroy the keys of old epochs: what is wrapped under them never opens again',
  )
    .option('--epoch <n>', 'only the keys of this epoch, in every region', wholeNumber)
    .option('--yes', 'no other store needs the keys: asked for if the key file is not STORE-keys')
    .addHelpText('after', helpText('keys retire disaster-recovery.sqlite', lines))
    .action(action(retire, shell));
};

/**
 * Adds the commands `keys list`, `keys rotate` and `keys retire`: 0 if done, 1 if some records
 * could not be rewrapped or still need an old key, 2 if the store or its keys cannot be used.
 */
export const addKeysCommand: AddCommand = (shell) => {
  const keys = shell.program
    .command('keys')
    .description('list, rotate or retire the persistent backup keys of a store')
    .addHelpText(
      'after',
      examples(
        'keys list disaster-recovery.sqlite',
        'keys rotate disaster-recovery.sqlite',
        'keys retire disaster-recovery.sqlite',
      ) + `\n${KEYS_HELP}${EXIT_CODES}`,
    );
  addList(keys, shell);
  addRotate(keys, shell);
  addRetire(keys, shell);
};

/**
 * The commands about stores and envelopes, their options and their help.
 *
 * @module
 */
import type { Command } from 'commander';
import { exportCommand, type ExportOptions } from './commands/export-command.ts';
import { inspectCommand } from './commands/inspect-command.ts';
import type { ExitCode, Io } from './commands/io.ts';
import { listKeysCommand, rotateKeysCommand } from './commands/keys-command.ts';
import { openCommand } from './commands/open-command.ts';
import type { JsonOption, StoreOptions } from './commands/store-io.ts';
import { verifyCommand } from './commands/verify-command.ts';
import { examples, EXIT_CODES } from './help.ts';
import { present } from './option-values.ts';

/** Takes the exit code of the command that ran. */
export type Ended = (code: ExitCode) => void;

const KEYS = `
The keys of a store are in the file beside it, STORE-keys, which nobody but its owner may read (mode 0600).`;

const STORE = [
  '<store>',
  'a store that a drill or a host has left, such as disaster-recovery.sqlite',
  present,
] as const;
const BACKUP = [
  '<backup>',
  'a backup, a copy or a restored cluster: its id, or its name in the drill',
  present,
] as const;
const KEYS_OPTION = [
  '--keys <file>',
  'the key file, if it is not STORE-keys beside the store',
  present,
] as const;
const JSON_OPTION = ['--json', 'one JSON document for machines'] as const;

const addVerify = (program: Command, io: Io, ended: Ended): void => {
  program
    .command('verify')
    .description(
      'open every sealed backup of a store and hold it against the history; see that no purged one can be opened',
    )
    .argument(...STORE)
    .option(...KEYS_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples('verify disaster-recovery.sqlite', 'verify --json disaster-recovery.sqlite') +
        `\n${KEYS}` +
        EXIT_CODES,
    )
    .action(async (store: string, options: StoreOptions) =>
      ended(await verifyCommand(store, options, io)),
    );
};

const addOpen = (program: Command, io: Io, ended: Ended): void => {
  program
    .command('open')
    .description(
      'open one sealed backup, in a store or exported to a file, and list what it holds, without secrets',
    )
    .argument('<file>', 'a store; or a portable envelope, which "export" has made', present)
    .argument('[backup]', `of a store, ${BACKUP[1]}`, present)
    .option(...KEYS_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples(
        'open disaster-recovery.sqlite "Frankfurt copy"',
        'open --json fleet.sqlite backup-abcdefg2345',
        'open frankfurt.backup --keys disaster-recovery.sqlite-keys',
      ) +
        `\n${KEYS}\nA portable envelope has none beside it: say with --keys where they are. Its header is what names it; hold that against what you know.` +
        EXIT_CODES,
    )
    .action(async (file: string, backup: string | undefined, options: StoreOptions) =>
      ended(await openCommand(file, backup, [options, io])),
    );
};

const addExport = (program: Command, io: Io, ended: Ended): void => {
  program
    .command('export')
    .description(
      'copy one sealed backup out of a store: payload and key record in a portable envelope. Needs no keys',
    )
    .argument(...STORE)
    .argument(...BACKUP)
    .requiredOption(
      '-o, --out <file>',
      'the file to make; one that is there is never overwritten',
      present,
    )
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples(
        'export disaster-recovery.sqlite "Frankfurt copy" --out frankfurt.backup',
        'inspect frankfurt.backup',
        'open frankfurt.backup --keys disaster-recovery.sqlite-keys',
      ) + `\n${EXIT_CODES}`,
    )
    .action(async (store: string, backup: string, options: ExportOptions) =>
      ended(await exportCommand(store, backup, [options, io])),
    );
};

const addInspect = (program: Command, io: Io, ended: Ended): void => {
  program
    .command('inspect')
    .description('print what a portable envelope says about itself. Needs no keys')
    .argument('<file>', 'what "export" has made', present)
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples('inspect frankfurt.backup', 'inspect --json frankfurt.backup') +
        `\n\nThe format: docs/reference/envelope.md.` +
        EXIT_CODES,
    )
    .action((file: string, options: JsonOption) => ended(inspectCommand(file, options, io)));
};

const addKeys = (program: Command, io: Io, ended: Ended): void => {
  const keys = program
    .command('keys')
    .description('the persistent backup keys of a store: list them, rotate them')
    .addHelpText(
      'after',
      examples('keys list disaster-recovery.sqlite', 'keys rotate disaster-recovery.sqlite') +
        `\n${KEYS}`,
    );
  keys
    .command('list')
    .description('list regions, epochs and public ids; never a key')
    .argument(...STORE)
    .option(...KEYS_OPTION)
    .option(...JSON_OPTION)
    .addHelpText('after', examples('keys list disaster-recovery.sqlite') + `\n${KEYS}` + EXIT_CODES)
    .action(async (store: string, options: StoreOptions) =>
      ended(await listKeysCommand(store, options, io)),
    );
  keys
    .command('rotate')
    .description(
      'start a new epoch in each region, rewrap every key record under it, and retire the old one',
    )
    .argument(...STORE)
    .option(...KEYS_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples('keys rotate disaster-recovery.sqlite') +
        '\n\nPayloads stay as they are. Envelopes that were exported before cannot be opened any more once the old epoch is retired,' +
        '\nand neither can what another store has sealed under the keys of the same file: let each store have its own.' +
        `\n${KEYS}` +
        EXIT_CODES,
    )
    .action(async (store: string, options: StoreOptions) =>
      ended(await rotateKeysCommand(store, options, io)),
    );
};

/** Adds them all. */
export const addStoreCommands = (program: Command, io: Io, ended: Ended): void => {
  for (const add of [addVerify, addOpen, addExport, addInspect, addKeys]) add(program, io, ended);
};

/**
 * `hsm-lifecycle open`: opens one sealed backup, in a store or in a portable envelope.
 *
 * @module
 */
import { fileKind } from '../../files/file-kind.ts';
import {
  BACKUP_MEANING,
  FLEET_OPTION,
  JSON_OPTION,
  KEYS_OPTION,
  type StoreOptions,
} from '../../options/common-options.ts';
import { examples, EXIT_CODES, KEYS_HELP } from '../../options/help.ts';
import { nonEmpty } from '../../options/option-values.ts';
import type { AddCommand } from '../../options/shell.ts';
import { refuseInput, type ExitCode } from '../../terminal/io.ts';
import { openEnvelopeFile } from './open-envelope-file.ts';
import { openFromStore } from './open-from-store.ts';
import type { OpenArguments } from './open-arguments.ts';

const open = async (request: OpenArguments): Promise<ExitCode> => {
  const { file, backup, io } = request;
  const kind = fileKind(file);
  if (kind === 'NOTHING') return refuseInput(io, `there is no file ${file}`);
  if (kind === 'OTHER') return refuseInput(io, `${file} is neither a store nor a sealed backup`);
  if (kind !== 'ENVELOPE') return openFromStore(request);
  return backup === undefined
    ? openEnvelopeFile(request)
    : refuseInput(
        io,
        `${file} is a single sealed backup, not a store: leave out ${JSON.stringify(backup)}`,
      );
};

/** Adds the command `open`: 0 if the backup opens, 1 if not, 2 if there is no such backup. */
export const addOpenCommand: AddCommand = ({ program, io, finish }) => {
  program
    .command('open')
    .description('open one sealed backup and list what it holds, without secrets')
    .argument('<file>', 'a store, or a portable envelope made by "export"', nonEmpty)
    .argument('[backup]', `in a store: ${BACKUP_MEANING}`, nonEmpty)
    .option(...KEYS_OPTION)
    .option(...FLEET_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples(
        'open disaster-recovery.sqlite "Frankfurt copy"',
        'open --json fleet.sqlite backup-abcdefg2345',
        'open frankfurt.backup --keys disaster-recovery.sqlite-keys',
      ) +
        `\n${KEYS_HELP}` +
        '\nA portable envelope has no key file beside it, so --keys is required. Only its header' +
        '\nsays which backup it is; compare the ids with what you know.' +
        EXIT_CODES,
    )
    .action(async (file: string, backup: string | undefined, options: StoreOptions) =>
      finish(await open({ file, backup, options, io })),
    );
};

/**
 * `hsm-lifecycle export`: copies one sealed backup out of a store, as a portable envelope.
 *
 * @module
 */
import { exportBackup } from '@hsm-lifecycle/runtime';
import { writeNewFile } from '../files/files.ts';
import {
  BACKUP_MEANING,
  FLEET_OPTION,
  JSON_OPTION,
  STORE_ARGUMENT,
  type FleetOption,
  type JsonOption,
} from '../options/common-options.ts';
import { examples, EXIT_CODES } from '../options/help.ts';
import { nonEmpty } from '../options/option-values.ts';
import type { AddCommand } from '../options/shell.ts';
import { nameAndId } from '../sentences/verify-text.ts';
import { findBackup, refuseNotFound, type FoundBackup } from '../store/find-backup.ts';
import { openKeyless, using, type KeylessStore } from '../store/open-store.ts';
import { storeProblem } from '../store/store-problem.ts';
import { EXIT, fail, refuseInput, type ExitCode, type Io } from '../terminal/io.ts';
import { printJson } from '../terminal/print-json.ts';

type ExportOptions = JsonOption & FleetOption & { readonly out: string };

type Request = {
  readonly store: string;
  readonly backup: string;
  readonly options: ExportOptions;
  readonly io: Io;
};

const writeEnvelope = async (
  store: KeylessStore,
  { id, history }: FoundBackup,
  { options, io }: Request,
): Promise<ExitCode> => {
  const envelope = await exportBackup(store, id);
  if (envelope._tag === 'Left')
    return envelope.left._tag === 'StorageFailed'
      ? refuseInput(io, storeProblem(store.path, envelope.left))
      : fail(io, `${id} cannot be exported: its stored bytes are damaged (${envelope.left._tag})`);
  const { out, json = false } = options;
  const problem = writeNewFile(out, envelope.right);
  if (problem !== undefined) return refuseInput(io, problem);
  const bytes = envelope.right.length;
  if (json) printJson(io, 'export', { id, out, bytes });
  else
    io.out(
      `${nameAndId(history.book.called)(id)} is now in ${out}: ${bytes} bytes, still sealed.\n` +
        'Anyone with this file and the keys can open it, even after the store has purged it.\n',
    );
  return EXIT.fine;
};

const exportFromStore = async (request: Request): Promise<ExitCode> => {
  const { store: path, backup, io } = request;
  const store = await openKeyless(path, request.options);
  if (store._tag === 'Left') return refuseInput(io, store.left);
  return using(store.right, async (open) => {
    const found = await findBackup(open, backup);
    return found._tag === 'Left'
      ? refuseNotFound(io, found.left)
      : writeEnvelope(open, found.right, request);
  });
};

/**
 * Adds the command `export`: 0 if the file is written, 1 if the backup is purged or damaged, 2 if
 * there is no such backup or store, or the file cannot be written.
 */
export const addExportCommand: AddCommand = ({ program, io, finish }) => {
  program
    .command('export')
    .description('copy one sealed backup out of a store into a portable envelope; needs no keys')
    .argument(...STORE_ARGUMENT)
    .argument('<backup>', BACKUP_MEANING, nonEmpty)
    .requiredOption(
      '-o, --out <file>',
      'the file to write; an existing file is never overwritten',
      nonEmpty,
    )
    .option(...FLEET_OPTION)
    .option(...JSON_OPTION)
    .addHelpText(
      'after',
      examples(
        'export disaster-recovery.sqlite "Frankfurt copy" --out frankfurt.backup',
        'inspect frankfurt.backup',
        'open frankfurt.backup --keys disaster-recovery.sqlite-keys',
      ) + `\n\nAn envelope holds the payload and the key record.${EXIT_CODES}`,
    )
    .action(async (store: string, backup: string, options: ExportOptions) =>
      finish(await exportFromStore({ store, backup, options, io })),
    );
};

/**
 * `hsm-lifecycle export`: takes one sealed backup out of a store, as a portable envelope.
 *
 * @module
 */
import { exportBackup } from '@hsm-lifecycle/runtime';
import { findBackup, type FoundBackup } from '../store/find-backup.ts';
import { openKeyless, using, type KeylessStore } from '../store/open-store.ts';
import { storeProblem } from '../store/problem.ts';
import { writeNew } from '../store/files.ts';
import { naming } from '../tell/verify-text.ts';
import { EXIT, refuseInput, type ExitCode, type Io } from './io.ts';
import { fail, printJson, refuseNotFound, type JsonOption } from './store-io.ts';

/** The options of `export`. */
export type ExportOptions = JsonOption & { readonly out: string };

const exported = async (
  store: KeylessStore,
  { id, history }: FoundBackup,
  [options, io]: readonly [ExportOptions, Io],
): Promise<ExitCode> => {
  const envelope = await exportBackup(store.snapshots, id);
  if (envelope._tag === 'Left')
    return envelope.left._tag === 'StorageFailed'
      ? refuseInput(io, storeProblem(store.path, envelope.left))
      : fail(
          io,
          `${id} cannot be exported: what is stored is not a sealed backup any more (${envelope.left._tag})`,
        );
  const { out } = options;
  const problem = writeNew(out, envelope.right);
  if (problem !== undefined) return refuseInput(io, problem);
  const bytes = envelope.right.length;
  if (options.json === true) printJson(io, 'export', { id, out, bytes });
  else
    io.out(
      `${naming(history.book.called)(id)} is in ${out}, ${bytes} bytes, still sealed.\n` +
        'Whoever has this file and the keys can open it, even after the backup is purged from the store.\n',
    );
  return EXIT.fine;
};

/**
 * Exports a backup: 0 if the file is there, 1 if the backup is purged or damaged, 2 if there is no
 * such backup or store, or the file cannot be made.
 */
export const exportCommand = async (
  path: string,
  wanted: string,
  [options, io]: readonly [ExportOptions, Io],
): Promise<ExitCode> => {
  const store = openKeyless(path);
  if (store._tag === 'Left') return refuseInput(io, store.left);
  return using(store.right, async (it) => {
    const found = await findBackup(it, wanted);
    return found._tag === 'Left'
      ? refuseNotFound(io, found.left)
      : exported(it, found.right, [options, io]);
  });
};

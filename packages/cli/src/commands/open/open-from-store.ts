/**
 * Opening a sealed backup in a store.
 *
 * @module
 */
import {
  openBackup,
  type KeyEntry,
  type OpenedContents,
  type OpenStoredError,
} from '@hsm-lifecycle/runtime';
import { explainError } from '../../sentences/explain-error.ts';
import { nameAndId } from '../../sentences/verify-text.ts';
import { findBackup, refuseNotFound, type FoundBackup } from '../../store/find-backup.ts';
import { openStore, using, type OpenStore } from '../../store/open-store.ts';
import { storeProblem } from '../../store/store-problem.ts';
import { colorsFor, EXIT, fail, refuseInput, type ExitCode, type Io } from '../../terminal/io.ts';
import { printJson } from '../../terminal/print-json.ts';
import { inventoryLines } from './inventory.ts';
import type { OpenArguments } from './open-arguments.ts';

type BackupContents = FoundBackup & {
  readonly entry: KeyEntry;
  readonly opened: OpenedContents;
};

const failureText = (
  id: string,
  error: Exclude<OpenStoredError, { readonly _tag: 'StorageFailed' }>,
): string =>
  error._tag === 'RecordMissing'
    ? `${id} has no payload`
    : `${id} does not open: ${explainError(error)}`;

const backupText = ({ id, history, entry, opened }: BackupContents, io: Io): string => {
  const colors = colorsFor(io);
  const { holder, payloadId, originRegion, clusterId, generation } = entry;
  const name = nameAndId(history.book.called);
  const origin =
    payloadId === id ? `in ${originRegion}` : `in ${originRegion} as ${name(payloadId)}`;
  return [
    `${name(id)} opens with the keys of ${holder.region}, and every byte is authentic.`,
    colors.dim(
      `Sealed ${origin}, from an HSM of ${name(clusterId)}; ` +
        `key record of generation ${generation}.`,
    ),
    '',
    ...inventoryLines(opened, colors),
    '',
  ].join('\n');
};

const backupJson = ({ id, entry, opened }: BackupContents): object => {
  const { holder, payloadId, originRegion, clusterId, generation } = entry;
  return {
    id,
    region: holder.region,
    payloadId,
    originRegion,
    clusterId,
    generation,
    contents: opened.contents,
    secretBytes: opened.secrets?.length ?? 0,
  };
};

const openFound = async (
  store: OpenStore,
  found: FoundBackup,
  { options, io }: OpenArguments,
): Promise<ExitCode> => {
  const { id } = found;
  const entry = await store.store.sealed(store.fleet, id);
  if (entry._tag === 'Left') return refuseInput(io, storeProblem(store.path, entry.left));
  const opened = await openBackup(store, id);
  if (opened._tag === 'Left')
    return opened.left._tag === 'StorageFailed'
      ? refuseInput(io, storeProblem(store.path, opened.left))
      : fail(io, failureText(id, opened.left));
  if (entry.right === undefined) return fail(io, `${id} has no key record`);
  const contents: BackupContents = { ...found, entry: entry.right.entry, opened: opened.right };
  if (options.json === true) printJson(io, 'opened-backup', backupJson(contents));
  else io.out(backupText(contents, io));
  return EXIT.fine;
};

/** Opens a backup in a store: 0 if it opens, 1 if not, 2 if there is no such backup or store. */
export const openFromStore = async (request: OpenArguments): Promise<ExitCode> => {
  const { file, backup, options, io } = request;
  const store = await openStore(file, { keys: options.keys, which: options });
  if (store._tag === 'Left') return refuseInput(io, store.left);
  return using(store.right, async (open) => {
    const found = await findBackup(open, backup);
    return found._tag === 'Left'
      ? refuseNotFound(io, found.left)
      : openFound(open, found.right, request);
  });
};

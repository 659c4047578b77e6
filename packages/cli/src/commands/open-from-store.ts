/**
 * `hsm-lifecycle open` on a store: opens one sealed backup in it, and prints what that holds.
 *
 * @module
 */
import {
  openBackup,
  type KeyEntry,
  type OpenedContents,
  type OpenStoredError,
} from '@hsm-lifecycle/runtime';
import { findBackup, type FoundBackup } from '../store/find-backup.ts';
import { openStore, using, type OpenStore } from '../store/open-store.ts';
import { storeProblem } from '../store/problem.ts';
import { explainError } from '../store/explain-error.ts';
import { inventoryLines } from '../tell/inventory.ts';
import { naming } from '../tell/verify-text.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from './io.ts';
import { fail, printJson, refuseNotFound, type StoreOptions } from './store-io.ts';

const unopened = (
  id: string,
  problem: Exclude<OpenStoredError, { readonly _tag: 'StorageFailed' }>,
): string =>
  problem._tag === 'RecordMissing'
    ? `${id} has no payload`
    : `${id} does not open: ${explainError(problem)}`;

type Shown = FoundBackup & { readonly entry: KeyEntry; readonly opened: OpenedContents };

const told = ({ id, history, entry, opened }: Shown, io: Io): string => {
  const colors = colorsFor(io);
  const { holder, payloadId, originRegion, clusterId, generation } = entry;
  const name = naming(history.book.called);
  const origin =
    payloadId === id ? `in ${originRegion}` : `in ${originRegion} as ${name(payloadId)}`;
  return [
    `${name(id)} opens with the keys of ${holder.region}, and every byte is authentic.`,
    colors.dim(
      `Sealed ${origin}, from an HSM of ${name(clusterId)}; key record of generation ${generation}.`,
    ),
    '',
    ...inventoryLines(opened, colors),
    '',
  ].join('\n');
};

const jsonOf = ({ id, entry, opened }: Shown): object => {
  const { holder, payloadId, originRegion, clusterId, generation } = entry;
  const secretBytes = opened.secrets?.length ?? 0;
  return {
    id,
    region: holder.region,
    payloadId,
    originRegion,
    clusterId,
    generation,
    contents: opened.contents,
    secretBytes,
  };
};

const shown = async (
  store: OpenStore,
  found: FoundBackup,
  [{ json }, io]: readonly [StoreOptions, Io],
): Promise<ExitCode> => {
  const { id } = found;
  const entry = await store.snapshots.entry(id);
  if (entry._tag === 'Left') return refuseInput(io, storeProblem(store.path, entry.left));
  const opened = await openBackup(store, id);
  if (opened._tag === 'Left')
    return opened.left._tag === 'StorageFailed'
      ? refuseInput(io, storeProblem(store.path, opened.left))
      : fail(io, unopened(id, opened.left));
  if (entry.right === undefined) return fail(io, `${id} has no key record`);
  const it: Shown = { ...found, entry: entry.right, opened: opened.right };
  if (json === true) printJson(io, 'opened-backup', jsonOf(it));
  else io.out(told(it, io));
  return EXIT.fine;
};

/**
 * Opens a backup in a store: 0 if it opens, 1 if it does not, 2 if there is no such backup or
 * store.
 */
export const openFromStore = async (
  path: string,
  wanted: string | undefined,
  [options, io]: readonly [StoreOptions, Io],
): Promise<ExitCode> => {
  const store = openStore(path, options.keys);
  if (store._tag === 'Left') return refuseInput(io, store.left);
  return using(store.right, async (it) => {
    const found = await findBackup(it, wanted);
    return found._tag === 'Left'
      ? refuseNotFound(io, found.left)
      : shown(it, found.right, [options, io]);
  });
};

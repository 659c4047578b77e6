/**
 * `hsm-lifecycle open`: opens one sealed backup, in a store or in a file of its own.
 *
 * @module
 */
import { fileKind } from '../store/file-kind.ts';
import { refuseInput, type ExitCode, type Io } from './io.ts';
import { openEnvelopeFile } from './open-envelope-file.ts';
import { openFromStore } from './open-from-store.ts';
import type { StoreOptions } from './store-io.ts';

/**
 * Opens a backup: 0 if it opens, 1 if it does not, 2 if there is no such backup or file.
 *
 * @param wanted - which backup of a store; nothing for a portable envelope, which holds one
 */
export const openCommand = async (
  file: string,
  wanted: string | undefined,
  [options, io]: readonly [StoreOptions, Io],
): Promise<ExitCode> => {
  const kind = fileKind(file);
  if (kind === 'NOTHING') return refuseInput(io, `there is no file ${file}`);
  if (kind === 'OTHER')
    return refuseInput(
      io,
      `${file} is neither a store nor a sealed backup: it begins as none of them`,
    );
  if (kind !== 'ENVELOPE') return openFromStore(file, wanted, [options, io]);
  return wanted === undefined
    ? openEnvelopeFile(file, options, io)
    : refuseInput(
        io,
        `${file} is one sealed backup, not a store: leave out ${JSON.stringify(wanted)}`,
      );
};

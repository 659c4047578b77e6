/**
 * The errors of key files.
 *
 * @module
 */

import type { KeyScope } from '../keyring/backup-keyring.ts';

/** There is no such file. */
export type KeyFileMissing = { readonly _tag: 'KeyFileMissing'; readonly path: string };
/** It cannot be read, or is not a regular file. */
export type KeyFileUnreadable = { readonly _tag: 'KeyFileUnreadable'; readonly path: string };
/** Others than its owner may access it; `mode` holds its permission bits. */
export type KeyFileTooOpen = {
  readonly _tag: 'KeyFileTooOpen';
  readonly path: string;
  readonly mode: number;
};
/** It is not a key file of a known format. The error contains none of its contents. */
export type KeyFileMalformed = { readonly _tag: 'KeyFileMalformed'; readonly path: string };
/** A new key file would overwrite one. */
export type KeyFileExists = { readonly _tag: 'KeyFileExists'; readonly path: string };
/** It cannot be written. */
export type KeyFileUnwritable = { readonly _tag: 'KeyFileUnwritable'; readonly path: string };

/** Another process is changing it: try again. `lock` is the file that says so. */
export type KeyFileBusy = {
  readonly _tag: 'KeyFileBusy';
  readonly path: string;
  readonly lock: string;
};

/**
 * It lacks keys that the open keyring has: an earlier copy, or another keyring's file, took its
 * place. Neither the file nor the keyring was changed.
 */
export type KeyFileReplaced = {
  readonly _tag: 'KeyFileReplaced';
  readonly path: string;
  readonly lacks: readonly (KeyScope & { readonly epoch: number })[];
};

/** Every error about key files. */
export type KeyFileError =
  | KeyFileMissing
  | KeyFileUnreadable
  | KeyFileTooOpen
  | KeyFileMalformed
  | KeyFileExists
  | KeyFileUnwritable
  | KeyFileBusy
  | KeyFileReplaced;

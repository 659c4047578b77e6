/**
 * What `hsm-lifecycle open` was asked to open.
 *
 * @module
 */
import type { StoreOptions } from '../../options/common-options.ts';
import type { Io } from '../../terminal/io.ts';

/** A file, and which backup of it; `undefined` for a portable envelope, which holds one. */
export type OpenArguments = {
  readonly file: string;
  readonly backup: string | undefined;
  readonly options: StoreOptions;
  readonly io: Io;
};

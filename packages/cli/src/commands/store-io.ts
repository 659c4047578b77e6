/**
 * What the commands about stores have in common.
 *
 * @module
 */
import { EXIT, refuseInput, type ExitCode, type Io } from './io.ts';
import type { NotFound } from '../store/find-backup.ts';

/** The option that most commands have. */
export type JsonOption = { readonly json?: boolean };

/**
 * The options of commands that open what is sealed. `keys` is a key file, if it is not beside the
 * store.
 */
export type StoreOptions = JsonOption & { readonly keys?: string };

const HEX = 16;

/** Bytes as hexadecimal digits. */
export const hexOf = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(HEX).padStart(2, '0')).join('');

/** Prints a document for machines; bytes are hexadecimal. */
export const printJson = ({ out }: Io, format: string, document: object): void => {
  const told = { format: `hsm-lifecycle/${format}`, version: 1, ...document };
  out(
    `${JSON.stringify(told, (_key, value: unknown) => (value instanceof Uint8Array ? hexOf(value) : value), 2)}\n`,
  );
};

/** Says what is wrong, when it is not the input's fault. */
export const fail = ({ err }: Io, problem: string): ExitCode => {
  err(`hsm-lifecycle: ${problem}\n`);
  return EXIT.failed;
};

/** Says that nothing was found: a purged backup is a finding, an unknown name a mistake. */
export const refuseNotFound = (io: Io, { why, text }: NotFound): ExitCode =>
  why === 'PURGED' ? fail(io, text) : refuseInput(io, text);

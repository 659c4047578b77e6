/**
 * The parts that need Node: the `node:crypto` provider, the keyring in a file, and the sink that is
 * a file.
 *
 * @module
 */
export { nodeCipher, nodePrimitives } from './node/node-cipher.ts';
export { nodeKeyPrimitives } from './node/node-key-primitives.ts';
export { createFileKeyring, type FileKeyring, openFileKeyring } from './node/file-keyring.ts';
export { KEY_FILE_MODE } from './node/key-file.ts';
export type {
  KeyFileError,
  KeyFileExists,
  KeyFileMalformed,
  KeyFileMissing,
  KeyFileTooOpen,
  KeyFileUnreadable,
  KeyFileUnwritable,
} from './node/key-file-error.ts';
export { keyFileSentences } from './node/key-file-sentences.ts';
export { fileSink } from './node/file-sink.ts';

/**
 * What each error of this package says, and what would help.
 *
 * A plain table, so that this package needs no other: `explain` of `@hsm-lifecycle/core` takes it
 * as a book.
 *
 * @module
 */
import type {
  CryptoError,
  EnvelopeMalformed,
  KeyUnavailable,
  MalformedCode,
  ProviderFailed,
} from './errors.ts';

/** By tag, a sentence about the case and one about what would help. */
export type SentencesOf<Failure extends { readonly _tag: string }> = {
  readonly [Tag in Failure['_tag']]: (
    error: Extract<Failure, { readonly _tag: Tag }>,
  ) => readonly [whatIs: string, whatHelps: string];
};

const READ_AGAIN = 'Check that it was read whole, and from the right place.';
const NEWER = 'Open it with a version of this package that knows it.';

const ofCode: Record<MalformedCode, readonly [whatIs: string, whatHelps: string]> = {
  magic: ['This is not a sealed backup.', READ_AGAIN],
  version: ['The envelope has an unknown version.', NEWER],
  suite: ['The envelope has an unknown cipher suite.', NEWER],
  flags: ['The envelope has unknown flags.', NEWER],
  'frame-size': [
    'The frame size is not one of 4, 16, 64, 256 and 1024 KiB.',
    'To seal, choose one of these; to open, check that the envelope was read from the right place.',
  ],
  length: [
    'The envelope is too short, too long, or over the size limit.',
    `${READ_AGAIN} A large snapshot may need a higher limit.`,
  ],
  field: ['A field does not have the required form.', 'See docs/reference/envelope.md.'],
  slot: ['The key record is malformed.', READ_AGAIN],
};

const ofMalformed = ({
  code,
  field,
}: EnvelopeMalformed): readonly [whatIs: string, whatHelps: string] =>
  field === undefined
    ? ofCode[code]
    : [
        `The field ${field} does not have the required form.`,
        'To seal, correct it; to open, check that the envelope was read from the right place.',
      ];

const ofProvider = ({
  provider,
  reason,
}: ProviderFailed): readonly [whatIs: string, whatHelps: string] =>
  reason === 'unreachable'
    ? [`The provider ${provider} cannot be reached.`, 'Try again later.']
    : [
        `The provider ${provider} broke its contract (${reason}).`,
        'Run its contract suite, of @hsm-lifecycle/crypto/contract.',
      ];

const ofUnavailable = ({
  key,
  lacks,
}: KeyUnavailable): readonly [whatIs: string, whatHelps: string] => {
  const whatIs = `The persistent backup key ${key} is not available.`;
  if (lacks === undefined)
    return [whatIs, 'Use a keyring that has this key and has not retired it.'];
  const { region, from, to } = lacks;
  const epochs = from === to ? `epoch ${to}` : `epochs ${from} to ${to}`;
  return [
    `${whatIs} The keyring is from before a rotation: it lacks ${epochs} of ${region}.`,
    'Use the keyring as it was after the rotation; an earlier copy cannot open this backup.',
  ];
};

/**
 * The sentences of this package's errors, as a book for `explain`. None holds a secret, and
 * `AuthenticationFailed` always says the same.
 *
 * @example
 * explain(sealed.left, { books: [cryptoSentences] });
 */
export const cryptoSentences: SentencesOf<CryptoError> = {
  EnvelopeMalformed: ofMalformed,
  EnvelopeMismatch: ({ field }) => [
    `The envelope is not the expected one: its ${field} differs.`,
    'Check that payload, key record and `expected` are those of one backup.',
  ],
  BackupPurged: () => [
    'The key record is destroyed, so its holder can never open the backup again.',
    'Open a copy in another region, if there is one.',
  ],
  KeyUnavailable: ofUnavailable,
  AuthenticationFailed: () => [
    'The backup did not authenticate.',
    'Use the payload, key record and keys that belong together, unchanged.',
  ],
  SnapshotMalformed: ({ reason, path }) => [
    `The snapshot is not canonical: ${reason}${path === undefined ? '' : ` at ${path}`}.`,
    'Use only null, booleans, safe integers, text, bytes, lists and plain objects.',
  ],
  SnapshotTooLarge: ({ bytes, bytesMax }) => [
    `The snapshot has ${bytes} bytes; at most ${bytesMax} can be sealed.`,
    'Seal less, or raise the limit or the frame size if you set them.',
  ],
  SnapshotEmpty: () => ['The snapshot is empty.', 'Seal at least one byte.'],
  SnapshotLengthDiffers: ({ bytesPromised }) => [
    `The source did not give the announced ${bytesPromised} bytes.`,
    'Set snapshotBytes to the exact length of the source.',
  ],
  KeyReused: () => [
    'A key or a random value occurred twice.',
    'Stop sealing, and check the random number generator.',
  ],
  ProviderFailed: ofProvider,
  KeyringMalformed: ({ field }) => [
    `The keyring cannot be made: its ${field} is not valid.`,
    'Give keys of 32 bytes, valid names, and ascending epochs of which only the last is active.',
  ],
  KeyStillActive: ({ key }) => [
    `The persistent backup key ${key} is active.`,
    'Rotate its scope before you retire it.',
  ],
  StreamFailed: ({ side }) => [`The ${side} threw an exception.`, 'Look at its `cause`.'],
  Aborted: () => ['The abort signal fired before the work was done.', 'Call again to start over.'],
};

/** Both sentences of an error, for the message of an exception; the tag if there is none. */
export const messageOf = (error: CryptoError): string => {
  const write: unknown = Reflect.get(cryptoSentences, error._tag);
  const said: unknown =
    typeof write === 'function' ? Reflect.apply(write, undefined, [error]) : undefined;
  return Array.isArray(said) ? said.join(' ') : error._tag;
};

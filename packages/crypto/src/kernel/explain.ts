/**
 * Refusals in English.
 *
 * @module
 */
import type { CryptoError, EnvelopeMalformed } from './errors.ts';

const malformed = ({ code, field }: EnvelopeMalformed): string =>
  `The envelope is malformed: ${code}${field === undefined ? '' : ` (${field})`}.`;

/**
 * Says in one sentence why an operation was refused.
 *
 * @param error - any refusal of this package
 * @returns a sentence without secrets; the same for every `AuthenticationFailed`
 * @example
 * explain({ _tag: 'BackupPurged' }); // => 'The key record is gone, so the backup can never be opened again.'
 */
// One case for each refusal is the point of it.
// eslint-disable-next-line complexity
export const explain = (error: CryptoError): string => {
  switch (error._tag) {
    case 'EnvelopeMalformed':
      return malformed(error);
    case 'EnvelopeMismatch':
      return `The envelope is not the one expected: its ${error.field} differs.`;
    case 'BackupPurged':
      return 'The key record is gone, so the backup can never be opened again.';
    case 'KeyUnavailable':
      return `The persistent backup key ${error.key} is not available.`;
    case 'AuthenticationFailed':
      return 'The backup did not authenticate.';
    case 'SnapshotMalformed':
      return `The snapshot is not canonical: ${error.reason}${error.path === undefined ? '' : ` at ${error.path}`}.`;
    case 'SnapshotTooLarge':
      return `The snapshot has ${error.bytes} bytes; at most ${error.bytesMax} can be sealed.`;
    case 'SnapshotEmpty':
      return 'The snapshot is empty.';
    case 'SnapshotLengthDiffers':
      return `The source did not give the ${error.bytesPromised} bytes it promised.`;
    case 'KeyReused':
      return 'A key or a random number came twice; check the random number generator before sealing anything more.';
    case 'ProviderFailed':
      return `The provider ${error.provider} broke its contract (${error.reason}).`;
    case 'KeyringMalformed':
      return `The keyring cannot be made: its ${error.field} is not well formed.`;
    case 'KeyStillActive':
      return `The persistent backup key ${error.key} is active; rotate before retiring it.`;
    case 'StreamFailed':
      return `The ${error.side} that was given failed.`;
    case 'Aborted':
      return 'The operation was aborted.';
  }
};

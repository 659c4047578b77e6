/**
 * Every error has its sentences, and can be carried by an exception.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { type CryptoError, cryptoErrorOf, cryptoSentences } from '../src/index.ts';
import { refusal } from '../src/provider.ts';

const all: readonly CryptoError[] = [
  ...(['magic', 'version', 'suite', 'frame-size', 'flags', 'length', 'field', 'slot'] as const).map(
    (code): CryptoError => ({ _tag: 'EnvelopeMalformed', code }),
  ),
  { _tag: 'EnvelopeMalformed', code: 'field', field: 'region' },
  { _tag: 'EnvelopeMismatch', field: 'cluster-id' },
  { _tag: 'BackupPurged' },
  { _tag: 'KeyUnavailable', key: '00' },
  { _tag: 'AuthenticationFailed' },
  { _tag: 'SnapshotMalformed', reason: 'a number that is not a safe integer', path: '$.a' },
  { _tag: 'SnapshotMalformed', reason: 'bytes in another order or form' },
  { _tag: 'SnapshotTooLarge', bytes: 2, bytesMax: 1 },
  { _tag: 'SnapshotEmpty' },
  { _tag: 'SnapshotLengthDiffers', bytesPromised: 1 },
  { _tag: 'KeyReused' },
  { _tag: 'ProviderFailed', provider: 'kms', reason: 'unreachable' },
  { _tag: 'ProviderFailed', provider: 'kms', reason: 'threw' },
  { _tag: 'KeyringMalformed', field: 'key' },
  { _tag: 'KeyStillActive', key: '00' },
  { _tag: 'StreamFailed', side: 'source', cause: new Error('x') },
  { _tag: 'Aborted' },
];

const messageOf = (error: CryptoError): string => refusal(error).message;

describe('cryptoSentences', () => {
  it('has an entry for each tag', () => {
    expect(Object.keys(cryptoSentences).toSorted()).toEqual(
      [...new Set(all.map(({ _tag }) => _tag))].toSorted(),
    );
  });

  it('says what is wrong and what would help, differently for each error', () => {
    const messages = all.map(messageOf);
    expect(messages.filter((message) => !/^[A-Z][^\n]*\. [A-Z][^\n]*\.$/.test(message))).toEqual(
      [],
    );
    expect(messages.join()).not.toMatch(/undefined|\[object/);
    expect(new Set(messages).size).toBe(all.length);
  });

  it('names field and path where there is one', () => {
    expect(messageOf({ _tag: 'EnvelopeMalformed', code: 'field', field: 'region' })).toMatch(
      /^The field region does not have the required form\. /,
    );
    expect(messageOf({ _tag: 'SnapshotMalformed', reason: 'a hole', path: '$[1]' })).toMatch(
      /^The snapshot is not canonical: a hole at \$\[1\]\. /,
    );
  });
});

describe('an exception that carries an error', () => {
  it('is made of whatever plain JavaScript passes', () => {
    const unknown: CryptoError = JSON.parse('{"_tag":"Unknown"}');
    expect(messageOf(unknown)).toBe('Unknown');
  });
});

describe('cryptoErrorOf', () => {
  it('reads what refusal carries, and nothing else', () => {
    const error = { _tag: 'KeyReused' } as const;
    const thrown = refusal(error);
    expect([thrown.name, thrown.message]).toEqual([
      'KeyReused',
      cryptoSentences.KeyReused(error).join(' '),
    ]);
    expect(cryptoErrorOf(thrown)).toBe(error);
    expect([new Error('x'), { refusal: error }, null, undefined, 'x'].map(cryptoErrorOf)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

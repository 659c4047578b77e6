/**
 * Every refusal has its sentence, and carries through a throw.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { type CryptoError, explain, cryptoErrorOf } from '../src/index.ts';
import { refusal } from '../src/provider.ts';

const all: readonly CryptoError[] = [
  { _tag: 'EnvelopeMalformed', code: 'magic' },
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
  { _tag: 'KeyringMalformed', field: 'key' },
  { _tag: 'KeyStillActive', key: '00' },
  { _tag: 'StreamFailed', side: 'source', cause: new Error('x') },
  { _tag: 'Aborted' },
];

describe('explain', () => {
  it('says one sentence for each refusal, another for each', () => {
    const sentences = all.map(explain);
    expect(sentences.filter((sentence) => !/^[A-Z][^\n]*\.$/.test(sentence))).toEqual([]);
    expect(new Set(sentences).size).toBe(all.length);
  });

  it('names field and path where there is one', () => {
    expect(explain({ _tag: 'EnvelopeMalformed', code: 'field', field: 'region' })).toBe(
      'The envelope is malformed: field (region).',
    );
    expect(explain({ _tag: 'SnapshotMalformed', reason: 'a hole', path: '$[1]' })).toBe(
      'The snapshot is not canonical: a hole at $[1].',
    );
  });
});

describe('cryptoErrorOf', () => {
  it('reads what refusal carries, and nothing else', () => {
    const error: CryptoError = { _tag: 'KeyReused' };
    const thrown = refusal(error);
    expect([thrown.name, thrown.message]).toEqual(['KeyReused', explain(error)]);
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

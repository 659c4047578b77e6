import { describe, expect, it } from '@jest/globals';
import { assert, integer, property, uniqueArray } from 'fast-check';
import {
  isMadeClusterId,
  makeBackupId,
  makeEniId,
  makeHsmId,
  makeSigningRequestId,
  makeStem,
} from '../../src/model/ids.ts';
import { onlyFast } from '../support.ts';

const LOW_MAX = 2 ** 30;

describe('ids', () => {
  it('never change, since histories are kept', () => {
    const numbers = [0, 1, 2, LOW_MAX - 1, LOW_MAX, 5 * LOW_MAX + 3];
    expect(numbers.map((n) => makeStem(n, 0))).toEqual([
      'lzia5pfadwn',
      'lzia5fofbuc',
      'lzia53xj7rx',
      'lzia5y33fyy',
      'lzia6pfadwn',
      'lzibcsao5pm',
    ]);
    expect([1, 2, -1].map((seed) => makeStem(0, seed))).toEqual([
      'rlrinpfadwn',
      'w52p4pfadwn',
      'gg6zopfadwn',
    ]);
    expect(makeHsmId('lzia5pfadwn', 33)).toBe('hsm-lzia5pfadwnaaabb');
    expect(makeBackupId('lzia5pfadwn', 1)).toBe('backup-lzia5pfadwnaaaab');
    expect(makeSigningRequestId('hsm-lzia5pfadwnaaabb')).toBe('csr-lzia5pfadwnaaabb');
  });

  it('of holders differ, however many came before', () => {
    assert(
      property(
        uniqueArray(integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), {
          minLength: 2,
          maxLength: 40,
        }),
        integer(),
        (numbers, seed) => {
          expect(new Set(numbers.map((n) => makeStem(n, seed))).size).toBe(numbers.length);
        },
      ),
      onlyFast,
    );
  });

  it('of network interfaces have 17 hex digits, whatever the stem (F-62)', () => {
    expect(makeEniId('aaaaaaaaaaa', 0)).toBe('eni-00000000000000000');
    expect(makeEniId('aaaaaaaaaab', 1)).toBe('eni-00000000000002001');
    expect(makeEniId('77777777777', 8191)).toBe('eni-fffffffffffffffff');
  });
});

describe('isMadeClusterId', () => {
  it.each(['cluster-lzia5pfadwn', 'cluster-22222222222'])('recognizes %s', (id) => {
    expect(isMadeClusterId(id)).toBe(true);
  });

  it.each([
    'cluster-lzia5pfadw',
    'cluster-lzia5pfadwna',
    'cluster-Lzia5pfadwn',
    'cluster-lzia5pfadw1',
    'a-cluster-lzia5pfadwn',
  ])('does not recognize %s', (id) => {
    expect(isMadeClusterId(id)).toBe(false);
  });
});

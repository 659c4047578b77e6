/**
 * What the compiler holds: the synchronous twins take synchronous planes only, and refusals are
 * closed unions.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import {
  createSnapshotCipher,
  noblePrimitives,
  type openSnapshot,
  type openSnapshotSync,
  type OpenError,
  type SealError,
  sealSnapshotSync,
  type SnapshotCipher,
  type SyncSnapshotCipher,
  webcryptoCipher,
  webcryptoPrimitives,
} from '../src/index.ts';
import type { Either } from 'fp-ts/lib/Either.js';
import type { TaskEither } from 'fp-ts/lib/TaskEither.js';
import { input, keyring, left } from './support/world.ts';

describe('the types', () => {
  it('tell synchronous ciphers from others', () => {
    expectTypeOf(createSnapshotCipher(noblePrimitives())).toEqualTypeOf<SyncSnapshotCipher>();
    expectTypeOf(createSnapshotCipher(webcryptoPrimitives())).toEqualTypeOf<SnapshotCipher>();
    // @ts-expect-error - WebCrypto answers with promises
    const outcome = sealSnapshotSync(input(), { cipher: webcryptoCipher(), keyring: keyring() });
    expect(left(outcome)._tag).toBe('ProviderFailed');
  });

  it('close the unions of refusals', () => {
    expectTypeOf<ReturnType<typeof openSnapshot>>().toEqualTypeOf<
      TaskEither<OpenError, Uint8Array>
    >();
    expectTypeOf<ReturnType<typeof openSnapshotSync>>().toEqualTypeOf<
      Either<OpenError, Uint8Array>
    >();
    expectTypeOf<
      Extract<SealError, { readonly _tag: 'AuthenticationFailed' }>
    >().toEqualTypeOf<never>();
    expectTypeOf<Extract<OpenError, { readonly _tag: 'KeyReused' }>>().toEqualTypeOf<never>();
    expect.assertions(0);
  });
});

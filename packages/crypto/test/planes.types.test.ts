/**
 * What the compiler checks: the synchronous functions take only synchronous planes, and the
 * unions of errors are closed.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { expectTypeOf } from 'expect-type';
import {
  createSnapshotCipher,
  noblePrimitives,
  openSnapshot,
  type openSnapshotSync,
  type OpenError,
  type SealError,
  sealSnapshot,
  sealSnapshotSync,
  type SnapshotCipher,
  type SyncSnapshotCipher,
  webcryptoCipher,
  webcryptoPrimitives,
} from '../src/index.ts';
import type { Either } from 'fp-ts/lib/Either.js';
import { chainW, type TaskEither } from 'fp-ts/lib/TaskEither.js';
import { pipe } from 'fp-ts/lib/function.js';
import { expected, input, keyring, left, planes, right } from './support/world.ts';

describe('the types', () => {
  it('tell synchronous ciphers from others', () => {
    expectTypeOf(createSnapshotCipher(noblePrimitives())).toEqualTypeOf<SyncSnapshotCipher>();
    expectTypeOf(createSnapshotCipher(webcryptoPrimitives())).toEqualTypeOf<SnapshotCipher>();
    // @ts-expect-error - WebCrypto answers with promises
    const outcome = sealSnapshotSync(input(), { cipher: webcryptoCipher(), keyring: keyring() });
    expect(left(outcome)._tag).toBe('ProviderFailed');
  });

  it('let an arrow function turn a call into a TaskEither', async () => {
    const world = planes();
    const task: TaskEither<SealError | OpenError, Uint8Array> = pipe(
      () => sealSnapshot(input(), world),
      chainW((sealed) => () => openSnapshot({ ...sealed, expected }, world)),
    );
    expect(right(await task())).toEqual(input().snapshot);
  });

  it('close the unions of errors', () => {
    expectTypeOf<ReturnType<typeof openSnapshot>>().toEqualTypeOf<
      Promise<Either<OpenError, Uint8Array>>
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

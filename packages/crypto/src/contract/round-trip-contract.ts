/**
 * The part of a provider's contract about sealing and opening.
 *
 * @module
 */
import { createSnapshotCipher } from '../cipher/create-snapshot-cipher.ts';
import { nobleCipher } from '../cipher/noble.ts';
import type { AsyncPrimitives } from '../cipher/primitives.ts';
import type { SnapshotCipher } from '../cipher/snapshot-cipher.ts';
import { isEqual } from '../kernel/bytes.ts';
import type { Either } from '../kernel/either.ts';
import type { OpenError } from '../kernel/errors.ts';
import type { MemoryKeyring } from '../keyring/memory-keyring.ts';
import { openSnapshot } from '../sealing/open.ts';
import { type Sealed, sealSnapshot } from '../sealing/seal.ts';
import { type ContractCase, ensure } from './case.ts';
import { specimen, specimenExpected, specimenKeyring, specimenSnapshot } from './specimen.ts';

const sealedBy = async (cipher: SnapshotCipher, keyring: MemoryKeyring): Promise<Sealed> => {
  const outcome = await sealSnapshot(specimen(), { cipher, keyring });
  if (outcome._tag === 'Left')
    throw new Error(`contract broken: a snapshot is sealed, not refused as ${outcome.left._tag}`);
  return outcome.right;
};

type Opened = Either<OpenError, Uint8Array>;

const openedBy = (
  cipher: SnapshotCipher,
  keyring: MemoryKeyring,
  sealed: Sealed,
): Promise<Opened> =>
  openSnapshot({ ...sealed, expected: specimenExpected() }, { cipher, keyring });

const isWhole = (outcome: Opened): boolean =>
  outcome._tag === 'Right' && isEqual(outcome.right, specimenSnapshot);

/** The cases of sealing and opening with a provider. */
export const roundTripCases = (primitives: AsyncPrimitives): readonly ContractCase[] => [
  {
    name: 'opens what the default provider sealed, and vice versa',
    run: async () => {
      const [mine, noble, keyring] = [
        createSnapshotCipher(primitives),
        nobleCipher(),
        specimenKeyring(),
      ];
      ensure(
        isWhole(await openedBy(noble, keyring, await sealedBy(mine, keyring))),
        'the default provider opens what this one sealed',
      );
      ensure(
        isWhole(await openedBy(mine, keyring, await sealedBy(noble, keyring))),
        'this provider opens what the default one sealed',
      );
    },
  },
  {
    name: 'says nothing but AuthenticationFailed about an altered payload',
    run: async () => {
      const [cipher, keyring] = [createSnapshotCipher(primitives), specimenKeyring()];
      const sealed = await sealedBy(cipher, keyring);
      const payload = sealed.payload.map((byte, index) =>
        index === sealed.payload.length - 1 ? byte ^ 1 : byte,
      );
      const outcome = await openedBy(cipher, keyring, { ...sealed, payload });
      ensure(
        outcome._tag === 'Left' &&
          JSON.stringify(outcome.left) === '{"_tag":"AuthenticationFailed"}',
        'one error, without details',
      );
    },
  },
];

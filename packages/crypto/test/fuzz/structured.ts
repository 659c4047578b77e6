/**
 * A fuzzer that knows the envelope: it alters fields rather than bytes alone, and several at a
 * time.
 *
 * @module
 */
import {
  type Arbitrary,
  constantFrom,
  integer,
  nat,
  oneof,
  record,
  tuple,
  uint8Array,
} from 'fast-check';
import type { Bytes } from '../../src/index.ts';
import { flipped, joined, withByte } from '../support/world.ts';

/** Two portable envelopes: the one to alter, and another to take parts of. */
export type Donors = { readonly own: Bytes; readonly other: Bytes };

/** Changes an envelope. */
export type Mutation = (envelope: Bytes, donors: Donors) => Bytes;

/**
 * Places that mean something: one-byte numbers, instants, lengths, salt, names, commitment, slot
 * count, slot, frames.
 */
const PLACES = [
  0, 7, 8, 9, 10, 11, 12, 19, 20, 27, 28, 59, 60, 61, 69, 70, 81, 82, 101, 102, 120, 121, 152, 153,
  154, 155, 156, 159, 160, 161, 169, 170, 188, 189, 197, 200, 201, 216, 217, 218, 219, 258, 259,
  260,
];
const aPlace: Arbitrary<number> = oneof(constantFrom(...PLACES), nat(9000));
const aByte = oneof(constantFrom(0, 1, 0x7f, 0x80, 0xfe, 0xff), integer({ min: 0, max: 255 }));
const aLength = oneof(
  constantFrom(0n, 1n, 2n ** 28n, 2n ** 32n, 2n ** 53n, 2n ** 64n - 1n),
  nat(20_000).map(BigInt),
);

const within = (place: number, envelope: Bytes): number =>
  envelope.length === 0 ? 0 : place % envelope.length;

const set = record({ place: aPlace, byte: aByte }).map(
  ({ place, byte }): Mutation =>
    (envelope) =>
      envelope.length === 0 ? envelope : withByte(envelope, within(place, envelope), byte),
);
const flip = record({ place: aPlace, bit: nat(7) }).map(
  ({ place, bit }): Mutation =>
    (envelope) =>
      envelope.length === 0 ? envelope : flipped(envelope, within(place, envelope) * 8 + bit),
);
const cut = aPlace.map(
  (place): Mutation =>
    (envelope) =>
      envelope.subarray(0, within(place, envelope)),
);
const drop = tuple(aPlace, nat(5000)).map(([place, bytes]): Mutation => (envelope) => {
  const at = within(place, envelope);
  return joined(envelope.subarray(0, at), envelope.subarray(at + bytes));
});
const insert = tuple(aPlace, uint8Array({ minLength: 1, maxLength: 64 })).map(
  ([place, bytes]): Mutation =>
    (envelope) => {
      const at = within(place, envelope);
      return joined(envelope.subarray(0, at), bytes, envelope.subarray(at));
    },
);
const splice = tuple(aPlace, aPlace).map(([one, two]): Mutation => (envelope, { other }) => {
  const [from, to] = [Math.min(one, two), Math.max(one, two)];
  return joined(envelope.subarray(0, from), other.subarray(from, to), envelope.subarray(to));
});
const length = aLength.map((bytes): Mutation => (envelope) => {
  const out = envelope.slice();
  if (out.length >= 28) new DataView(out.buffer).setBigUint64(20, bytes);
  return out;
});
const slotLength = integer({ min: 0, max: 65_535 }).map((bytes): Mutation => (envelope) => {
  const out = envelope.slice();
  if (out.length >= 219) new DataView(out.buffer).setUint16(217, bytes);
  return out;
});
const noise = uint8Array({ maxLength: 400 }).map(
  (bytes): Mutation =>
    () =>
      bytes,
);

/** Weighted so that most variants stay close to an envelope. */
export const aMutation: Arbitrary<Mutation> = oneof(
  { weight: 4, arbitrary: set },
  { weight: 4, arbitrary: flip },
  { weight: 2, arbitrary: splice },
  { weight: 1, arbitrary: cut },
  { weight: 1, arbitrary: drop },
  { weight: 1, arbitrary: insert },
  { weight: 1, arbitrary: length },
  { weight: 1, arbitrary: slotLength },
  { weight: 1, arbitrary: noise },
);

/**
 * What is sealed: the inventory, which the model knows, and the secret bytes, which only the host
 * knows.
 *
 * @module
 */
import { type Contents } from '@hsm-lifecycle/core';
import {
  decodeSnapshot,
  encodeSnapshot,
  type Bytes,
  type CborValue,
  type SnapshotMalformed,
} from '@hsm-lifecycle/crypto';
import { left, right, type Either } from '../kernel/either.ts';

const FORMAT = 1;

/** The contents of an opened backup. */
export type OpenedContents = {
  /** Plain values; compare them with `isSameContents`. */
  readonly contents: CborValue;
  /** The bytes that the host gave when the backup was sealed, if any. */
  readonly secrets?: Bytes;
};

/** Drops undefined members, which CBOR cannot encode here. */
const plain = (value: unknown): CborValue => {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, it]) => (it === undefined ? [] : [[name, plain(it)]])),
    );
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? value
    : null;
};

/** Encodes contents and secrets as canonical CBOR: equal values give equal bytes. */
export const encodeContents = (
  contents: Contents,
  secrets: Bytes | undefined,
): Either<SnapshotMalformed, Bytes> =>
  encodeSnapshot({
    format: FORMAT,
    contents: plain(contents),
    ...(secrets !== undefined && { secrets }),
  });

const isMap = (value: CborValue): value is { readonly [key: string]: CborValue } =>
  typeof value === 'object' &&
  value !== null &&
  !Array.isArray(value) &&
  !(value instanceof Uint8Array);

/** Decodes contents and secrets. */
export const decodeContents = (bytes: Bytes): Either<SnapshotMalformed, OpenedContents> => {
  const value = decodeSnapshot(bytes);
  if (value._tag === 'Left') return value;
  const { format, contents, secrets } = isMap(value.right) ? value.right : {};
  if (format !== FORMAT || contents === undefined)
    return left({
      _tag: 'SnapshotMalformed',
      reason: 'not the contents of a backup',
      path: 'format',
    });
  return right(secrets instanceof Uint8Array ? { contents, secrets } : { contents });
};

const isSameList = (opened: CborValue, known: readonly unknown[]): boolean =>
  Array.isArray(opened) &&
  opened.length === known.length &&
  known.every((it, index) => isSame(opened[index] ?? null, it));

const isSameMap = (opened: CborValue, known: object): boolean => {
  if (!isMap(opened)) return false;
  // The others were not sealed.
  const members = Object.entries(known).filter(([, it]) => it !== undefined);
  return (
    members.length === Object.keys(opened).length &&
    members.every(([name, it]) => Object.hasOwn(opened, name) && isSame(opened[name] ?? null, it))
  );
};

/** Compares without writing either as text. */
const isSame = (opened: CborValue, known: unknown): boolean => {
  if (Array.isArray(known)) return isSameList(opened, known);
  return typeof known === 'object' && known !== null
    ? isSameMap(opened, known)
    : opened === plain(known);
};

/** Tells whether opened contents equal those in the model's state. */
export const isSameContents = ({ contents }: OpenedContents, known: Contents): boolean =>
  isSame(contents, known);

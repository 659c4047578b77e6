/**
 * What is sealed: the inventory that the machine knows of a backup, and the secret bytes that only
 * its host knows.
 *
 * @module
 */
import { type Contents } from '@hsm-lifecycle/core';
import { canonicalJson } from '@hsm-lifecycle/core/codec';
import {
  decodeSnapshot,
  encodeSnapshot,
  type Bytes,
  type CborValue,
  type SnapshotMalformed,
} from '@hsm-lifecycle/crypto';
import { left, right, type Either } from '../kernel/either.ts';

const FORMAT = 1;

/** What a sealed backup turns out to hold. */
export type OpenedContents = {
  /** As plain values; compare with {@link isSameContents}. */
  readonly contents: CborValue;
  /** What the host gave when the backup was sealed, if it gave anything. */
  readonly secrets?: Bytes;
};

/** Drops absent members, which CBOR has no word for. */
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

/** Writes what a backup holds as canonical CBOR: equal contents and secrets give equal bytes. */
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

/** Reads what a backup holds. */
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

/** Tells whether what was opened is what the machine knows. */
export const isSameContents = (opened: OpenedContents, known: Contents): boolean =>
  canonicalJson(opened.contents) === canonicalJson(plain(known));

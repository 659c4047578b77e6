/**
 * The closed set of values that a snapshot may hold, and the check that a value is in it.
 *
 * @module
 */
import { type Either, left, right } from '../kernel/either.ts';
import type { SnapshotMalformed } from '../kernel/errors.ts';

/** What a snapshot may hold: no fractions, no tags, no undefined; keys are text. */
export type CborValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | readonly CborValue[]
  | { readonly [key: string]: CborValue };

/** The deepest nesting of arrays and maps. */
export const CBOR_DEPTH_MAX = 32;
/** The maximum number of items: every value and every map key counts. */
export const CBOR_ITEMS_MAX = 10_000_000;

type Walk = { readonly value: unknown; readonly path: string; readonly depth: number };

const LONE_SURROGATE = /\p{Surrogate}/u;

const scalarFault = (value: unknown): string | undefined => {
  if (value === null || typeof value === 'boolean' || value instanceof Uint8Array) return undefined;
  if (typeof value === 'string')
    return LONE_SURROGATE.test(value) ? 'text with a lone surrogate' : undefined;
  if (typeof value !== 'number') return 'a value of a kind that no snapshot can hold';
  return Number.isSafeInteger(value) && !Object.is(value, -0)
    ? undefined
    : 'a number that is not a safe integer';
};

const isRecord = (value: unknown): value is Record<string, unknown> => {
  if (
    typeof value !== 'object' ||
    value === null ||
    Array.isArray(value) ||
    ArrayBuffer.isView(value)
  )
    return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

/**
 * The items of an array or map; undefined for a scalar. Array.from turns holes into undefined,
 * which is then refused.
 */
const partsOf = ({ value, path, depth }: Walk): readonly Walk[] | undefined => {
  if (Array.isArray(value))
    return Array.from(value, (part: unknown, index) => ({
      value: part,
      path: `${path}[${index}]`,
      depth: depth + 1,
    }));
  if (!isRecord(value)) return undefined;
  return Object.entries(value).map(([key, part]) => ({
    value: part,
    path: `${path}.${key}`,
    depth: depth + 1,
  }));
};

/** How many items a value has directly: those of an array, the keys and values of a map. */
const sizeOf = (value: unknown): number => {
  if (Array.isArray(value)) return value.length;
  return isRecord(value) ? 2 * Object.keys(value).length : 0;
};

const keyFault = (value: unknown): string | undefined =>
  isRecord(value) && Object.keys(value).some((key) => LONE_SURROGATE.test(key))
    ? 'a key with a lone surrogate'
    : undefined;

const fault = (reason: string, path: string): Either<SnapshotMalformed, never> =>
  left({ _tag: 'SnapshotMalformed', reason, path });

const faultIn = (
  { value, depth }: Walk,
  parts: readonly Walk[] | undefined,
): string | undefined => {
  if (parts === undefined) return scalarFault(value);
  return keyFault(value) ?? (depth >= CBOR_DEPTH_MAX ? 'nesting deeper than 32' : undefined);
};

/**
 * Checks that a value has exactly one canonical encoding.
 *
 * Plain objects only: a `Map`, a `Date` or an instance of a class is refused. Cycles reach the
 * depth limit.
 */
export const checkProfile = (value: unknown): Either<SnapshotMalformed, void> => {
  const open: Walk[] = [{ value, path: '$', depth: 0 }];
  let items = 0;
  for (let walk = open.pop(); walk !== undefined; walk = open.pop()) {
    const size = sizeOf(walk.value);
    // Before the items are listed: a billion of them would not fit into memory.
    if (items + open.length + size >= CBOR_ITEMS_MAX)
      return fault('more than ten million items', walk.path);
    const parts = partsOf(walk);
    const reason = faultIn(walk, parts);
    if (reason !== undefined) return fault(reason, walk.path);
    const within = parts ?? [];
    items += 1 + size - within.length;
    for (const part of within) open.push(part);
  }
  return right(undefined);
};

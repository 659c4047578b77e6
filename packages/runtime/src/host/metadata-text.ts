/**
 * Metadata as the text that is stored beside events.
 *
 * @module
 */
import { left, right, type Either } from '../kernel/either.ts';
import type { Metadata } from '../store/change.ts';
import type { MetadataNotJson } from './refusals.ts';

/** An object of this realm or another, or one without a prototype. */
const isPlainObject = (value: object): value is Readonly<Record<string, unknown>> => {
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain =
    prototype === null ||
    (typeof prototype === 'object' && Object.getPrototypeOf(prototype) === null);
  return isPlain && Object.getOwnPropertySymbols(value).length === 0;
};

type Place = { readonly path: readonly string[]; readonly within: readonly object[] };

/** JSON drops a member that is undefined, and reading it gives undefined again. */
const flawOfMembers = (value: object, { path, within }: Place): string | undefined => {
  const inside = [...within, value];
  const isList = Array.isArray(value);
  // A hole in a list has no entry.
  const members = isList ? Array.from(value, (it, index) => [index, it]) : Object.entries(value);
  for (const [name, member] of members) {
    if (member === undefined && !isList) continue;
    const flaw = flawOf(member, { path: [...path, String(name)], within: inside });
    if (flaw !== undefined) return flaw;
  }
  return undefined;
};

/** JSON writes -0 as 0, and what is not finite as null. */
const isPlainScalar = (value: unknown): boolean =>
  typeof value === 'number'
    ? Number.isFinite(value) && !Object.is(value, -0)
    : value === null || typeof value === 'string' || typeof value === 'boolean';

/** The path of the first value that would not come back as it is. */
const flawOf = (value: unknown, place: Place): string | undefined => {
  if (isPlainScalar(value)) return undefined;
  const here = place.path.join('.');
  if (typeof value !== 'object' || value === null || place.within.includes(value)) return here;
  return Array.isArray(value) || (isPlainObject(value) && typeof value['toJSON'] !== 'function')
    ? flawOfMembers(value, place)
    : here;
};

/** Writes metadata. Left: where it is not plain JSON. */
export const metadataText = (metadata: Metadata): Either<MetadataNotJson, string> => {
  try {
    const path = Array.isArray(metadata) ? '' : flawOf(metadata, { path: [], within: [] });
    if (path !== undefined) return left({ _tag: 'MetadataNotJson', path });
    const text: unknown = JSON.stringify(metadata);
    return typeof text === 'string' && text.startsWith('{')
      ? right(text)
      : left({ _tag: 'MetadataNotJson', path: '' });
  } catch {
    // A getter threw, or it is too deep.
    return left({ _tag: 'MetadataNotJson', path: '' });
  }
};

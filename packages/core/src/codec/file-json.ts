/**
 * The envelope of the project's own files: a format, a version, tables of shared values, and the rest.
 *
 * @module
 */
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { canonicalJson } from './canonical-json.ts';
import { decoded, malformedAt, type MalformedInput } from './malformed-input.ts';
import { isPlain, record } from './shapes.ts';
import { readingFrom, tablesCodec, writingInto, type Tables } from './shared-values.ts';
import type { SharedCodecs } from './state-codec.ts';

/** What a file holds. */
export type Format = 'hsm-lifecycle/fleet' | 'hsm-lifecycle/holder';

const VERSION = 1;

/**
 * Writes a file.
 *
 * @param format - what it holds
 * @param write - writes the rest, given the codecs of shared values
 */
export const fileText = (format: Format, write: (shared: SharedCodecs) => Readonly<Record<string, unknown>>): string => {
  const { shared, tables } = writingInto();
  const body = write(shared);
  return canonicalJson({ ...body, format, version: VERSION, shared: tables() });
};

/** A file that has been opened: how to read its shared values, and the rest. */
type Opened = { readonly shared: SharedCodecs; readonly body: unknown };

/** Opens a file: checks what it is, and reads its tables. */
export const opened = (value: unknown, expected: Format): Either<MalformedInput, Opened> => {
  if (!isPlain(value)) return left(malformedAt('', 'an object', value));
  const { format, version, shared, ...body } = value;
  if (format !== expected) return left(malformedAt('format', `"${expected}"`, format));
  if (version !== VERSION) return left(malformedAt('version', `a version that this release knows: ${VERSION}`, version));
  const tables = decoded(record<{ readonly shared: Tables }>('an object', { shared: tablesCodec }), { shared });
  return isLeft(tables) ? tables : right({ shared: readingFrom(tables.right.shared), body });
};

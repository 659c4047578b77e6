/**
 * The envelope of the project's own files: a format, a version, tables of shared values, and the
 * rest.
 *
 * @module
 */
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { canonicalJson } from './canonical-json.ts';
import { decoded, malformedAt, type MalformedInput } from './malformed-input.ts';
import { codec, success, type Codec } from './io.ts';
import { isPlain, record, type Members } from './shapes.ts';
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
export const fileText = (format: Format, write: (shared: SharedCodecs) => unknown): string => {
  const { shared, tables } = writingInto();
  const body = write(shared);
  return canonicalJson({ ...(isPlain(body) && body), format, version: VERSION, shared: tables() });
};

/** What every file says of itself. */
type Envelope = { readonly format: unknown; readonly version: unknown; readonly shared: unknown };

const anything: Codec<unknown> = codec<unknown>('anything', {
  validate: (value) => success(value),
  encode: () => undefined,
});

/** The members of a file beside its own: {@link opened} has read them. */
const envelope: Members<Envelope> = { format: anything, version: anything, shared: anything };

/** Makes the codec of a whole file from what is its own. */
export const fileCodec = <Body extends object>(members: Members<Body>): Codec<Body> =>
  record<Body & Envelope>('a file', { ...members, ...envelope } as unknown as Members<
    Body & Envelope
  >) as Codec<Body>;

/** Opens a file: checks what it is, and reads its tables. */
export const opened = (value: unknown, expected: Format): Either<MalformedInput, SharedCodecs> => {
  if (!isPlain(value)) return left(malformedAt('', 'an object', value));
  const { format, version, shared } = value;
  if (format !== expected) return left(malformedAt('format', `"${expected}"`, format));
  if (version !== VERSION)
    return left(malformedAt('version', `a version that this release knows: ${VERSION}`, version));
  const tables = decoded(
    record<{ readonly shared: Tables }>('an object', { shared: tablesCodec }),
    { shared },
  );
  return isLeft(tables) ? tables : right(readingFrom(tables.right.shared));
};

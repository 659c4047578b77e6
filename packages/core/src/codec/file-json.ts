/**
 * The envelope of the project's own files: a format, a version, tables of shared values, and the
 * rest.
 *
 * @module
 */
import { isLeft, left } from '../kernel/either.ts';
import { flawed, flawAt, type Flaw } from './flaw.ts';
import { codec, failure, success, type Codec, type Context, type Validation } from './io.ts';
import { anything, isPlain, record, type Members } from './shapes.ts';
import { readingFrom, tablesCodec, writingInto, type Tables } from './shared-values.ts';
import type { SharedCodecs } from './state-codec.ts';

/** What a file holds. */
export type Format = 'hsm-lifecycle/fleet' | 'hsm-lifecycle/holder';

const VERSION = 1;

/** What every file says of itself. */
type Envelope = { readonly format: unknown; readonly version: unknown; readonly shared: unknown };

/** The members of a file beside its own: {@link opened} has read them. */
const envelope: Members<Envelope> = { format: anything, version: anything, shared: anything };

type Plain = Readonly<Record<string, unknown>>;

const tablesIn = record<{ readonly shared: Tables }>('an object', { shared: tablesCodec });

/** Opens a file: checks what it is, and reads its tables. */
const opened = (value: Plain, expected: Format, context: Context): Validation<SharedCodecs> => {
  const { format, version, shared } = value;
  const at = (flaw: Flaw): Validation<SharedCodecs> => flawed({ flaw, value, context });
  if (format !== expected) return at(flawAt('format', `"${expected}"`, format));
  if (version !== VERSION)
    return at(flawAt('version', `a version that this release knows: ${VERSION}`, version));
  const tables = tablesIn.validate({ shared }, context);
  return isLeft(tables) ? tables : success(readingFrom(tables.right.shared));
};

/** A kind of file. */
export type FileOf<Whole, Parts extends object> = {
  readonly format: Format;
  /** The members beside those of every file, given the codecs of shared values. */
  readonly members: (shared: SharedCodecs) => Members<Parts>;
  readonly partsOf: (whole: Whole) => Parts;
  /** Finds what contradicts itself in the parts. */
  readonly flawIn: (parts: Parts) => Flaw | undefined;
  readonly assembled: (parts: Parts) => Whole;
  /** Tells whether there are parts to take out of a value. */
  readonly hasParts: (value: unknown) => value is Whole;
};

/** Makes the codec of a kind of file: plain JSON, to be written as text by `canonicalJson`. */
export const fileCodec = <Whole, Parts extends object>(
  file: FileOf<Whole, Parts>,
): Codec<Whole> => {
  const { format, members, partsOf, flawIn, assembled, hasParts } = file;
  const body = (shared: SharedCodecs): Codec<Parts> =>
    record<Parts & Envelope>('a file', { ...members(shared), ...envelope } as unknown as Members<
      Parts & Envelope
    >) as unknown as Codec<Parts>;
  return codec<Whole>('an object', {
    validate: (value, context) => {
      if (!isPlain(value)) return failure(value, context);
      const shared = opened(value, format, context);
      if (isLeft(shared)) return shared;
      const parts = body(shared.right).validate(value, context);
      if (isLeft(parts)) return left(parts.left);
      const flaw = flawIn(parts.right);
      return flaw === undefined
        ? success(assembled(parts.right))
        : flawed({ flaw, value, context });
    },
    encode: (value) => {
      const { shared, tables } = writingInto();
      const written = body(shared).encode(partsOf(value)) as Plain;
      return { ...written, format, version: VERSION, shared: tables() };
    },
    is: (value) => hasParts(value) && body(writingInto().shared).is({ ...partsOf(value) }),
  });
};

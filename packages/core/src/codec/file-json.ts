/**
 * The envelope of this project's files: format, version, tables of shared values, and the members
 * of each format.
 *
 * @module
 */
import { isLeft, left } from '../kernel/either.ts';
import { flawed, flawAt, type Flaw } from './flaw.ts';
import { codec, failure, success, type Codec, type Context, type Validation } from './io.ts';
import { anything, isPlain, record, type Members } from './shapes.ts';
import { readingFrom, tablesCodec, writingInto, type Tables } from './shared-values.ts';
import type { SharedCodecs } from './state-codec.ts';

/** The formats. */
export type Format = 'hsm-lifecycle/fleet' | 'hsm-lifecycle/holder';

const VERSION = 1;

/** The members of every file. */
type Envelope = { readonly format: unknown; readonly version: unknown; readonly shared: unknown };

/** The envelope's members, which {@link opened} has already read. */
const envelope: Members<Envelope> = { format: anything, version: anything, shared: anything };

type Plain = Readonly<Record<string, unknown>>;

const tablesIn = record<{ readonly shared: Tables }>('an object', { shared: tablesCodec });

/** Opens a file: checks its format and version, and reads its tables. */
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
  /** The members of this format, given the codecs of shared values. */
  readonly members: (shared: SharedCodecs) => Members<Parts>;
  readonly partsOf: (whole: Whole) => Parts;
  /** Finds the first contradiction between the parts. */
  readonly flawIn: (parts: Parts) => Flaw | undefined;
  readonly assembled: (parts: Parts) => Whole;
  /** Tells whether a value can be taken apart. */
  readonly hasParts: (value: unknown) => value is Whole;
};

/** Makes the codec of a kind of file. Its JSON becomes text through `canonicalJson`. */
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

/**
 * Tables of values that many holders share: each is written once, and shared again when read.
 *
 * @module
 */
import { editionNamed } from '../rules/editions.ts';
import type { Edition } from '../model/edition.ts';
import type { Access, Contents, Material } from '../model/contents.ts';
import { canonicalJson } from './canonical-json.ts';
import { access, material } from './contents-codec.ts';
import { codec, failure, success, type Codec } from './io.ts';
import { editionOf, wholeEdition } from './edition-codec.ts';
import { list, made, record } from './shapes.ts';
import type { SharedCodecs } from './state-codec.ts';

/** The tables of one file. */
export type Tables = {
  readonly edition: readonly Edition[];
  readonly materials: readonly Material[];
  readonly accesses: readonly Access[];
};

/** The tables of a file, with each value in full. */
export const tablesCodec: Codec<Tables> = record<Tables>('the tables of shared values', {
  edition: list('a list of editions', wholeEdition),
  materials: list('a list of keys and certificates', material),
  accesses: list('a list of users, policies and configuration', access),
});

/** A table of values, being read or written. */
type Table<Value> = {
  readonly whole: Codec<Value>;
  readonly values: readonly Value[];
  readonly placeOf: (value: Value) => unknown;
};

/** Makes the codec of a value that is written as its place in a table. */
const reference = <Value>({ whole, values: table, placeOf }: Table<Value>): Codec<Value> =>
  codec<Value>(`a place in the table: a whole number below ${table.length}`, {
    validate: (place, context) => {
      const value = typeof place === 'number' ? table[place] : undefined;
      return value === undefined ? failure(place, context) : success(value);
    },
    encode: placeOf,
    is: whole.is,
  });

const editionReference = (placed: Codec<Edition>): Codec<Edition> =>
  codec<Edition>(`the name of an edition, or ${placed.name}`, {
    validate: (value, context) => {
      const base = typeof value === 'string' ? editionNamed(value) : undefined;
      if (base !== undefined) return success(base);
      return typeof value === 'number' ? placed.validate(value, context) : failure(value, context);
    },
    encode: (it) => editionOf(it)?.name ?? placed.encode(it),
    is: placed.is,
  });

/**
 * Makes the codec of the contents of joining HSMs: the same pair of places gives the same object.
 */
const pairs = (halves: Pick<SharedCodecs, 'material' | 'access'>): Codec<Contents> => {
  const known = new Map<Material, Map<Access, Contents>>();
  return made<Contents, Contents>('contents', halves, (pair) => {
    const same = known.get(pair.material) ?? new Map<Access, Contents>();
    const first = same.get(pair.access) ?? pair;
    known.set(pair.material, same.set(pair.access, first));
    return first;
  });
};

const codecsOf = (
  edition: Codec<Edition>,
  halves: Pick<SharedCodecs, 'material' | 'access'>,
): SharedCodecs => ({
  edition: editionReference(edition),
  ...halves,
  contents: pairs(halves),
});

/** A table for reading only. */
const readTable = <Value>(whole: Codec<Value>, values: readonly Value[]): Codec<Value> =>
  reference({ whole, values, placeOf: () => undefined });

/** Makes the codecs that read references to the tables of a file. */
export const readingFrom = ({ edition, materials, accesses }: Tables): SharedCodecs =>
  codecsOf(readTable(wholeEdition, edition), {
    material: readTable(material, materials),
    access: readTable(access, accesses),
  });

/** Gives each distinct value a place, in order of first use. */
const placing = <Value>(
  whole: Codec<Value>,
): { readonly written: readonly unknown[]; readonly of: Codec<Value> } => {
  const written: unknown[] = [];
  const byReference = new Map<Value, number>();
  const byText = new Map<string, number>();
  const placeByText = (value: Value): number => {
    const plain = whole.encode(value);
    const text = canonicalJson(plain);
    const known = byText.get(text);
    if (known !== undefined) return known;
    byText.set(text, written.length);
    return written.push(plain) - 1;
  };
  const placeOf = (value: Value): number => {
    const place = byReference.get(value) ?? placeByText(value);
    byReference.set(value, place);
    return place;
  };
  return { written, of: reference({ whole, values: [], placeOf }) };
};

/** Makes the codecs that write references, and the tables that they fill. */
export const writingInto = (): {
  readonly shared: SharedCodecs;
  readonly tables: () => unknown;
} => {
  const edition = placing(wholeEdition);
  const materials = placing(material);
  const accesses = placing(access);
  const shared = codecsOf(edition.of, { material: materials.of, access: accesses.of });
  return {
    shared,
    tables: () => ({
      edition: edition.written,
      materials: materials.written,
      accesses: accesses.written,
    }),
  };
};

/**
 * Reads a JSON value by its shape. Null is absent; members that the shape does not have are passed
 * over.
 *
 * @module
 */
import { isJsonObject } from '../kernel/plain.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { BrokenConstraint, InputFlaw } from './flaw.ts';
import type { ApiShape, ShapeBook } from './shape.ts';

type Reading = Either<readonly InputFlaw[], unknown>;

type Of<Kind extends ApiShape['kind']> = Extract<ApiShape, { readonly kind: Kind }>;

type At = { readonly book: ShapeBook; readonly at: string };

const wrongType = (at: string, expected: string): Reading => left([{ kind: 'TYPE', at, expected }]);

const broken = (at: string, value: unknown, constraint: string): BrokenConstraint => ({
  kind: 'CONSTRAINT',
  at,
  value,
  constraint: `Member must ${constraint}`,
});

const patterns = new Map<string, RegExp>();

const patternOf = (source: string): RegExp => {
  const known = patterns.get(source) ?? new RegExp(`^(?:${source})$`, 'u');
  patterns.set(source, known);
  return known;
};

/** Characters are code points: a pair of surrogates is one. */
const charactersIn = (text: string): number => Array.from(text).length;

const sizeConstraint = (size: number, { min = 0, max }: { min?: number; max?: number }) => {
  if (size < min) return `have length greater than or equal to ${min}`;
  return max !== undefined && size > max ? `have length less than or equal to ${max}` : undefined;
};

const textConstraint = (shape: Of<'TEXT'>, text: string): string | undefined => {
  const { words, pattern } = shape;
  if (words !== undefined && !words.includes(text))
    return `satisfy enum value set: [${words.join(', ')}]`;
  const size = sizeConstraint(charactersIn(text), shape);
  if (size !== undefined) return size;
  return pattern === undefined || patternOf(pattern).test(text)
    ? undefined
    : `satisfy regular expression pattern: ${pattern}`;
};

const checked = (at: string, value: unknown, constraint: string | undefined): Reading =>
  constraint === undefined ? right(value) : left([broken(at, value, constraint)]);

const readWhole = ({ min, max }: Of<'WHOLE'>, value: unknown, { at }: At): Reading => {
  if (typeof value !== 'number' || !Number.isInteger(value)) return wrongType(at, 'a whole number');
  if (value < min) return left([broken(at, value, `have value greater than or equal to ${min}`)]);
  return checked(at, value, value > max ? `have value less than or equal to ${max}` : undefined);
};

const together = (readings: readonly Reading[]): Either<readonly InputFlaw[], unknown[]> => {
  const flaws = readings.flatMap((it) => (isLeft(it) ? it.left : []));
  if (flaws.length > 0) return left(flaws);
  return right(readings.flatMap((it) => (isLeft(it) ? [] : [it.right])));
};

const readList = (shape: Of<'LIST'>, value: unknown, { book, at }: At): Reading => {
  if (!Array.isArray(value)) return wrongType(at, 'a list');
  const elements: readonly unknown[] = value;
  const size = sizeConstraint(elements.length, shape);
  if (size !== undefined) return left([broken(at, value, size)]);
  return together(
    elements.map((it, index) => readNamed(shape.of, it, { book, at: `${at}.${index + 1}.member` })),
  );
};

const readMap = (shape: Of<'MAP'>, value: unknown, { book, at }: At): Reading => {
  if (!isJsonObject(value)) return wrongType(at, 'a map');
  const entries = Object.entries(value);
  const size = sizeConstraint(entries.length, shape.max === undefined ? {} : { max: shape.max });
  if (size !== undefined) return left([broken(at, value, size)]);
  const keys = together(
    entries.map(([key]) => readNamed(shape.key, key, { book, at: `${at}.${key}.key` })),
  );
  if (isLeft(keys)) return keys;
  const read = together(
    entries.map(([key, it]) => readNamed(shape.of, it, { book, at: `${at}.${key}.value` })),
  );
  if (isLeft(read)) return read;
  return right(Object.fromEntries(entries.map(([key], index) => [key, read.right[index]])));
};

const memberPath = (at: string, name: string): string => {
  const member = `${name.slice(0, 1).toLowerCase()}${name.slice(1)}`;
  return at === '' ? member : `${at}.${member}`;
};

const readStructure = (shape: Of<'STRUCTURE'>, value: unknown, { book, at }: At): Reading => {
  if (!isJsonObject(value)) return wrongType(at, 'a JSON object');
  const read: [string, unknown][] = [];
  const flaws: InputFlaw[] = [];
  for (const [name, of] of Object.entries({ ...shape.required, ...shape.optional })) {
    const member = Object.hasOwn(value, name) ? value[name] : undefined;
    const path = memberPath(at, name);
    if (member !== undefined && member !== null) {
      const reading = readNamed(of, member, { book, at: path });
      if (isLeft(reading)) flaws.push(...reading.left);
      else read.push([name, reading.right]);
    } else if (Object.hasOwn(shape.required, name))
      flaws.push(broken(path, undefined, 'not be null'));
  }
  return flaws.length > 0 ? left(flaws) : right(Object.fromEntries(read));
};

const readScalar = (
  shape: Of<'TEXT' | 'WHOLE' | 'FLAG' | 'INSTANT'>,
  value: unknown,
  where: At,
): Reading => {
  const { at } = where;
  switch (shape.kind) {
    case 'TEXT':
      return typeof value === 'string'
        ? checked(at, value, textConstraint(shape, value))
        : wrongType(at, 'text');
    case 'WHOLE':
      return readWhole(shape, value, where);
    case 'FLAG':
      return typeof value === 'boolean' ? right(value) : wrongType(at, 'true or false');
    case 'INSTANT':
      return Number.isFinite(value) ? right(value) : wrongType(at, 'an instant');
  }
};

const readShape = (shape: ApiShape, value: unknown, where: At): Reading => {
  switch (shape.kind) {
    case 'LIST':
      return readList(shape, value, where);
    case 'MAP':
      return readMap(shape, value, where);
    case 'STRUCTURE':
      return readStructure(shape, value, where);
    case 'TEXT':
    case 'WHOLE':
    case 'FLAG':
    case 'INSTANT':
      return readScalar(shape, value, where);
  }
};

const readNamed = (name: string, value: unknown, where: At): Reading => {
  const shape = where.book[name];
  return shape === undefined ? wrongType(where.at, name) : readShape(shape, value, where);
};

/**
 * Reads a value by its shape.
 *
 * @param book - all shapes
 * @param name - of the value's shape
 * @returns Right: a copy with the shape's members only. Left: all flaws.
 */
export const readValue = (
  book: ShapeBook,
  name: string,
  value: unknown,
): Either<readonly InputFlaw[], unknown> => readNamed(name, value, { book, at: '' });

/**
 * Taking values out of rows. A row that is not as the schema says means that somebody else wrote to
 * the file.
 *
 * @module
 */

/** A row is not as the schema says. */
export class RowDamaged extends Error {
  override readonly name = 'RowDamaged';
}

const cell = (row: unknown, column: string): unknown => {
  const found: unknown =
    typeof row === 'object' && row !== null ? Reflect.get(row, column) : undefined;
  return found;
};

/** Takes text out of JSON that was read. */
export const textIn = (row: unknown, column: string): string => {
  const it = cell(row, column);
  if (typeof it !== 'string') throw new RowDamaged(`${column} is no text`);
  return it;
};

/** Takes a whole number. */
export const numberIn = (row: unknown, column: string): number => {
  const it = cell(row, column);
  if (typeof it !== 'number' || !Number.isSafeInteger(it))
    throw new RowDamaged(`${column} is no whole number`);
  return it;
};

/** Not `instanceof`: a driver's buffer may be of another realm than ours. */
const isBuffer = (it: unknown): it is ArrayBuffer =>
  Object.prototype.toString.call(it) === '[object ArrayBuffer]';

/**
 * Takes bytes, as plain ones of our own. libsql's `get` gives a view of a buffer, its `all` the
 * buffer itself.
 */
export const bytesIn = (row: unknown, column: string): Uint8Array => {
  const it = cell(row, column);
  if (isBuffer(it)) return new Uint8Array(it).slice();
  if (!ArrayBuffer.isView(it)) throw new RowDamaged(`${column} is no bytes`);
  return new Uint8Array(it.buffer, it.byteOffset, it.byteLength).slice();
};

/** Tells whether a column is NULL. */
export const isNull = (row: unknown, column: string): boolean => cell(row, column) === null;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * How text is asked for: as bytes. The driver ends the whole process over text that is not UTF-8,
 * as a flipped bit in the file can make it.
 */
export const asBytes = (...columns: readonly string[]): string =>
  columns.map((column) => `CAST(${column} AS BLOB) AS ${column}`).join(', ');

/** Takes text that was asked for with {@link asBytes}. */
export const storedTextIn = (row: unknown, column: string): string => {
  const bytes = bytesIn(row, column);
  try {
    return utf8.decode(bytes);
  } catch {
    throw new RowDamaged(`${column} is no text`);
  }
};

/** Takes JSON that was asked for with {@link asBytes}. */
export const jsonIn = (row: unknown, column: string): unknown => {
  const text = storedTextIn(row, column);
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw new RowDamaged(`${column} is no JSON`);
  }
};

/**
 * Reads values from rows. A row that does not match the schema means that something else wrote to
 * the file.
 *
 * @module
 */

/** A row does not match the schema. */
export class RowDamaged extends Error {
  override readonly name = 'RowDamaged';
}

const cell = (row: unknown, column: string): unknown => {
  const found: unknown =
    typeof row === 'object' && row !== null ? Reflect.get(row, column) : undefined;
  return found;
};

/** Reads text from parsed JSON. */
export const textIn = (row: unknown, column: string): string => {
  const value = cell(row, column);
  if (typeof value !== 'string') throw new RowDamaged(`${column} is not text`);
  return value;
};

/** Reads a whole number. */
export const numberIn = (row: unknown, column: string): number => {
  const value = cell(row, column);
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw new RowDamaged(`${column} is not a whole number`);
  return value;
};

/** Not `instanceof`: a driver's buffer may come from another realm. */
const isBuffer = (value: unknown): value is ArrayBuffer =>
  Object.prototype.toString.call(value) === '[object ArrayBuffer]';

/**
 * Reads bytes into fresh memory. libsql's `get` gives a view of a buffer, its `all` the buffer
 * itself.
 */
export const bytesIn = (row: unknown, column: string): Uint8Array => {
  const value = cell(row, column);
  if (isBuffer(value)) return new Uint8Array(value).slice();
  if (!ArrayBuffer.isView(value)) throw new RowDamaged(`${column} is not bytes`);
  return new Uint8Array(value.buffer, value.byteOffset, value.byteLength).slice();
};

/** Tells whether a column is NULL. */
export const isNull = (row: unknown, column: string): boolean => cell(row, column) === null;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * Selects text as bytes. The driver aborts the process if text is not UTF-8, which a flipped bit in
 * the file can cause.
 */
export const asBytes = (...columns: readonly string[]): string =>
  columns.map((column) => `CAST(${column} AS BLOB) AS ${column}`).join(', ');

/** Reads text that was selected with {@link asBytes}. */
export const storedTextIn = (row: unknown, column: string): string => {
  const bytes = bytesIn(row, column);
  try {
    return utf8.decode(bytes);
  } catch {
    throw new RowDamaged(`${column} is not text`);
  }
};

/** Reads JSON that was selected with {@link asBytes}. */
export const jsonIn = (row: unknown, column: string): unknown => {
  const text = storedTextIn(row, column);
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    throw new RowDamaged(`${column} is not JSON`);
  }
};

/**
 * Reads records by keys that people choose.
 *
 * @module
 */

/**
 * The record's own value at a key, never an inherited one.
 */
export const own = <Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Value | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);

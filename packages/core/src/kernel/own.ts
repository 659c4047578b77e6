/**
 * Reads records by keys from input.
 *
 * @module
 */

/**
 * Returns the record's own value at a key, never an inherited one such as `constructor`.
 */
export const own = <Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Value | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);

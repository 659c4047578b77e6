/**
 * Reading records by keys that people choose.
 *
 * @module
 */

/**
 * The value that a record itself has at a key; never what it inherits, whatever the key is called.
 */
export const own = <Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Value | undefined => (Object.hasOwn(record, key) ? record[key] : undefined);

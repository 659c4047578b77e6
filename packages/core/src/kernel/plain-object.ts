/**
 * Plain objects, as opposed to maps, dates, boxed text and instances of classes.
 *
 * @module
 */

/**
 * Tells whether a value is an object literal, of any realm, or has no prototype. A draft of one
 * counts.
 */
export const isPlainObject = (value: unknown): value is Readonly<Record<string, unknown>> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
};

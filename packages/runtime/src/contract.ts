/**
 * Laid out next.
 *
 * @module
 */
export {};

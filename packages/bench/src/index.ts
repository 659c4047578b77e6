/**
 * Placeholder of the public list.
 *
 * @module
 */
export {};

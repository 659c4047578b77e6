/**
 * What needs Node: the `node:crypto` provider and the keyring in a file.
 *
 * @module
 */
export { nodeCipher, nodePrimitives } from './node/node-cipher.ts';

/**
 * Runs a bundle without Node's globals: only with those that every browser and engine has.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { createContext, runInContext } from 'node:vm';

const [file = ''] = process.argv.slice(2);
const { clearTimeout, console, crypto, setTimeout, TextDecoder, TextEncoder } = globalThis;
const globals = { clearTimeout, console, crypto, setTimeout, TextDecoder, TextEncoder };
runInContext(readFileSync(file, 'utf8'), createContext(globals), { filename: file });

/**
 * Lets Node run this repository's TypeScript as it stands, with what it was compiled to kept
 * between runs.
 *
 * @module
 */
import { register } from 'node:module';

register('./swc-hooks.mjs', import.meta.url);

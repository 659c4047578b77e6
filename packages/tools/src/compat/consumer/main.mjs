/**
 * Imports every entry that does not need Node, runs the program, and prints the results.
 *
 * @module
 */
import { entries } from './entries.mjs';
import { program } from './program.mjs';

const empty = entries.filter(({ exported }) => Object.keys(exported).length === 0);
if (empty.length > 0)
  throw new Error(`exports nothing: ${empty.map(({ name }) => name).join(', ')}`);
console.log(program().join('\n'));

/**
 * Imports the entries that need Node, runs the host, and prints the results.
 *
 * @module
 */
import { entries } from './host-entries.mjs';
import { host } from './host.mjs';

const empty = entries.filter(({ exported }) => Object.keys(exported).length === 0);
if (empty.length > 0)
  throw new Error(`exports nothing: ${empty.map(({ name }) => name).join(', ')}`);
console.log(await host(`fleet-${process.version}-${process.pid}.sqlite`));

/**
 * The entries of packages, and what each needs.
 *
 * @module
 */
import { NEEDS_NODE, NEEDS_PEER } from './needs.mjs';

/**
 * Sorts the entries of packages by what they need: `anywhere`, a JavaScript engine; `node`, Node.
 *
 * Leaves out entries whose types need an optional peer: the suite of that peer tests them.
 */
export const entriesOfAll = (packages) => {
  const entries = packages.flatMap((it) => it.entries).filter((it) => !NEEDS_PEER.has(it));
  return {
    anywhere: entries.filter((it) => !NEEDS_NODE.has(it)),
    node: entries.filter((it) => NEEDS_NODE.has(it)),
  };
};

/** Writes a module that imports whole entries, so that a bundler cannot leave out any part. */
export const entriesModule = (entries) => {
  const imports = entries.map((entry, at) => `import * as entry${at} from '${entry}';`);
  const pairs = entries.map((entry, at) => `  { name: '${entry}', exported: entry${at} },`);
  return [...imports, '', 'export const entries = [', ...pairs, '];', ''].join('\n');
};

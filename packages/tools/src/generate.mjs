/**
 * Writes the generated reference pages; with `--check`, says which are stale and exits 1.
 *
 * @module
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as prettier from 'prettier';
import { clientsPage } from './clients-page.mjs';
import { emulatorsPage } from './emulators-page.mjs';
import { lawsPage } from './laws-page.mjs';
import { rulesPage } from './rules-page.mjs';
import { stateTablePage } from './state-table.mjs';

const PAGES = {
  'docs/reference/clients.md': clientsPage,
  'docs/reference/emulators.md': emulatorsPage,
  'docs/reference/laws.md': lawsPage,
  'docs/reference/rules.md': rulesPage,
  'docs/reference/state-table.md': stateTablePage,
};

const pathOf = (page) => fileURLToPath(new URL(`../../../${page}`, import.meta.url));

const read = (page) => {
  try {
    return readFileSync(pathOf(page), 'utf8');
  } catch {
    return '';
  }
};

const stale = [];
for (const [page, make] of Object.entries(PAGES)) {
  const path = pathOf(page);
  const text = await prettier.format(make(), {
    ...(await prettier.resolveConfig(path)),
    parser: 'markdown',
  });
  if (read(page) === text) continue;
  stale.push(page);
  if (!process.argv.includes('--check')) writeFileSync(path, text);
}
if (stale.length === 0) process.stdout.write('The generated pages are up to date.\n');
else if (process.argv.includes('--check')) {
  process.stderr.write(`Stale: ${stale.join(', ')}. Run: npm run generate\n`);
  process.exitCode = 1;
} else process.stdout.write(`Written: ${stale.join(', ')}.\n`);

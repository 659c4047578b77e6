/**
 * All tests of core as one file, the quick ones first: this links modules once for each mutant,
 * instead of once for each of eighty files.
 *
 * @module
 */
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = new URL('../../../core/test/', import.meta.url);

/** Long histories and large files; the quick tests notice nearly everything that these do. */
const isSlow = (file) =>
  file.startsWith('laws/') || file.startsWith('codec/') || file.endsWith('legal-in-states.test.ts');

/** These take most of the time, and only the codecs need them. */
const SLOWEST = new Set(['codec/round-trip.test.ts', 'codec/parse-json.test.ts']);

const files = readdirSync(fileURLToPath(folder), { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter(
    (file) => file.endsWith('.test.ts') && (process.env.MUTATED === 'codec' || !SLOWEST.has(file)),
  )
  .toSorted();

for (const file of [...files.filter((it) => !isSlow(it)), ...files.filter(isSlow)])
  await import(new URL(file, folder).href);

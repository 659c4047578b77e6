/**
 * Checks the files of an installed package: `node look.mjs FOLDER` prints what is wrong, and exits
 * 1 if anything is.
 *
 * @module
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const WANTED = ['README.md', 'LICENSE', 'CHANGELOG.md'];
const CODE_OR_LINK = /```[\s\S]*?\n```|`[^`\n]*`|\]\(([^)\s#]+)/gu;

const isElsewhere = (target) => /^[a-z][a-z+.-]*:/iu.test(target);

const deadLinks = (folder, page) =>
  [...readFileSync(path.join(folder, page), 'utf8').matchAll(CODE_OR_LINK)]
    .map(([, target]) => target)
    .filter((target) => target !== undefined && !isElsewhere(target))
    .filter((target) => !existsSync(path.join(folder, path.dirname(page), target)))
    .map((target) => `${page}: the link to ${target} is dead`);

const lostSources = (folder, map) =>
  JSON.parse(readFileSync(path.join(folder, map), 'utf8'))
    .sources.filter((source) => !existsSync(path.join(folder, path.dirname(map), source)))
    .map((source) => `${map}: there is no ${source}`);

const targetsOf = (target) =>
  typeof target === 'string' ? [target] : Object.values(target).flatMap(targetsOf);

const manifestFaults = (folder) => {
  const text = readFileSync(path.join(folder, 'package.json'), 'utf8');
  const manifest = JSON.parse(text);
  const targets = [...targetsOf(manifest.exports), ...Object.values(manifest.bin ?? {})];
  return [
    ...targets.filter((it) => !existsSync(path.join(folder, it))).map((it) => `there is no ${it}`),
    ...['"source"', '"workspace:'].filter((it) => text.includes(it)).map((it) => `it has ${it}`),
    ...(manifest.keywords?.length > 0 ? [] : ['it has no keywords']),
    ...(manifest.publishConfig?.provenance === true ? [] : ['it has no provenance']),
  ].map((fault) => `package.json: ${fault}`);
};

/**
 * Finds what is wrong with the files of a package.
 *
 * @param folder - the folder in which it is installed
 * @returns a sentence for each fault: a file that is missing, a dead link, a map without its source
 */
export const faultsIn = (folder) => {
  const files = readdirSync(folder, { recursive: true }).map((file) =>
    file.replaceAll(path.sep, '/'),
  );
  const own = files.filter((file) => !file.startsWith('node_modules/'));
  return [
    ...WANTED.filter((file) => !own.includes(file)).map((file) => `there is no ${file}`),
    ...manifestFaults(folder),
    ...own.filter((file) => file.endsWith('.md')).flatMap((page) => deadLinks(folder, page)),
    ...own.filter((file) => file.endsWith('.map')).flatMap((map) => lostSources(folder, map)),
  ];
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const faults = faultsIn(process.argv[2] ?? '.');
  process.stdout.write(faults.map((fault) => `${fault}\n`).join(''));
  process.exitCode = faults.length === 0 ? 0 : 1;
}

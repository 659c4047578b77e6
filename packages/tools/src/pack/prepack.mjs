/**
 * The `prepack` script of every package: compiles, and lays out what is published in
 * `publishConfig.directory`.
 *
 * That is the compiled code, with its sources for debuggers; the README and the changelog with
 * every page that they link to; the license; and the files and folders named as arguments, by their
 * paths in the repository.
 *
 * @module
 */
import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { publishedManifest } from './published-manifest.mjs';
import { relink } from './relink.mjs';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const folder = process.cwd();
const extras = process.argv.slice(2);
const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const destination = path.join(folder, manifest.publishConfig.directory);

const write = (to, text) => {
  mkdirSync(path.dirname(path.join(destination, to)), { recursive: true });
  writeFileSync(path.join(destination, to), text);
};

const ship = (from, to) => cpSync(from, path.join(destination, to), { recursive: true });

const COMPILED = ['.js', '.js.map', '.d.ts', '.d.ts.map'];

/** Ships each source with its compiled output. Leaves out output whose source is gone. */
const shipCompiled = () => {
  const sources = readdirSync('src', { recursive: true }).filter((file) => /\.tsx?$/u.test(file));
  for (const file of sources) {
    ship(path.join('src', file), path.join('src', file));
    const stem = path.join('dist', file.replace(/\.tsx?$/u, ''));
    for (const extension of COMPILED) ship(`${stem}${extension}`, `${stem}${extension}`);
  }
};

const isPage = (file) =>
  file.startsWith('docs/') &&
  existsSync(path.join(root, file)) &&
  statSync(path.join(root, file)).isFile();

const isExtra = (file) => extras.some((extra) => file === extra || file.startsWith(`${extra}/`));

/** Ships the README, the changelog, and every page that they link to, directly or indirectly. */
const shipPages = () => {
  const readme = path.relative(root, path.join(folder, 'README.md')).replaceAll(path.sep, '/');
  const places = new Map([
    [readme, 'README.md'],
    ['CHANGELOG.md', 'CHANGELOG.md'],
  ]);
  for (const [from, to] of places) {
    const isShipped = (file) => {
      if (isPage(file)) places.set(file, file);
      return isPage(file) || isExtra(file);
    };
    const text = readFileSync(path.join(root, from), 'utf8');
    write(to, from.endsWith('.md') ? relink(text, { from, to, isShipped }) : text);
  }
};

execFileSync(process.execPath, [path.join(root, 'packages', 'report', 'build.mjs')], {
  stdio: 'inherit',
});
execFileSync(
  process.execPath,
  [path.join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '--build', root],
  { stdio: 'inherit' },
);
rmSync(destination, { recursive: true, force: true });
shipCompiled();
shipPages();
for (const file of ['LICENSE', ...extras]) ship(path.join(root, file), file);
const published = publishedManifest(manifest, readdirSync(destination).toSorted());
write('package.json', `${JSON.stringify(published, undefined, 2)}\n`);

/**
 * `npm run compat`: packs the packages, installs the tarballs in fresh projects, and runs them in
 * the tools of consumers.
 *
 * @module
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import * as prettier from 'prettier';
import { verdicts } from './judge.mjs';
import { packed, publishedPackages } from './packed.mjs';
import { bundlers } from './suites/bundlers.mjs';
import { engines } from './suites/engines.mjs';
import { packageSuites } from './suites/packages.mjs';
import { testRunners } from './suites/test-runners.mjs';
import { typescript } from './suites/typescript.mjs';
import { plainTable, withTable } from './table.mjs';

const PAGE = fileURLToPath(new URL('../../../../docs/reference/compat.md', import.meta.url));
const LOG_LINES = 40;

const say = (text) => process.stderr.write(`${text}\n`);

/** Every suite, for the packages at hand. */
const suitesFor = (packages) =>
  [...engines, ...bundlers, ...testRunners, ...typescript, ...packageSuites(packages)].map(
    (suite) => suite(packages),
  );

const isWanted = ({ name, form = 'FULL' }, { short = false, only }) => {
  if (only !== undefined) return only.some((it) => name.startsWith(it));
  return form === 'BOTH' || form === (short ? 'SHORT' : 'FULL');
};

const told = (verdict) => {
  const { tool, version, result, seconds } = verdict;
  say(`${tool} ${version}: ${result.toLowerCase()}, ${seconds} s`);
  if (verdict.log !== undefined)
    say(`--- ${verdict.failed}\n${verdict.log.split('\n').slice(0, LOG_LINES).join('\n')}\n---`);
  return verdict;
};

const writePage = async (all) => {
  const options = await prettier.resolveConfig(PAGE);
  const page = withTable(readFileSync(PAGE, 'utf8'), all);
  writeFileSync(PAGE, await prettier.format(page, { ...options, parser: 'markdown' }));
  say(`Written: ${path.relative('', PAGE)}`);
};

const program = new Command()
  .name('npm run compat --')
  .description('Runs the packed packages in the tools of consumers. Exits 1 if anything is red.')
  .option('--only <names...>', 'only the suites whose names begin so: node, vite-7, pnpm-core')
  .option('--short', 'only what takes a minute: what CI runs')
  .option('--json', 'print JSON in place of the table')
  .option('--write', 'write docs/reference/compat.md; not with --only or --short')
  .option('--keep', 'keep the projects, and say where they are')
  .option('--list', 'print the names of the suites')
  .parse();
const options = program.opts();
if (options.write && (options.only || options.short)) program.error('--write needs a whole run');

const found = publishedPackages();
if (options.list) {
  for (const { name, tool, version } of suitesFor(found))
    process.stdout.write(`${name}: ${tool} ${version}\n`);
  process.exit(0);
}
if (!suitesFor(found).some((it) => isWanted(it, options)))
  program.error(`no suite is called ${options.only?.join(' or ')}; see --list`);

const temp = mkdtempSync(path.join(tmpdir(), 'hsm-lifecycle-compat-'));
const tarballs = path.join(temp, 'tarballs');
mkdirSync(tarballs);
try {
  const packages = found.map((it) => {
    say(`packing ${it.name}`);
    return packed(it, tarballs);
  });
  const suites = suitesFor(packages).filter((it) => isWanted(it, options));
  const all = [];
  for (const verdict of verdicts(suites, { packages, temp })) all.push(told(verdict));
  process.stdout.write(options.json ? `${JSON.stringify(all, undefined, 2)}\n` : plainTable(all));
  if (options.write) await writePage(all);
  process.exitCode = all.some(({ result }) => result === 'RED') ? 1 : 0;
} finally {
  if (options.keep) say(`The projects are in ${temp}`);
  else rmSync(temp, { recursive: true, force: true });
}

/**
 * `npm run compat`: packs the packages, installs the tarballs in fresh projects, and runs them in
 * the tools of their users.
 *
 * @module
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Command, Option } from 'commander';
import * as prettier from 'prettier';
import { verdicts } from './judge.mjs';
import { pack, publishedPackages } from './published-packages.mjs';
import { bundlers } from './suites/bundlers.mjs';
import { engines } from './suites/engines.mjs';
import { packageSuites } from './suites/packages.mjs';
import { testRunners } from './suites/test-runners.mjs';
import { typescript } from './suites/typescript.mjs';
import { plainTable, withTable } from './table.mjs';

const PAGE = fileURLToPath(new URL('../../../../docs/reference/compat.md', import.meta.url));
const LOG_LINES = 40;

const say = (text) => process.stderr.write(`${text}\n`);

/** Makes every suite for the packed packages. */
const suitesFor = (packages) =>
  [...engines, ...bundlers, ...testRunners, ...typescript, ...packageSuites(packages)].map(
    (suite) => suite(packages),
  );

const isWanted = ({ name, form = 'FULL' }, { short = false, only }) => {
  if (only !== undefined) return only.some((it) => name.startsWith(it));
  return form === 'BOTH' || form === (short ? 'SHORT' : 'FULL');
};

const report = ({ tool, version, result, seconds, failed, log }) => {
  say(`${tool} ${version}: ${result.toLowerCase()}, ${seconds} s`);
  if (log !== undefined)
    say(`--- ${failed}\n${log.split('\n').slice(0, LOG_LINES).join('\n')}\n---`);
};

/** Runs suites, and puts their verdicts into the order of the suites. */
const run = (suites, given) => {
  const byName = new Map();
  for (const verdict of verdicts(suites, given)) {
    report(verdict);
    byName.set(verdict.name, verdict);
  }
  return suites.map(({ name }) => byName.get(name));
};

const writePage = async (all) => {
  const options = await prettier.resolveConfig(PAGE);
  const page = withTable(readFileSync(PAGE, 'utf8'), all);
  writeFileSync(PAGE, await prettier.format(page, { ...options, parser: 'markdown' }));
  say(`Written: ${path.relative('', PAGE)}`);
};

const print = (all, { json }) =>
  process.stdout.write(json ? `${JSON.stringify(all, undefined, 2)}\n` : plainTable(all));

const isRed = ({ result }) => result === 'RED';

const packAll = (found, temp) =>
  found.map((it) => {
    say(`packing ${it.name}`);
    return pack(it, temp);
  });

const compat = async (found, options, temp) => {
  const packages = packAll(found, temp);
  const suites = suitesFor(packages);
  const wanted = suites.filter((it) => isWanted(it, options));
  say(`${wanted.length} of ${suites.length} suites; --list names them`);
  const all = run(wanted, { packages, temp });
  print(all, options);
  if (options.write && all.some(isRed)) say('Not written, because not everything is green.');
  else if (options.write) await writePage(all);
  process.exitCode = all.some(isRed) ? 1 : 0;
};

const program = new Command()
  .name('npm run compat --')
  .description('Runs the packed packages in the tools of their users. Exits 1 if anything is red.')
  .option('--only <names...>', 'only suites whose names start with: node, vite-7, pnpm-core')
  .addOption(
    new Option('--short', 'only the suites that CI runs, about a minute').conflicts('only'),
  )
  .option('--json', 'print JSON instead of the table')
  .addOption(new Option('--write', 'write docs/reference/compat.md').conflicts(['only', 'short']))
  .option('--keep', 'keep the projects, and print their folder')
  .option('--list', 'print the names of the suites')
  .parse();
const options = program.opts();
const found = publishedPackages();

if (options.list)
  for (const { name, tool, version } of suitesFor(found))
    process.stdout.write(`${name}: ${tool} ${version}\n`);
else if (!suitesFor(found).some((it) => isWanted(it, options)))
  program.error(`No suite is called ${options.only.join(' or ')}; --list names them.`);
else {
  const temp = mkdtempSync(path.join(tmpdir(), 'hsm-lifecycle-compat-'));
  try {
    await compat(found, options, temp);
  } catch (error) {
    say(error.stack);
    process.exitCode = 1;
  } finally {
    if (options.keep) say(`The projects are in ${temp}`);
    else rmSync(temp, { recursive: true, force: true });
  }
}

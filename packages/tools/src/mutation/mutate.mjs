/**
 * Mutation testing of core: breaks its code in thousands of ways, folder by folder, and counts what its tests notice.
 *
 * It works on a clone of what is committed, in a folder of its own: Stryker writes into the files that it breaks.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { survivorsOf, tally } from './tally.mjs';

const HELP = `Usage: npm run mutate -- [--survivors] [folder ...]

Breaks packages/core/src folder by folder, as it is committed, and counts which mutants its tests notice.
All folders take some hours on two cores; one takes from minutes to an hour.

  --survivors  list each mutant that no test noticed
`;

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const folders = readdirSync(path.join(root, 'packages/core/src'), { withFileTypes: true }).flatMap((it) =>
  it.isDirectory() ? [it.name] : [],
);

const run = (command, args, options) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
};

/** The report of one folder. */
const mutated = (clone, folder) => {
  process.stderr.write(`${folder} ...\n`);
  // The same few histories for each mutant: a bounded run of all must end, and end alike.
  const env = { ...process.env, MUTATED: folder, FC_RUNS: '2', FC_SEED: '1' };
  const stryker = path.join(clone, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  run(process.execPath, [stryker, 'run', 'packages/tools/src/mutation/stryker.config.mjs'], {
    cwd: clone,
    env,
    stdio: ['ignore', 2, 'inherit'],
  });
  return JSON.parse(readFileSync(path.join(clone, 'reports/mutation', `${folder}.json`), 'utf8'));
};

const main = ({ values, positionals }) => {
  const clone = mkdtempSync(path.join(tmpdir(), 'hsm-lifecycle-mutation-'));
  try {
    run('git', ['clone', '--quiet', root, clone]);
    run(process.execPath, [path.join(clone, 'packages/tools/src/setup.mjs')]);
    const reports = (positionals.length === 0 ? folders : positionals).map((folder) => [folder, mutated(clone, folder)]);
    process.stdout.write(`${tally(reports)}\n`);
    if (values.survivors) process.stdout.write(`\n${survivorsOf(reports)}\n`);
    cpSync(path.join(clone, 'reports/mutation'), path.join(root, 'reports/mutation'), { recursive: true });
    process.stderr.write('The reports are in reports/mutation.\n');
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
};

const options = { survivors: { type: 'boolean' }, help: { type: 'boolean' } };
const args = parseArgs({ options, allowPositionals: true });
const stranger = args.positionals.find((it) => !folders.includes(it));
if (args.values.help) process.stdout.write(HELP);
else if (stranger !== undefined) {
  process.stderr.write(`packages/core/src has no folder "${stranger}". It has: ${folders.join(', ')}\n`);
  process.exitCode = 2;
} else main(args);

/**
 * Mutation testing of core: breaks its code in thousands of ways, folder by folder, and counts what
 * its tests notice.
 *
 * It works on a clone of the last commit, in a separate folder, because Stryker changes the files
 * that it breaks.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Argument, Command } from 'commander';
import { survivorsOf, tally } from './tally.mjs';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const folders = readdirSync(path.join(root, 'packages/core/src'), { withFileTypes: true }).flatMap(
  (it) => (it.isDirectory() ? [it.name] : []),
);

const run = (command, args, options) => {
  const { status } = spawnSync(command, args, { stdio: 'inherit', ...options });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`);
};

/** The report of one folder. */
const mutated = (clone, folder) => {
  process.stderr.write(`${folder} ...\n`);
  // The same few histories for each mutant, so that runs are short and comparable.
  const env = { ...process.env, MUTATED: folder, FC_RUNS: '2', FC_SEED: '1' };
  const stryker = path.join(clone, 'node_modules/@stryker-mutator/core/bin/stryker.js');
  run(process.execPath, [stryker, 'run', 'packages/tools/src/mutation/stryker.config.mjs'], {
    cwd: clone,
    env,
    stdio: ['ignore', 2, 'inherit'],
  });
  return JSON.parse(readFileSync(path.join(clone, 'reports/mutation', `${folder}.json`), 'utf8'));
};

const mutate = (named, { survivors }) => {
  const clone = mkdtempSync(path.join(tmpdir(), 'hsm-lifecycle-mutation-'));
  try {
    run('git', ['clone', '--quiet', root, clone]);
    run(process.execPath, [path.join(clone, 'packages/tools/src/setup.mjs')]);
    const reports = (named.length === 0 ? folders : named).map((folder) => [
      folder,
      mutated(clone, folder),
    ]);
    process.stdout.write(`${tally(reports)}\n`);
    if (survivors) process.stdout.write(`\n${survivorsOf(reports)}\n`);
    cpSync(path.join(clone, 'reports/mutation'), path.join(root, 'reports/mutation'), {
      recursive: true,
    });
    process.stderr.write('The reports are in reports/mutation.\n');
  } finally {
    rmSync(clone, { recursive: true, force: true });
  }
};

new Command('npm run mutate --')
  .description(
    'Breaks packages/core/src folder by folder, as it is committed, and counts which ' +
      'mutants its tests notice.\nAll folders take some hours on two cores; one takes from ' +
      'minutes to an hour.',
  )
  .addArgument(new Argument('[folders...]', 'the folders; all if left out').choices(folders))
  .option('--survivors', 'list each mutant that no test noticed')
  .action(mutate)
  .parse();

/**
 * Plants each fault in core and looks for it with histories, with the explorer, and with the
 * reference model; prints a table, and exits 1 if one is not found.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Argument, Command } from 'commander';
import { wholeNumber } from '../whole-number.mjs';
import { faults } from './all-faults.mjs';

const program = new Command('npm run faults --')
  .description(
    "Plants faults in core's own code, one at a time and in memory, and looks for each; " +
      'all take some minutes.',
  )
  .addArgument(
    new Argument('[faults...]', 'the faults; all if left out').choices(Object.keys(faults)),
  )
  .option('--seed <number>', 'the random seed', wholeNumber, 1)
  .parse();
const { seed } = program.opts();
const names = program.args.length === 0 ? Object.keys(faults) : program.args;
const script = fileURLToPath(new URL('find-fault.mjs', import.meta.url));

const found = (name) => {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [script, name, '--every', '--seed', String(seed)],
    { encoding: 'utf8' },
  );
  if (status === 0) return JSON.parse(stdout);
  process.stderr.write(`${name}: ${stderr}\n`);
  process.exit(1);
};

const cells = (attempts) => {
  const last = attempts.at(-1);
  const seconds = attempts.reduce((sum, each) => sum + each.seconds, 0).toFixed(1);
  return last?.law === undefined
    ? ['not found', seconds, last?.tried ?? '', '']
    : [last.law, seconds, last.tried, String(last.length)];
};

const WAYS = ['by histories', 'by the explorer', 'by the reference model'];
const HEAD = ['fault', ...WAYS.flatMap((way) => [way, 's', 'tried', 'commands'])];
process.stdout.write(`| ${HEAD.join(' | ')} |\n|${' --- |'.repeat(HEAD.length)}\n`);
const missed = [];
for (const name of names) {
  const { text, byHistories, byExplorer, byTwin } = found(name);
  if ([...byHistories, ...byExplorer].every(({ law }) => law === undefined)) missed.push(name);
  process.stdout.write(
    `| ${[text, ...cells(byHistories), ...cells(byExplorer), ...cells(byTwin)].join(' | ')} |\n`,
  );
}
process.stdout.write(
  missed.length === 0 ? `\nAll ${names.length} found.\n` : `\nNot found: ${missed.join(', ')}.\n`,
);
process.exitCode = missed.length === 0 ? 0 : 1;

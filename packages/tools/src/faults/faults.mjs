/**
 * Plants each fault in core and looks for it with histories, with the explorer, and beside the naive twin; prints a table, and exits 1 when one is not found.
 *
 * node faults.mjs [--seed N] [NAME ...]
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { faults } from './all-faults.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { seed: { type: 'string', default: '1' } } });
const names = positionals.length === 0 ? Object.keys(faults) : positionals;
const script = fileURLToPath(new URL('find-fault.mjs', import.meta.url));

const found = (name) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, name, '--every', '--seed', values.seed], { encoding: 'utf8' });
  if (status === 0) return JSON.parse(stdout);
  process.stderr.write(`${name}: ${stderr}\n`);
  process.exit(1);
};

const cells = (attempts) => {
  const last = attempts.at(-1);
  const seconds = attempts.reduce((sum, each) => sum + each.seconds, 0).toFixed(1);
  return last?.law === undefined ? ['not found', seconds, last?.tried ?? '', ''] : [last.law, seconds, last.tried, String(last.length)];
};

const WAYS = ['by histories', 'by the explorer', 'beside the twin'];
const HEAD = ['fault', ...WAYS.flatMap((way) => [way, 's', 'tried', 'commands'])];
process.stdout.write(`| ${HEAD.join(' | ')} |\n|${' --- |'.repeat(HEAD.length)}\n`);
const missed = [];
for (const name of names) {
  const { text, byHistories, byExplorer, byTwin } = found(name);
  if ([...byHistories, ...byExplorer].every(({ law }) => law === undefined)) missed.push(name);
  process.stdout.write(`| ${[text, ...cells(byHistories), ...cells(byExplorer), ...cells(byTwin)].join(' | ')} |\n`);
}
process.stdout.write(missed.length === 0 ? `\nAll ${names.length} found.\n` : `\nNot found: ${missed.join(', ')}.\n`);
process.exitCode = missed.length === 0 ? 0 : 1;

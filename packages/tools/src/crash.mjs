/**
 * Kills hosts at work and lets an oracle in Python judge what they leave; exits 1 if anything is
 * wrong.
 *
 * @module
 */
import { register } from 'node:module';
import { Command, Option } from 'commander';
import { wholeNumber } from './whole-number.mjs';

const options = new Command('npm run crash --')
  .description(
    'Kills a host with SIGKILL at random moments while 1 to 16 callers work, and lets a Python ' +
      'program, which shares no code with the packages, judge what it leaves. A round takes a ' +
      'second or two. Needs python3 with the module cryptography; as root also a full disk.',
  )
  .option('--rounds <number>', 'how many kills', wholeNumber, 500)
  .option(
    '--seed <number>',
    'the random seed: same commands, not the same interleaving',
    wholeNumber,
    1,
  )
  .option('--keep-going', 'go on after a violation', false)
  .addOption(
    new Option('--flaw <flaw>', 'break the store on purpose, to see the oracle find it').choices([
      'BYTES_APART',
      'RECORD_STAYS',
      'EVENTS_LOST',
    ]),
  )
  .parse()
  .opts();

// The crash run is TypeScript, as its child is.
register('../../runtime/test/crash/swc-hooks.mjs', import.meta.url);
const { crashRun } = await import('../../runtime/test/crash/crash-run.ts');
const { whyNoOracle } = await import('../../runtime/test/crash/oracle.ts');

const { isTTY } = process.stderr;
const LINE_MS = isTTY ? 200 : 30_000;
const began = performance.now();
let last = began;
const seconds = () => ((performance.now() - began) / 1000).toFixed(0);

let shown = 0;
const showViolations = (violations) => {
  for (const { round, what, about, detail, folder } of violations.slice(shown))
    process.stdout.write(`round ${round}: ${what}: ${about} ${detail}\n  ${folder}\n`);
  shown = violations.length;
};

const onRound = ({ rounds, counts, violations }) => {
  showViolations(violations);
  const now = performance.now();
  if (now - last < LINE_MS) return;
  last = now;
  const text =
    `${rounds} of ${options.rounds} rounds, ${counts.kills} kills, ` +
    `${violations.length} violations, ${seconds()} s`;
  process.stderr.write(isTTY ? `\r\u001B[K${text}` : `${text}\n`);
};

const named = (counts) =>
  Object.entries(counts)
    .map(([name, count]) => `${name.replaceAll(/[A-Z]/g, ' $&').toLowerCase()} ${count}`)
    .join(', ');

const missing = whyNoOracle();
if (missing !== undefined) process.stdout.write(`Skipped: ${missing}.\n`);
else {
  const { rounds, seed, flaw, keepGoing } = options;
  const report = await crashRun({ rounds, seed, flaw, onRound, stopsEarly: !keepGoing });
  if (isTTY) process.stderr.write('\r\u001B[K');
  if (!report.hadSmallDisk) process.stdout.write('No disk was full: a tmpfs cannot be mounted.\n');
  process.stdout.write(
    `${report.rounds} rounds of seed ${seed} in ${seconds()} s: ` +
      `${report.violations.length} violations; ${named(report.counts)}.\n`,
  );
  process.exitCode = report.violations.length === 0 ? 0 : 1;
}

/**
 * Compares the machine with the naive reference model for any number of random steps; exits 1 if
 * they differ.
 *
 * @module
 */
import { compareWithReference } from '@hsm-lifecycle/testing';
import { Command } from 'commander';
import { wholeNumber } from './whole-number.mjs';

const options = new Command('npm run second-opinion --')
  .description(
    'Takes random steps with the machine and the naive reference model, and compares ' +
      'everything after each; a million take minutes.',
  )
  .option('--steps <number>', 'how many steps', wholeNumber, 1_000_000)
  .option('--seed <number>', 'the random seed', wholeNumber, 1)
  .parse()
  .opts();

const { isTTY } = process.stderr;
const LINE_MS = isTTY ? 200 : 30_000;
const began = performance.now();
let last = began;

const onProgress = ({ steps }) => {
  const now = performance.now();
  if (now - last < LINE_MS) return;
  last = now;
  const text = `${steps} of ${options.steps} steps, ${((now - began) / 1000).toFixed(0)} s`;
  process.stderr.write(isTTY ? `\r\u001B[K${text}` : `${text}\n`);
};

const { steps, accepted, refused, difference } = compareWithReference({ ...options, onProgress });
if (isTTY) process.stderr.write('\r\u001B[K');
const seconds = ((performance.now() - began) / 1000).toFixed(0);

process.stdout.write(
  `${steps} steps of seed ${options.seed} in ${seconds} s: ` +
    `${accepted} accepted, ${refused} refused.\n`,
);
if (difference === undefined) process.stdout.write('The machine and the reference model agree.\n');
else {
  const { commands, machine, reference } = difference;
  process.stdout.write(
    `They differ after:\n${commands.map((each) => JSON.stringify(each)).join('\n')}\n` +
      `the machine:         ${machine}\nthe reference model: ${reference}\n`,
  );
  process.exitCode = 1;
}

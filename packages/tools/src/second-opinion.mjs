/**
 * Compares the machine with its naive twin for as many random steps as one has patience for; exits 1 when they differ.
 *
 * node second-opinion.mjs [--steps 1000000] [--seed N]
 *
 * @module
 */
import { parseArgs } from 'node:util';
import { compareWithReference } from '@hsm-lifecycle/testing';

const { values } = parseArgs({ options: { steps: { type: 'string', default: '1000000' }, seed: { type: 'string', default: '1' } } });
const seed = Number(values.seed);

const began = performance.now();
const { steps, accepted, refused, difference } = compareWithReference({ seed, steps: Number(values.steps) });
const seconds = ((performance.now() - began) / 1000).toFixed(0);

process.stdout.write(`${steps} steps of seed ${seed} in ${seconds} s: ${accepted} accepted, ${refused} refused.\n`);
if (difference === undefined) process.stdout.write('The machine and its naive twin agree.\n');
else {
  const { commands, machine, reference } = difference;
  process.stdout.write(
    `They differ after:\n${commands.map((each) => JSON.stringify(each)).join('\n')}\nthe machine: ${machine}\nits twin:    ${reference}\n`,
  );
  process.exitCode = 1;
}

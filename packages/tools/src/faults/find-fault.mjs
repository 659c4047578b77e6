/**
 * Plants one fault in core, in a process of its own, and looks for it with the kit; tells what it found as one line of JSON.
 *
 * node find-fault.mjs NAME [SEED] [--thorough]: stops at the first way to find it, or tries every way.
 *
 * @module
 */
import { register } from 'node:module';
import { faults } from './all-faults.mjs';

const [name, seed = '1', ...flags] = process.argv.slice(2);
const fault = faults[name];
if (fault === undefined) throw new Error(`There is no fault called ${name}.`);

const core = new URL('.', import.meta.resolve('@hsm-lifecycle/core'));
register('./fault-loader.mjs', import.meta.url, { data: { core: core.href, patches: fault.patches } });

const { checkHistories, deepLaws, explore, laws, nothingReturns, sameFuture, smallCommands, smallWorld } =
  await import('@hsm-lifecycle/testing');

const smallRules = smallWorld('EMPTY').rules;

const ofHistories = (options, ...asked) => {
  const { breach, runs, commands } = checkHistories({ seed: Number(seed), ...options }, ...asked);
  return { tried: `${commands} commands in ${runs} histories`, breach };
};

const ofExplorer = (options) => {
  const { counterexample, states, transitions } = explore({
    commands: smallCommands,
    depth: 12,
    symmetry: sameFuture,
    limits: { transitions: 20_000 },
    ...options,
  });
  return { tried: `${transitions} transitions, ${states} states`, breach: counterexample };
};

const WAYS = {
  histories: () => ofHistories({ runs: 60 }),
  'histories within narrow limits': () => ofHistories({ runs: 60, rules: smallRules, quotas: { clusters: 2, hsms: 3 } }),
  explorer: () => ofExplorer({ world: smallWorld() }),
  'explorer with faults': () => ofExplorer({ world: smallWorld(), faults: true }),
  'histories, deep laws': () => ofHistories({ runs: 60 }, ...laws, ...deepLaws, nothingReturns()),
};

const told = (way) => {
  const began = performance.now();
  const { tried, breach } = WAYS[way]();
  const seconds = (performance.now() - began) / 1000;
  return { way, seconds, tried, law: breach?.law, complaint: breach?.complaint, length: breach?.commands.length };
};

const attempts = [];
for (const way of Object.keys(WAYS)) {
  attempts.push(told(way));
  if (attempts.at(-1).law !== undefined && !flags.includes('--thorough')) break;
}
process.stdout.write(`${JSON.stringify({ name, text: fault.text, attempts })}\n`);

/**
 * Plants one fault in core, in a separate process, and looks for it with the testing kit; prints
 * the result as one line of JSON.
 *
 * node find-fault.mjs NAME [--seed N] [--way WAY] [--every]: tries the ways that may find it, the
 * quickest first, until one does; with `--every`, histories, the explorer and the reference model.
 *
 * @module
 */
import { register } from 'node:module';
import { parseArgs } from 'node:util';
import { faults } from './all-faults.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    way: { type: 'string' },
    every: { type: 'boolean', default: false },
  },
});
const [name = ''] = positionals;
const fault = faults[name];
if (fault === undefined) throw new Error(`There is no fault called ${name}.`);

const core = new URL('.', import.meta.resolve('@hsm-lifecycle/core'));
register('./fault-loader.mjs', import.meta.url, {
  data: { core: core.href, patches: fault.patches },
});

const { checkHistories, compareWithReference, deepLaws, laws, nothingReturns } =
  await import('@hsm-lifecycle/testing');
const { explore, sameFuture, smallCommands, smallWorld } = await import('@hsm-lifecycle/explorer');

const { edition } = smallWorld('EMPTY');
/** Clusters that only grow, and soon exceed their limits. */
const GROWING = ['CreateCluster', 'Initialize', 'Activate', 'AddHsm'];
const narrow = { edition, quotas: { clusters: 2, hsms: 3 }, illegal: 0.3, only: GROWING };
const RUNS = 120;
const TRANSITIONS_MAX = 20_000;
const STEPS = 20_000;

/** All laws, or the one that the fault should break. */
const asked = fault.shows === undefined ? laws : laws.filter((law) => law.name === fault.shows);

const inHistories = (options, ...others) => {
  const { breach, runs, commands } = checkHistories(
    { seed: Number(values.seed), runs: RUNS, ...options },
    ...(others.length === 0 ? asked : others),
  );
  return { tried: `${commands} commands in ${runs} histories`, breach };
};

const inSmallWorld = (options) => {
  const limits = { transitions: TRANSITIONS_MAX };
  const { counterexample, states } = explore({
    world: smallWorld(),
    commands: smallCommands,
    depth: 12,
    symmetry: sameFuture,
    limits,
    ...options,
  });
  return { tried: `${states} states`, breach: counterexample };
};

const besideTwin = () => {
  const { difference, steps } = compareWithReference({ seed: Number(values.seed), steps: STEPS });
  return {
    tried: `${steps} steps`,
    breach: difference && { law: 'differs from its twin', commands: difference.commands },
  };
};

/** Commands of people who want to remove a key for good, and commands that may bring it back. */
const CLEANING_UP = [
  'CreateKey',
  'DeleteKey',
  'DeleteUser',
  'DeleteBackup',
  'Restore',
  'AddHsm',
  'RemoveHsm',
];

/** What makes HSMs differ in their users, and what repairs it. */
const USERS = ['CreateUser', 'DeleteUser', 'AddHsm', 'RemoveHsm'];

const WAYS = {
  histories: {
    histories: () => inHistories({}),
    'histories, half of them refused': () => inHistories({ illegal: 0.5 }),
    'histories within narrow limits': () => inHistories(narrow),
    'histories of users': () => inHistories({ edition, quotas: 'NONE', illegal: 0, only: USERS }),
    'histories, deep laws': () => inHistories({}, ...laws, ...deepLaws),
    'histories of cleaning up, by search': () =>
      inHistories({ edition, quotas: 'NONE', illegal: 0, only: CLEANING_UP }, nothingReturns()),
  },
  explorer: {
    explorer: () => inSmallWorld({}),
    'explorer with faults': () => inSmallWorld({ faults: true }),
  },
  twin: { 'second opinion': besideTwin },
};

/**
 * The result of one way of looking. If the faulty core throws, the way has found the fault.
 */
const looked = (look) => {
  try {
    return look();
  } catch (error) {
    return { tried: '', breach: { law: `threw: ${error.message}`, commands: [] } };
  }
};

const taken = (way, look) => {
  const began = performance.now();
  const { tried, breach } = looked(look);
  const seconds = (performance.now() - began) / 1000;
  return {
    way,
    seconds,
    tried,
    law: breach?.law,
    complaint: breach?.complaint,
    length: breach?.commands.length,
  };
};

/** Tries one way after another, until one finds something. */
const found = (ways) => {
  const attempts = [];
  for (const [way, look] of Object.entries(ways)) {
    if (values.way !== undefined && values.way !== way) continue;
    attempts.push(taken(way, look));
    if (attempts.at(-1).law !== undefined) break;
  }
  return attempts;
};

const isFound = (attempts) => attempts.some(({ law }) => law !== undefined);
const byHistories = found(WAYS.histories);
const byExplorer = isFound(byHistories) && !values.every ? [] : found(WAYS.explorer);
const byTwin = values.every ? found(WAYS.twin) : [];
process.stdout.write(
  `${JSON.stringify({ name, text: fault.text, byHistories, byExplorer, byTwin })}\n`,
);

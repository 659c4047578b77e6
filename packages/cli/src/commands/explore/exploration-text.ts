/**
 * The results of a search or of random walks, in English.
 *
 * @module
 */
import type { Command } from '@hsm-lifecycle/core';
import {
  neverEntered,
  type Counterexample,
  type EndedBy,
  type Exploration,
  type ModelStates,
  type WalkReport,
} from '@hsm-lifecycle/explorer';
import type { Colors } from '../../terminal/colors.ts';
import { coverageTables } from './coverage-table.ts';
import { countText, listText } from '@hsm-lifecycle/drills/sentences';

const number = (value: number): string => value.toLocaleString('en-GB');

const ENDS: Readonly<Record<EndedBy, string>> = {
  EXHAUSTED: 'nothing new was left: every reachable state was seen',
  DEPTH: 'the depth was reached: there are more states',
  LIMIT: 'the limit of states was reached: there are more',
  BREACH: 'a law was broken',
  STOPPED: 'it was stopped: there are more states',
};

const KINDS = [
  ['cluster', 'cluster'],
  ['hsm', 'HSM'],
  ['backup', 'backup'],
] as const;

const unseen = (neverSeen: ModelStates): readonly string[] =>
  KINDS.flatMap(([kind, name]) => {
    const designed: readonly string[] = neverEntered[kind];
    const states = neverSeen[kind].filter((state) => !designed.includes(state));
    return states.length === 0 ? [] : [`${name} ${states.join(', ')}`];
  });

const neverTexts = ({
  neverSeen,
  neverAccepted,
}: Pick<Exploration, 'neverSeen' | 'neverAccepted'>): readonly string[] => {
  const states = unseen(neverSeen);
  const designed = KINDS.flatMap(([kind, name]) =>
    neverEntered[kind].length === 0 ? [] : [`${name} ${neverEntered[kind].join(', ')}`],
  );
  return [
    `Never seen: ${states.join('; ') || 'none'}. Unused by the model: ${designed.join('; ')}.`,
    `Never accepted: ${neverAccepted.join(', ') || 'none'}.`,
  ];
};

const commandLine = ({ type, data: { at, ...rest } }: Command): string =>
  `  ${new Date(at).toISOString()}  ${type}${Object.entries(rest)
    .map(([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('')}`;

/** The lines about a broken law: the law, what is wrong, and the commands that lead there. */
const counterexampleLines = (
  { law, sentence, complaint, commands }: Counterexample,
  colors: Colors,
): readonly string[] => [
  colors.red(`BROKEN: ${law}`),
  `  ${sentence}`,
  `  But: ${complaint}`,
  commands.length === 0
    ? 'The initial state already breaks it.'
    : `${countText(commands.length, 'command')} from the initial state:`,
  ...commands.map(commandLine),
];

const heldText = (laws: number, stateLaws: number, colors: Colors): string =>
  colors.green(
    `No law is broken: ${countText(laws, 'law')} hold for every step, ` +
      `${countText(stateLaws, 'law')} for every state.`,
  );

/** How many laws were checked, of steps and of states. */
export type LawCounts = { readonly laws: number; readonly stateLaws: number };

const verdict = (
  it: Pick<Exploration, 'counterexample'>,
  { laws, stateLaws }: LawCounts,
  colors: Colors,
): readonly string[] =>
  it.counterexample === undefined
    ? [heldText(laws, stateLaws, colors)]
    : counterexampleLines(it.counterexample, colors);

/** What searches and walks have in common: coverage, and the verdict. */
const ending = (
  it: Exploration | WalkReport,
  counts: LawCounts,
  colors: Colors,
): readonly string[] => [
  ...coverageTables(it.coverage),
  '',
  ...neverTexts(it),
  '',
  ...verdict(it, counts, colors),
  '',
];

const oddsText = (odds: number): string =>
  odds === 0 ? 'none' : `1 in ${(1 / odds).toExponential(1)}`;

/** Writes the result of a search. */
export const explorationText = (it: Exploration, counts: LawCounts, colors: Colors): string =>
  [
    `states       ${number(it.states)}`,
    `transitions  ${number(it.transitions)}, and ${number(it.refusals)} refusals`,
    `depth        ${it.depth}: ${it.levels.map(number).join(' + ')} states`,
    `ended        ${ENDS[it.endedBy]}`,
    `collisions   ${oddsText(it.collisionProbability)}: the odds that two states look the same`,
    ...ending(it, counts, colors),
  ].join('\n');

/** Writes the result of random walks. */
export const walkText = (it: WalkReport, counts: LawCounts, colors: Colors): string =>
  [
    `walks        ${number(it.walks)}, seed ${it.seed}`,
    `transitions  ${number(it.transitions)}, and ${number(it.refusals)} refusals`,
    ...ending(it, counts, colors),
  ].join('\n');

/** Names the files of a counterexample. */
export const writtenFilesText = (files: readonly string[]): string =>
  `Written to ${listText(files)}.\n`;

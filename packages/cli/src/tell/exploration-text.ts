/**
 * What an exploration, or random walks, have come to, in English.
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
} from '@hsm-lifecycle/explorer';
import type { WalkReport } from '@hsm-lifecycle/explorer';
import type { Colors } from './colors.ts';
import { coverageTables } from './coverage-table.ts';
import { counted, listed } from './when.ts';

const number = (value: number): string => value.toLocaleString('en-GB');

const ENDS: Readonly<Record<EndedBy, string>> = {
  EXHAUSTED: 'there was nothing new: every state that can be reached was seen',
  DEPTH: 'the depth was reached: there is more to see',
  LIMIT: 'the limit of states was reached: there is more to see',
  BREACH: 'a law was broken',
  STOPPED: 'it was stopped: there is more to see',
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
    `Never seen: ${states.length === 0 ? 'no state that the machine enters' : states.join('; ')}. Never entered at all: ${designed.join('; ')}.`,
    `Never accepted: ${neverAccepted.length === 0 ? 'no command that was tried' : neverAccepted.join(', ')}.`,
  ];
};

const commandLine = ({ type, data: { at, ...rest } }: Command): string =>
  `  ${new Date(at).toISOString()}  ${type}${Object.entries(rest)
    .map(([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('')}`;

/** The lines about a breach: the law, what is wrong, and the commands that lead there. */
const counterexampleLines = (
  { law, sentence, complaint, commands }: Counterexample,
  colors: Colors,
): readonly string[] => [
  colors.red(`BROKEN: ${law}`),
  `  ${sentence}`,
  `  But: ${complaint}`,
  commands.length === 0
    ? 'The world itself breaks it.'
    : `${counted(commands.length, 'command')} from the world on:`,
  ...commands.map(commandLine),
];

const heldText = (laws: number, stateLaws: number, colors: Colors): string =>
  colors.green(
    `No law is broken: ${counted(laws, 'law')} hold of every step, ${counted(stateLaws, 'law')} of every state.`,
  );

/** How many laws were asked, of steps and of states. */
export type Asked = { readonly laws: number; readonly stateLaws: number };

const verdict = (
  it: Pick<Exploration, 'counterexample'>,
  { laws, stateLaws }: Asked,
  colors: Colors,
): readonly string[] =>
  it.counterexample === undefined
    ? [heldText(laws, stateLaws, colors)]
    : counterexampleLines(it.counterexample, colors);

/** What a search and walks tell alike: where they have been, and what the laws say. */
const ending = (it: Exploration | WalkReport, asked: Asked, colors: Colors): readonly string[] => [
  ...coverageTables(it.coverage),
  '',
  ...neverTexts(it),
  '',
  ...verdict(it, asked, colors),
  '',
];

const confusion = (odds: number): string =>
  odds === 0 ? 'none' : `1 in ${(1 / odds).toExponential(1)}`;

/** Tells what a search has come to. */
export const explorationText = (it: Exploration, asked: Asked, colors: Colors): string =>
  [
    `states       ${number(it.states)}`,
    `transitions  ${number(it.transitions)}, and ${number(it.refusals)} refusals`,
    `depth        ${it.depth}: ${it.levels.map(number).join(' + ')} states`,
    `ended        ${ENDS[it.endedBy]}`,
    `confusion    ${confusion(it.collisionProbability)}: the odds that two states were taken for one`,
    ...ending(it, asked, colors),
  ].join('\n');

/** Tells what walks have come to. */
export const walkText = (it: WalkReport, asked: Asked, colors: Colors): string =>
  [
    `walks        ${number(it.walks)}, seed ${it.seed}`,
    `transitions  ${number(it.transitions)}, and ${number(it.refusals)} refusals`,
    ...ending(it, asked, colors),
  ].join('\n');

/** Names the files in which a counterexample was left. */
export const leftText = (files: readonly string[]): string => `Left as ${listed(files)}.\n`;

/**
 * Exploring, against XState's `getShortestPaths` over the same small machine.
 *
 * @module
 */
import {
  explore,
  sameFuture,
  smallCommands,
  smallWorld,
  type Explore,
  type Progress,
} from '@hsm-lifecycle/explorer';
import { exploreInSteps } from '@hsm-lifecycle/explorer';
import { elapsed, medians, type Timed } from '../measure/medians.ts';
import { xstateStates } from '../peers/xstate-graph.ts';
import { digits, type Options, type Row, type Section } from '../report/row.ts';
import { toy, type Toy } from '../work/toy.ts';

const LAWLESS: Pick<Explore, 'laws' | 'stateLaws'> = { laws: [], stateLaws: [] };

/** How many states the explorer finds in a toy. */
const statesIn = ({ input }: Toy): number => explore({ ...input, ...LAWLESS }).states;

/** The number of states of a toy; both must find the same number. */
export const agreed = (it: Toy): number => {
  const own = statesIn(it);
  const xstates = xstateStates(it).length;
  if (own !== xstates)
    throw new Error(`not the same machine: ${own} states here, ${xstates} by XState`);
  return own;
};

const timed =
  (work: () => unknown): Timed =>
  () =>
    elapsed(work);

/** The state of a search at its end, with the memory that its table takes. */
const lastProgress = (input: Explore): Progress => {
  const search = exploreInSteps(input);
  let next = search.next();
  if (next.done === true) throw new Error('there is nothing to explore');
  const pause = next.value;
  while (next.done !== true) next = search.next();
  return pause.progress();
};

const SMALL: Explore = {
  world: smallWorld(),
  commands: smallCommands,
  depth: 20,
  symmetry: sameFuture,
  faults: true,
};

const smallRows = (states: number): readonly Row[] => {
  const input: Explore = { ...SMALL, limits: { states } };
  let progress: Progress | undefined;
  const seconds = elapsed(() => (progress = lastProgress(input))) / 1000;
  return [
    {
      work: `small world with faults, all laws, ${states} states up to names and the past`,
      figure: `${digits(states / seconds)} states/s`,
    },
    {
      work: 'the same, memory for each state',
      figure: `${digits((progress?.bytes ?? Number.NaN) / states)} bytes`,
    },
  ];
};

const HOURS = { quick: 0.7, whole: 1.4 } as const;

/**
 * Measures the explorer on a toy, with laws and without, and XState on the same toy; and the
 * explorer on its own small world.
 */
export const exploreSection = ({ isQuick }: Options): Section => {
  const it = toy(isQuick ? HOURS.quick : HOURS.whole);
  const states = agreed(it);
  const took = medians(
    {
      lawless: timed(() => explore({ ...it.input, ...LAWLESS })),
      lawful: timed(() => explore(it.input)),
      xstate: timed(() => xstateStates(it)),
    },
    isQuick ? { warmUp: 1, rounds: 3 } : { warmUp: 1, rounds: 7 },
  );
  const rate = (name: string): number => (1000 * states) / (took[name] ?? Number.NaN);
  const work = `toy of ${states} states`;
  return {
    title: 'Exploring every state of a cluster of at most two HSMs, with a path to each',
    rows: [
      {
        work: `${work}, rate against XState 5 getShortestPaths, without laws`,
        figure: `${digits(rate('lawless') / rate('xstate'))}x`,
      },
      {
        work: `${work}, rate against XState 5 getShortestPaths, with all laws`,
        figure: `${digits(rate('lawful') / rate('xstate'))}x`,
      },
      {
        work: `${work}, hsm-lifecycle explore, no laws`,
        figure: `${digits(rate('lawless'))} states/s`,
      },
      {
        work: `${work}, hsm-lifecycle explore, all laws`,
        figure: `${digits(rate('lawful'))} states/s`,
      },
      { work: `${work}, XState 5 getShortestPaths`, figure: `${digits(rate('xstate'))} states/s` },
      ...smallRows(isQuick ? 3000 : 100_000),
    ],
  };
};

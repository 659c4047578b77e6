/**
 * One transition of one cluster, against peers on the same work.
 *
 * @module
 */
import { elapsed, medians, type Timed } from '../measure/medians.ts';
import { machine } from '../peers/machine.ts';
import { mutable } from '../peers/mutable.ts';
import type { Contestant, PeerCluster } from '../work/peer.ts';
import { reduxToolkit } from '../peers/redux-toolkit.ts';
import { spread } from '../peers/spread.ts';
import { xstate } from '../peers/xstate.ts';
import { digits, type Options, type Row, type Section } from '../report/row.ts';
import type { Move } from '../work/move.ts';
import { record } from '../work/record.ts';
import { shown } from '../work/shown.ts';

/**
 * A contestant with its state hidden: what it shows after each move, and how long all moves take.
 */
export type Entry = {
  readonly name: string;
  readonly shows: () => readonly PeerCluster[];
  readonly run: Timed;
};

const entry = <State>(contestant: Contestant<State>, moves: readonly Move[]): Entry => ({
  name: contestant.name,
  shows: () => {
    let state = contestant.begin();
    return moves.map((move) => {
      state = contestant.apply(state, move);
      return structuredClone(contestant.shown(state));
    });
  },
  run: () => {
    let state = contestant.begin();
    return elapsed(() => {
      for (const move of moves) state = contestant.apply(state, move);
    });
  },
});

/** The contestants, each in the same state, and the moves for all of them. */
export type Contest = { readonly entries: readonly Entry[]; readonly moves: readonly Move[] };

const RETENTION_DAYS = { 10: 5, 90: 60 } as const;

/** Makes a contest over a steady life with some number of backups. */
export const contest = (backups: 10 | 90, periods: number): Contest => {
  const { start, moves } = record(RETENTION_DAYS[backups], periods);
  const begin = shown(start);
  const peers = [
    entry(xstate(begin), moves),
    entry(reduxToolkit(begin), moves),
    entry(spread(begin), moves),
    entry(mutable(begin), moves),
  ];
  return { entries: [entry(machine(start), moves), ...peers], moves };
};

/**
 * Says which contestant differs from the machine, and after which move; `undefined` if all do the
 * same work.
 */
export const difference = ({ entries, moves }: Contest): string | undefined => {
  const [expected = [], ...others] = entries.map(({ shows }) =>
    shows().map((each) => JSON.stringify(each)),
  );
  for (const [index, states] of others.entries()) {
    const wrong = states.findIndex((state, position) => state !== expected[position]);
    if (wrong < 0) continue;
    const where = `${entries[index + 1]?.name ?? ''} at ${JSON.stringify(moves[wrong])}`;
    return `${where}:\n${states[wrong] ?? ''}\n${expected[wrong] ?? ''}`;
  }
  return undefined;
};

const FASTER_THAN_XSTATE = { 10: 10, 90: 8 } as const;
const measured = (backups: 10 | 90, { isQuick }: Options): readonly Row[] => {
  const { entries, moves } = contest(backups, 20);
  const wrong = difference({ entries, moves });
  if (wrong !== undefined) throw new Error(`not the same work: ${wrong}`);
  const timed = Object.fromEntries(entries.map(({ name, run }) => [name, run]));
  const took = medians(timed, isQuick ? { warmUp: 30, rounds: 60 } : { warmUp: 100, rounds: 400 });
  const [own = 0, xstates = 0, reduxes = 0] = entries.map(({ name }) => took[name]);
  const ratio = xstates / own;
  const least = FASTER_THAN_XSTATE[backups];
  const compared = `at ${backups} backups, rate against`;
  return [
    {
      work: `${compared} XState 5 transition`,
      figure: `${digits(ratio)}x`,
      target: `at least ${least}x`,
      isMet: ratio >= least,
    },
    {
      work: `${compared} Redux Toolkit`,
      figure: `${digits(reduxes / own)}x`,
      target: 'more than 1x',
      isMet: reduxes > own,
    },
    ...entries.map(({ name }) => ({
      work: `at ${backups} backups, ${name}`,
      figure: `${digits((1000 * (took[name] ?? Number.NaN)) / moves.length)} us each`,
    })),
  ];
};

/** Measures `addHsm`, `removeHsm` and `advance` over some weeks of a cluster's life. */
export const transitionSection = (options: Options): Section => ({
  title:
    'One transition: HSMs are added and removed with forced backups, daily backups, retention ' +
    'marks, purges (median of a steady life)',
  rows: [...measured(10, options), ...measured(90, options)],
});

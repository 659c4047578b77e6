/**
 * Histories of fleets for property tests: commands that follow from how the fleet stands, some of
 * them in vain.
 *
 * @module
 */
import { emptyFleet, step, type EmptyFleet } from '@hsm-lifecycle/core/fleet';
import type { Arbitrary } from 'fast-check';
import { arbitraryOf } from './arbitrary-of.ts';
import type { FleetMachine } from '../laws/machine.ts';
import { growth } from '../examples/fleet.ts';
import type { Draw } from './commands/draw.ts';
import { commander, type CommandMix } from './commands/proposing.ts';
import { historyText, newHistoryRecorder, type FleetHistory } from './history.ts';
import { simplerHistories } from './shrinking.ts';
import { START } from '../examples/inputs.ts';

/** What histories shall be like. */
export type HistoryWith = Partial<EmptyFleet> &
  CommandMix & {
    /** How many commands there are at most, those of the growth apart; 40 if left out. */
    readonly commandsMax?: number;
    /**
     * Whether the example fleet is grown first, or everything begins with nothing; `GROWN` if left
     * out.
     */
    readonly begins?: 'GROWN' | 'EMPTY';
    /** `step` if left out. */
    readonly machine?: FleetMachine;
  };

const COMMANDS_MAX = 40;

const isHistory = (value: unknown): value is FleetHistory =>
  typeof value === 'object' && value !== null && 'steps' in value && 'beginning' in value;

const lived = (draw: Draw, wanted: HistoryWith): FleetHistory => {
  const {
    commandsMax = COMMANDS_MAX,
    begins = 'GROWN',
    machine = step,
    illegal,
    only,
    ...fleet
  } = wanted;
  const life = newHistoryRecorder(emptyFleet({ at: START, ...fleet }), machine);
  const next = commander(draw, { illegal, only });
  const orders = [
    ...(begins === 'GROWN' ? growth : []),
    ...Array.from({ length: 1 + draw(commandsMax) }, () => next),
  ];
  for (const order of orders) if (life.take(order(life.now(), life.clock())) === undefined) break;
  return life.told();
};

/**
 * Makes an arbitrary of histories, in which a machine that throws is an end like any other.
 *
 * @param wanted - as of `aHistoryWith`
 */
export const aLife = (wanted: HistoryWith): Arbitrary<FleetHistory> => {
  const { machine = step } = wanted;
  return arbitraryOf<FleetHistory>({
    generate: (draw) => lived(draw, wanted),
    *simpler(history, hint) {
      const size = typeof hint === 'number' ? hint : history.steps.length;
      for (const simpler of simplerHistories(history, machine, size))
        yield { value: simpler.history, hint: simpler.size };
    },
    isMade: isHistory,
  });
};

const uncrashed = (history: FleetHistory): FleetHistory => {
  if (history.crash === undefined) return history;
  throw new Error(`The machine threw.\n${historyText(history)}`, { cause: history.crash.error });
};

/**
 * Makes an arbitrary of histories: the example fleet grows, then up to so many commands come, some
 * of them refused.
 *
 * It shrinks by leaving commands out, those of the growth too, while the others go on meaning the
 * same things.
 *
 * @param wanted - rules, quotas, seed of the fleet; `commandsMax`, `begins`, `illegal`, `only`,
 *   `machine`
 * @returns histories; generating one throws if the machine does
 */
export const aHistoryWith = (wanted: HistoryWith = {}): Arbitrary<FleetHistory> =>
  aLife(wanted).map(uncrashed);

/** Histories under the default rules, without quotas. */
export const aHistory: Arbitrary<FleetHistory> = aHistoryWith({ quotas: 'NONE' });

/**
 * Arbitrary histories of a fleet: commands that fit the fleet so far, some of them to be refused.
 *
 * @module
 */
import { freshFleet } from '../examples/fresh-fleet.ts';
import { step, type EmptyFleet } from '@hsm-lifecycle/core/fleet';
import type { Arbitrary } from 'fast-check';
import { arbitraryOf } from './arbitrary-of.ts';
import type { FleetMachine } from '../laws/machine.ts';
import { growth } from '../examples/fleet.ts';
import type { Draw } from './commands/draw.ts';
import { commander, type CommandMix } from './commands/proposing.ts';
import { historyText, newHistoryRecorder, type FleetHistory } from './history.ts';
import { simplerHistories } from './shrinking.ts';
import { START } from '../examples/inputs.ts';

/** Options of generated histories: the empty fleet to begin with, and which commands to draw. */
export type HistoryWith = Partial<EmptyFleet> &
  CommandMix & {
    /** How many commands at most, besides those that make the example fleet; 40 if left out. */
    readonly commandsMax?: number;
    /** Whether to make the example fleet first, or begin with an empty one; `GROWN` if left out. */
    readonly begins?: 'GROWN' | 'EMPTY';
    /** `step` if left out. */
    readonly machine?: FleetMachine;
  };

const COMMANDS_MAX = 40;

const isHistory = (value: unknown): value is FleetHistory =>
  typeof value === 'object' && value !== null && 'steps' in value && 'beginning' in value;

const generate = (draw: Draw, wanted: HistoryWith): FleetHistory => {
  const {
    commandsMax = COMMANDS_MAX,
    begins = 'GROWN',
    machine = step,
    illegal,
    only,
    ...fleet
  } = wanted;
  const recorder = newHistoryRecorder(freshFleet({ at: START, ...fleet }), machine);
  const next = commander(draw, { illegal, only });
  const makers = [
    ...(begins === 'GROWN' ? growth : []),
    ...Array.from({ length: 1 + draw(commandsMax) }, () => next),
  ];
  for (const maker of makers)
    if (recorder.take(maker(recorder.fleet(), recorder.clock())) === undefined) break;
  return recorder.history();
};

/**
 * Makes an arbitrary of histories that may end in a crash of the machine.
 *
 * @param wanted - see `aHistoryWith`
 */
export const aHistoryOrCrash = (wanted: HistoryWith): Arbitrary<FleetHistory> => {
  const { machine = step } = wanted;
  return arbitraryOf<FleetHistory>({
    generate: (draw) => generate(draw, wanted),
    *simpler(history, hint) {
      const size = typeof hint === 'number' ? hint : history.steps.length;
      for (const simpler of simplerHistories(history, machine, size))
        yield { value: simpler.history, hint: simpler.size };
    },
    isMade: isHistory,
  });
};

const withoutCrash = (history: FleetHistory): FleetHistory => {
  if (history.crash === undefined) return history;
  throw new Error(`The machine threw.\n${historyText(history)}`, { cause: history.crash.error });
};

/**
 * Makes an arbitrary of histories: the commands that make the example fleet, then up to
 * `commandsMax` more, some of them refused.
 *
 * It shrinks by leaving commands out, those that make the example fleet too, while the others keep
 * their meaning.
 *
 * @param wanted - edition, quotas and seed of the fleet; `commandsMax`, `begins`, `illegal`,
 *   `only`, `machine`
 * @returns an arbitrary; generating a history throws if the machine throws
 * @example
 * sample(aHistoryWith({ commandsMax: 5, quotas: 'NONE' }), 1).length; // => 1
 */
export const aHistoryWith = (wanted: HistoryWith = {}): Arbitrary<FleetHistory> =>
  aHistoryOrCrash(wanted).map(withoutCrash);

/** Histories under the default edition, without quotas. */
export const aHistory: Arbitrary<FleetHistory> = aHistoryWith({ quotas: 'NONE' });

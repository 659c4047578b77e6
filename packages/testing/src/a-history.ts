/**
 * Histories of estates for property tests: commands that follow from how the estate stands, the refused ones kept.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { emptyFleet, step, type EmptyFleet, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { array, integer, nat, oneof, record, toStringMethod, type Arbitrary } from 'fast-check';
import { growth } from './fleet.ts';
import { START } from './inputs.ts';
import { order, WAITS_MS, type Dice } from './order.ts';

/** One command, the estate that it met, and what came of it. */
export type Taken = { readonly before: Fleet; readonly command: Command; readonly outcome: ReturnType<typeof step> };

/** An estate's life from nothing on. */
export type History = {
  readonly beginning: Fleet;
  readonly steps: readonly Taken[];
  /** All that happened, oldest first. */
  readonly events: readonly FleetEvent[];
  readonly end: Fleet;
};

/** What the histories shall be like. */
export type HistoryWith = Partial<EmptyFleet> & {
  /** How many commands follow the growth of the example estate, at most; 40 if left out. */
  readonly commandsMax?: number;
};

type Throw = Dice & { readonly waitMs: number };

const aWait: Arbitrary<number> = oneof(
  ...WAITS_MS.map(([min, max], index) => ({ arbitrary: integer({ min, max }), weight: WAITS_MS.length - index })),
);

const aThrow: Arbitrary<Throw> = record({ what: nat(), whom: nat({ max: 1000 }), how: nat({ max: 1000 }), waitMs: aWait });

const told = (it: History): History =>
  Object.defineProperty(it, toStringMethod, {
    value: () => it.steps.map(({ command, outcome }) => `${JSON.stringify(command)} // ${outcome._tag}`).join('\n'),
  });

const lived = (beginning: Fleet, throws: readonly Throw[]): History => {
  const steps: Taken[] = [];
  let end = beginning;
  const events: FleetEvent[] = [];
  const take = (command: Command) => {
    const outcome = step(end, command);
    steps.push({ before: end, command, outcome });
    if (outcome._tag === 'Left') return;
    end = outcome.right[0];
    events.push(...outcome.right[1]);
  };
  for (const ordered of growth) take(ordered(end));
  for (const dice of throws) take(order(end, dice));
  return told({ beginning, steps, events, end });
};

/**
 * Makes an arbitrary of histories: the example estate grows, then up to so many commands come, some of them refused.
 *
 * @param wanted - rules, quotas, seed of the estate; `commandsMax`
 */
export const aHistoryWith = ({ commandsMax = 40, ...estate }: HistoryWith = {}): Arbitrary<History> =>
  array(aThrow, { minLength: 1, maxLength: commandsMax, size: 'max' }).map((throws) => lived(emptyFleet({ at: START, ...estate }), throws));

/** Histories under the default rules, without quotas. */
export const aHistory: Arbitrary<History> = aHistoryWith({ quotas: 'NONE' });

/**
 * What somebody might command next, and how likely it is that the machine accepts it.
 *
 * @module
 */
import type { Command, EpochMillis } from '@hsm-lifecycle/core';
import { advanceFleet, type Fleet } from '@hsm-lifecycle/core/fleet';
import type { Machine } from '../explore/scene.ts';
import { backupMisfits } from './backup-misfits.ts';
import { backupProposals } from './backup-proposals.ts';
import { contentsMisfits } from './contents-misfits.ts';
import { contentsProposals } from './contents-proposals.ts';
import { anyOf, chance, weighted, type Draw, type Weighted } from './draw.ts';
import { estateMisfits } from './estate-misfits.ts';
import { estateProposals } from './estate-proposals.ts';
import { lifeMisfits } from './life-misfits.ts';
import { lifeProposals } from './life-proposals.ts';
import type { Proposal, Situation } from './situation.ts';
import { someInstant } from './vocabulary.ts';

/** What is commanded, and how often in vain. */
export type Dial = {
  /** The share of commands that are meant to be refused, from 0 to 1; 0.1 if left out. */
  readonly illegal?: number | undefined;
  /** Nothing but these types of command; all if left out. */
  readonly only?: readonly Command['type'][] | undefined;
};

const fitting: Readonly<Record<Command['type'], Weighted<Proposal>>> = {
  ...lifeProposals,
  ...backupProposals,
  ...contentsProposals,
  ...estateProposals,
};

const misfits: readonly Proposal[] = [...lifeMisfits, ...backupMisfits, ...contentsMisfits, ...estateMisfits];

const ILLEGAL_SHARE = 0.1;

/** How often time passes before a command that is meant to be refused: what changes nothing need not take time. */
const WAITING_SHARE = 0.3;

/** How often a lot is drawn anew when nothing fits, or the machine answers otherwise than meant. */
const TRIES = 12;

/** Proposes something that fits, or something that does not. */
type Proposing = (it: Situation) => Command | undefined;

const byWeight = (only: Dial['only']): Proposing => {
  const [first, ...others] = Object.entries(fitting).flatMap(([type, proposal]) =>
    only === undefined || only.some((each) => each === type) ? [proposal] : [],
  );
  return first === undefined ? () => undefined : (it) => weighted(it.draw, [first, ...others])(it);
};

const atRandom =
  (only: Dial['only']): Proposing =>
  (it) => {
    const command = anyOf(it.draw, misfits)?.(it);
    return only === undefined || only.some((each) => each === command?.type) ? command : undefined;
  };

/** Someone who commands an estate. */
export type Commander = (fleet: Fleet, clock: EpochMillis) => Command;

/** What a commander goes by. */
export type CommanderWith = { readonly draw: Draw; readonly machine: Machine; readonly dial?: Dial };

const asItWillBe = (fleet: Fleet, at: EpochMillis): Fleet => {
  try {
    return advanceFleet(fleet, { at })[0];
  } catch {
    // Time itself is broken; whoever takes the command will find out.
    return fleet;
  }
};

/** Whether the machine answers a command as wanted; one that throws is an answer that nobody should miss. */
const answers = (machine: Machine, { fleet, wanted }: { readonly fleet: Fleet; readonly wanted: boolean }, command: Command): boolean => {
  try {
    return (machine(fleet, command)._tag === 'Right') === wanted;
  } catch {
    return true;
  }
};

/**
 * Makes someone who commands what fits the estate as it will be at the instant of the command, asks the machine whether it would accept, and thinks again if it would not; and who, in a
 * share of cases, wants the opposite. When nothing comes to mind, time passes.
 */
export const commander = ({ draw, machine, dial: { illegal = ILLEGAL_SHARE, only } = {} }: CommanderWith): Commander => {
  const [sensibly, foolishly] = [byWeight(only), atRandom(only)];
  const thought = (situation: Situation, wanted: boolean): Command | undefined => {
    for (let n = 0; n < TRIES; n += 1) {
      const command = wanted ? sensibly(situation) : foolishly(situation);
      if (command !== undefined && answers(machine, { fleet: situation.fleet, wanted }, command)) return command;
    }
    return undefined;
  };
  return (fleet, clock) => {
    const wanted = !chance(draw, illegal);
    const at = wanted || chance(draw, WAITING_SHARE) ? someInstant(fleet, clock, draw) : clock;
    return thought({ fleet: asItWillBe(fleet, at), at, draw }, wanted) ?? { type: 'Advance', data: { at } };
  };
};

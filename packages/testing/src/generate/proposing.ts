/**
 * What somebody might command next, and how likely it is that it fits.
 *
 * @module
 */
import type { Command, EpochMillis } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { fleetAt } from '../fleet-at.ts';
import { backupMisfits, backupOddities } from './backup-misfits.ts';
import { backupProposals } from './backup-proposals.ts';
import { contentsMisfits, contentsOddities } from './contents-misfits.ts';
import { contentsProposals } from './contents-proposals.ts';
import { anyOf, chance, weighted, type Draw, type Weighted } from './draw.ts';
import { fleetMisfits, fleetOddities } from './fleet-misfits.ts';
import { fleetProposals } from './fleet-proposals.ts';
import { lifeMisfits, lifeOddities } from './life-misfits.ts';
import { lifeProposals } from './life-proposals.ts';
import type { Proposal, Situation } from './situation.ts';
import { someInstant } from './vocabulary.ts';

/** What is commanded, and how often in vain. */
export type Dial = {
  /** The share of commands that are meant to be refused, from 0 to 1; 0.1 if left out. */
  readonly illegal?: number | undefined;
  /** Nothing but these types of command, and time that passes; all if left out. */
  readonly only?: readonly Command['type'][] | undefined;
};

const fitting: Readonly<Record<Command['type'], Weighted<Proposal>>> = {
  ...lifeProposals,
  ...backupProposals,
  ...contentsProposals,
  ...fleetProposals,
};

/**
 * What is asked in vain, by kind; what is rarely possible at all is a kind of its own, so that it
 * is not rarer still.
 */
const misfits: readonly (readonly Proposal[])[] = [
  lifeMisfits,
  backupMisfits,
  contentsMisfits,
  fleetMisfits,
  [...lifeOddities, ...backupOddities, ...contentsOddities, ...fleetOddities],
];

const ILLEGAL_SHARE = 0.1;

/**
 * How often time passes before a command that is meant to be refused: what changes nothing need not
 * take time.
 */
const WAITING_SHARE = 0.3;

/** How often a lot is drawn anew when nothing fits. */
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
    const command = anyOf(it.draw, anyOf(it.draw, misfits) ?? [])?.(it);
    return only === undefined || only.some((each) => each === command?.type) ? command : undefined;
  };

/** Someone who commands a fleet. */
export type Commander = (fleet: Fleet, clock: EpochMillis) => Command;

const asItWillBe = (fleet: Fleet, at: EpochMillis): Fleet => {
  try {
    return fleetAt(fleet, at);
  } catch {
    // Time itself is broken; whoever takes the command will find out.
    return fleet;
  }
};

const thought = (situation: Situation, think: Proposing): Command | undefined => {
  for (let n = 0; n < TRIES; n += 1) {
    const command = think(situation);
    if (command !== undefined) return command;
  }
  return undefined;
};

/**
 * Makes someone who commands what fits the fleet as it will be at the instant of the command, and
 * in a share of cases what does not. When nothing comes to mind, time passes.
 *
 * The machine is not asked: that it refuses what fits, or accepts what does not, is just what a
 * test wants to see.
 */
export const commander = (draw: Draw, { illegal = ILLEGAL_SHARE, only }: Dial = {}): Commander => {
  const [sensibly, foolishly] = [byWeight(only), atRandom(only)];
  return (fleet, clock) => {
    const isSensible = !chance(draw, illegal);
    const at = isSensible || chance(draw, WAITING_SHARE) ? someInstant(fleet, clock, draw) : clock;
    const situation = { fleet: asItWillBe(fleet, at), at, draw };
    return (
      thought(situation, isSensible ? sensibly : foolishly) ?? { type: 'Advance', data: { at } }
    );
  };
};

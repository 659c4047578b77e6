/**
 * Generating the next command of a history.
 *
 * @module
 */
import type { Command, EpochMillis } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { fleetAt } from '../../examples/fleet-at.ts';
import { backupMisfits, backupOddities } from './backup-misfits.ts';
import { backupProposals } from './backup-proposals.ts';
import { contentsMisfits, contentsOddities } from './contents-misfits.ts';
import { contentsProposals } from './contents-proposals.ts';
import { drawAnyOf, chance, drawWeighted, type Draw, type Weighted } from './draw.ts';
import { fleetMisfits, fleetOddities } from './fleet-misfits.ts';
import { fleetProposals } from './fleet-proposals.ts';
import { lifeMisfits, lifeOddities } from './life-misfits.ts';
import { lifeProposals } from './life-proposals.ts';
import { serviceProposals } from './service-proposals.ts';
import { serviceMisfits } from './service-misfits.ts';
import { migrationMisfits } from './migration-misfits.ts';
import { observedMisfits } from './observed-misfits.ts';
import { observedProposals } from './observed-proposals.ts';
import type { Proposal, Situation } from './situation.ts';
import { someInstant } from './vocabulary.ts';

/** Which commands to draw, and how many of them to be refused. */
export type CommandMix = {
  /** The share of commands that should be refused, from 0 to 1; 0.1 if left out. */
  readonly illegal?: number | undefined;
  /** Only these types of command, and `Advance`; all if left out. */
  readonly only?: readonly Command['type'][] | undefined;
};

const fitting: Readonly<Record<Command['type'], Weighted<Proposal>>> = {
  ...lifeProposals,
  ...serviceProposals,
  ...backupProposals,
  ...contentsProposals,
  ...fleetProposals,
  ...observedProposals,
};

/**
 * Commands to be refused, by kind. Those that rarely apply are one kind, to be drawn often enough.
 */
const misfits: readonly (readonly Proposal[])[] = [
  lifeMisfits,
  backupMisfits,
  contentsMisfits,
  fleetMisfits,
  serviceMisfits,
  [
    ...observedMisfits,
    ...migrationMisfits,
    ...lifeOddities,
    ...backupOddities,
    ...contentsOddities,
    ...fleetOddities,
  ],
];

const ILLEGAL_SHARE = 0.1;

/** How often time passes before a command to be refused. Seldom, as it changes nothing. */
const WAITING_SHARE = 0.3;

/** How many draws to make when nothing fits. */
const TRIES = 12;

/** Proposes a command. */
type Proposer = (it: Situation) => Command | undefined;

const byWeight = (only: CommandMix['only']): Proposer => {
  const [first, ...others] = Object.entries(fitting).flatMap(([type, proposal]) =>
    only === undefined || only.some((each) => each === type) ? [proposal] : [],
  );
  return first === undefined
    ? () => undefined
    : (it) => drawWeighted(it.draw, [first, ...others])(it);
};

const atRandom =
  (only: CommandMix['only']): Proposer =>
  (it) => {
    const command = drawAnyOf(it.draw, drawAnyOf(it.draw, misfits) ?? [])?.(it);
    return only === undefined || only.some((each) => each === command?.type) ? command : undefined;
  };

/** Draws the next command for a fleet; `clock` is the instant of the command before. */
export type Commander = (fleet: Fleet, clock: EpochMillis) => Command;

const asItWillBe = (fleet: Fleet, at: EpochMillis): Fleet => {
  try {
    return fleetAt(fleet, at);
  } catch {
    // The machine under test cannot advance; the test shows that when it gets the command.
    return fleet;
  }
};

const firstProposal = (situation: Situation, propose: Proposer): Command | undefined => {
  for (let n = 0; n < TRIES; n += 1) {
    const command = propose(situation);
    if (command !== undefined) return command;
  }
  return undefined;
};

/**
 * Makes a function that draws the next command: one that fits the fleet at the command's instant,
 * or in a share of cases one that does not. If none is found, time passes.
 *
 * It does not ask the machine which commands are legal: a test should find a machine that refuses
 * what fits or accepts what does not.
 */
export const commander = (
  draw: Draw,
  { illegal = ILLEGAL_SHARE, only }: CommandMix = {},
): Commander => {
  const [legal, notLegal] = [byWeight(only), atRandom(only)];
  return (fleet, clock) => {
    const isLegal = !chance(draw, illegal);
    const at = isLegal || chance(draw, WAITING_SHARE) ? someInstant(fleet, clock, draw) : clock;
    const situation = { fleet: asItWillBe(fleet, at), at, draw };
    return (
      firstProposal(situation, isLegal ? legal : notLegal) ?? { type: 'Advance', data: { at } }
    );
  };
};

/**
 * Runbooks: what operators, or programs in their place, do about a fleet.
 *
 * @module
 */
import type { EpochMillis } from '../model/instant.ts';
import type { Command } from '../transitions/command.ts';
import type { Fleet } from './fleet.ts';

/**
 * A pure function that decides what to command next. It reads what to do off the fleet, so waking
 * it twice does no harm.
 *
 * @param fleet - the fleet as it is
 * @param at - now, in milliseconds since the epoch
 */
export type Runbook = (fleet: Fleet, at: EpochMillis) => readonly Command[];

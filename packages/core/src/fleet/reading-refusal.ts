/**
 * The first guard of the functions that answer questions about a fleet.
 *
 * @module
 */
import { notWellFormed } from '../guards/formed.ts';
import type { FormCheck } from '../model/form.ts';
import { fleetRefusal, inputRefusal } from '../rules/argument-refusal.ts';
import type { NotWellFormed } from '../rules/model-refusals.ts';
import type { Fleet } from './fleet.ts';

/**
 * Refuses what is not a fleet, and an input of the wrong form.
 *
 * @param fleet - the fleet, not a draft of it
 * @param input - the question
 * @param form - the form of its members, except instants
 */
export const readingRefusal = (
  fleet: Fleet,
  input: unknown,
  form: FormCheck,
): NotWellFormed | undefined => {
  const wrong = fleetRefusal(fleet) ?? inputRefusal(input);
  if (wrong !== undefined) return wrong;
  const misfit = form(input);
  return misfit && notWellFormed({ ...misfit, field: misfit.field || 'input' });
};

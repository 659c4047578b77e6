/**
 * `GetResourcePolicy`.
 *
 * @see F-18; U-36
 * @module
 */
import { isLeft, right } from '../kernel/either.ts';
import { lookAt } from '../service/submit-command.ts';
import type { Perform } from '../service/context.ts';
import { seenBy } from '../service/seen-by.ts';
import { policyResource } from './policy-resource.ts';

/** Reads the policy of a backup; empty if it has none. */
export const getPolicyAction: Perform<'GetResourcePolicy'> = async (context, input) => {
  const fleet = await lookAt(context, 'GetResourcePolicy');
  if (isLeft(fleet)) return fleet;
  const seen = seenBy(context.caller, fleet.right);
  const held = policyResource(seen, context.caller, input.ResourceArn);
  return isLeft(held) ? held : right({ Policy: held.right.backup.share?.policy });
};

/**
 * `UntagResource`.
 *
 * @see F-26, F-49, F-60; U-17
 * @module
 */
import { notFoundFault } from '../faults/fault.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import { submitCommand } from '../service/submit-command.ts';
import type { Perform } from '../service/context.ts';

/** Removes tags from a cluster or a backup. */
export const untagAction: Perform<'UntagResource'> = async (context, input) => {
  const { ResourceId: resourceId, TagKeyList: keys } = input;
  const outcome = await submitCommand(context, {
    action: 'UntagResource',
    command: (seen) =>
      seen.hasResource(resourceId)
        ? right({ type: 'Untag', data: { resourceId, keys } })
        : left(notFoundFault(resourceId)),
  });
  return isLeft(outcome) ? outcome : right({});
};

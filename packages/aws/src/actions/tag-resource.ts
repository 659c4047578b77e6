/**
 * `TagResource`.
 *
 * @see F-25, F-49, F-60; U-17
 * @module
 */
import { notFoundFault } from '../faults/fault.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import { submitCommand } from '../service/submit-command.ts';
import type { Perform } from '../service/context.ts';
import { tagsOf } from '../view/tag-list.ts';

/** Adds tags to a cluster or a backup. */
export const tagAction: Perform<'TagResource'> = async (context, input) => {
  const { ResourceId: resourceId } = input;
  const tags = tagsOf(input.TagList);
  if (isLeft(tags)) return tags;
  const outcome = await submitCommand(context, {
    action: 'TagResource',
    command: (seen) =>
      seen.hasResource(resourceId)
        ? right({ type: 'Tag', data: { resourceId, tags: tags.right } })
        : left(notFoundFault(resourceId)),
  });
  return isLeft(outcome) ? outcome : right({});
};

/**
 * `ListTags`.
 *
 * @see F-20, F-57, F-60
 * @module
 */
import { notFoundFault } from '../faults/fault.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import { lookAt } from '../service/submit-command.ts';
import type { Perform } from '../service/context.ts';
import { seenBy } from '../service/seen-by.ts';
import { tagList, type TagList } from '../view/tag-list.ts';
import { pageToken, readToken } from '../view/token.ts';

const PAGE = 100;

/** A page of tags, and the key at which it ends if more follow. */
const pageOf = (
  tags: TagList,
  last: string | number | undefined,
  size: number,
): { readonly page: TagList; readonly end: string | undefined } => {
  const rest = tags.filter(({ Key }) => last === undefined || Key > String(last));
  const page = rest.slice(0, size);
  return { page, end: rest.length > size ? page.at(-1)?.Key : undefined };
};

/** Lists the tags of a cluster or a backup, in order of their keys. */
export const listTagsAction: Perform<'ListTags'> = async (context, input) => {
  const { ResourceId: resourceId, MaxResults: size = PAGE } = input;
  const { tokenKey, caller } = context;
  const { account, region } = caller;
  const question = { action: 'ListTags', account, region, resourceId };
  const after = readToken(tokenKey, input.NextToken, question);
  if (isLeft(after)) return after;
  const fleet = await lookAt(context, 'ListTags');
  if (isLeft(fleet)) return fleet;
  const seen = seenBy(caller, fleet.right);
  const tags = seen.cluster(resourceId)?.tags ?? seen.backup(resourceId)?.backup.tags;
  if (tags === undefined) return left(notFoundFault(resourceId));
  const { page, end } = pageOf(tagList(tags), after.right?.[0], size);
  return right({
    TagList: page,
    NextToken: end === undefined ? undefined : pageToken(tokenKey, [end], question),
  });
};

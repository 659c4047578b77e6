/**
 * Tags of holders and backups.
 *
 * @module
 */
import type { NaiveHolder } from './state.ts';
import type { NaiveAnswer, NaiveOrder } from './order.ts';
import { fewTags } from './limits.ts';

const naiveTag = (
  it: { tags: Record<string, string> },
  { tags = {}, keys = [] }: NaiveOrder,
): NaiveAnswer => {
  const changed = { ...it.tags, ...tags };
  for (const key of keys) delete changed[key];
  if (!fewTags(changed)) return false;
  if (JSON.stringify(changed) === JSON.stringify(it.tags)) return 'SAME';
  it.tags = changed;
  return true;
};

/** Tags a holder, or one of its backups, and removes tags. */
export const retag = (it: NaiveHolder, order: NaiveOrder): NaiveAnswer => {
  const tagged = order.backup === undefined ? it : it.backups[order.backup];
  return tagged !== undefined && naiveTag(tagged, order);
};

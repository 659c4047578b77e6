/**
 * Tags as the API writes and reads them.
 *
 * @module
 */
import type { Tags } from '@hsm-lifecycle/core';
import { fault, type Fault } from '../faults/fault.ts';
import { left, right, type Either } from '../kernel/either.ts';
import type { ValueOf } from '../model/action.ts';

/** A list of tags. */
export type TagList = ValueOf<'TagList'>;

/** Writes tags, in order of their keys. */
export const tagList = (tags: Tags): TagList =>
  Object.entries(tags)
    .map(([Key, Value]) => ({ Key, Value }))
    .toSorted((a, b) => (a.Key < b.Key ? -1 : 1));

/** The tags of a list that the service has written itself. */
export const tagRecord = (list: TagList = []): Tags =>
  Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]));

const RESERVED = /^aws:/iu;

/**
 * Reads tags.
 *
 * @returns Left: `CloudHsmTagException` if a key occurs twice or begins with `aws:`
 */
export const tagsOf = (list: TagList = []): Either<Fault, Tags> => {
  const keys = list.map(({ Key }) => Key);
  const repeated = keys.find((key, index) => keys.indexOf(key) !== index);
  if (repeated !== undefined)
    return left(fault('CloudHsmTagException', `The tag key ${repeated} occurs twice.`));
  const reserved = keys.find((key) => RESERVED.test(key));
  if (reserved !== undefined)
    return left(fault('CloudHsmTagException', `The tag key ${reserved} begins with aws:.`));
  return right(tagRecord(list));
};

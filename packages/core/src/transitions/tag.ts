/**
 * Tagging a cluster or a backup.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { own } from '../kernel/own.ts';
import { tagged } from '../evolve/backups.ts';
import type { TooManyTags } from '../rules/contents-refusals.ts';
import type { ResourceNotFound, NotWellFormed } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { BackupHolder } from '../model/holder.ts';
import { happened, transition, type EventOfHolder, type TimeRefusal } from '../time/advance.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { Tags } from '../model/placement.ts';
import { tagsRefusal } from '../guards/cluster-plan.ts';
import { taggable } from '../guards/taggable.ts';
import { formed } from '../guards/formed.ts';
import { inputFields } from '../guards/input-fields.ts';
import { textForm, type FormsOf } from '../model/form.ts';

/** The input of `tag`. */
export type Tag = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly resourceId: string;
  readonly tags: Tags;
};

/** Why `tag` may refuse. */
export type TagRefusal = NotWellFormed | TimeRefusal | ResourceNotFound | TooManyTags;

/** The form of each field of `Tag`, except `at`. */
export const tagForms: FormsOf<Omit<Tag, 'at'>> = { resourceId: textForm, tags: inputFields.tags };

const wellFormed = formed<Tag>(tagForms);

/**
 * Adds tags, overwriting those with the same key. Tags that are set already are no event.
 *
 * @param holder - the cluster or copy that is, or holds, the resource
 * @param input - a cluster's or a backup's id; at most 50 tags in all; `at` in milliseconds since
 *   the epoch
 * @returns Right: the tags; events: what was due, and `ResourceTagged` if a tag changes. Left:
 *   `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`, `ResourceNotFound` or `TooManyTags`,
 *   checked in that order.
 * @see `TagResource`, CloudHSM V2 API 2017-04-28; F-49, F-60; U-17
 */
export const tag = <Holder extends BackupHolder>(
  holder: Holder,
  input: Tag,
): Outcome<TagRefusal, Holder, EventOfHolder<Holder>> =>
  wellFormed(input, ({ at, resourceId, tags }) =>
    transition(holder, at, (now) => {
      const resource = taggable(now, resourceId);
      if (resource === undefined)
        return refused({ _tag: 'ResourceNotFound', rule: 'M-3', resourceId });
      const tooMany = tagsRefusal(tagged(resource.tags, tags), now.edition);
      if (tooMany !== undefined) return refused(tooMany);
      if (Object.entries(tags).every(([key, value]) => own(resource.tags, key) === value))
        return happened(now);
      return happened(now, {
        type: 'ResourceTagged',
        data: { at, resourceId: resource.id, tags: Object.freeze({ ...tags }) },
      });
    }),
  );

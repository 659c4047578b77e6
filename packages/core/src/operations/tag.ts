/**
 * Tagging a cluster or a backup.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { found } from '../kernel/list.ts';
import { own } from '../kernel/own.ts';
import { tagged } from '../evolve/backups.ts';
import {
  refused,
  type NothingToChange,
  type ResourceNotFound,
  type TooManyTags,
} from '../refusals/refusal.ts';
import type { BackupHolder } from '../state/holder.ts';
import { happened, transition, type EventOfHolder, type TimeRefusal } from '../time/advance.ts';
import type { HolderId } from '../values/ids.ts';
import type { EpochMillis } from '../values/instant.ts';
import type { Tags } from '../values/placement.ts';
import { tagsRefusal } from './cluster-plan.ts';

/** What `tag` needs to know. */
export type Tag = { readonly at: EpochMillis; readonly resourceId: string; readonly tags: Tags };

/** Why `tag` may refuse. */
export type TagRefusal = TimeRefusal | ResourceNotFound | TooManyTags | NothingToChange<'tags'>;

/** What can be tagged: the cluster itself, or a backup of the holder (F-49). */
export type Taggable = { readonly id: HolderId; readonly tags: Tags };

/** Finds what a tag command names. */
export const taggable = (holder: BackupHolder, resourceId: string): Taggable | undefined => {
  if (holder.kind === 'CLUSTER' && holder.clusterId === resourceId)
    return { id: holder.clusterId, tags: holder.tags };
  const it = found(holder.backups, ({ backupId }) => backupId === resourceId);
  return it && { id: it.backupId, tags: it.tags };
};

/**
 * Adds tags, and overwrites those of the same key.
 *
 * @param holder - the cluster or the copy that is, or holds, the resource
 * @param input - a cluster's or a backup's id; at most 50 tags in all; `at` in milliseconds since
 *   the epoch
 * @returns Right: the tags; events: what was due, `ResourceTagged`. Left: `NotAnInstant`,
 *   `TimeRanBackwards`, `ResourceNotFound`, `TooManyTags` or `NothingToChange`, checked in that
 *   order.
 * @see `TagResource`, CloudHSM V2 API 2017-04-28; F-49, F-60; U-17
 */
export const tag = <Holder extends BackupHolder>(
  holder: Holder,
  { at, resourceId, tags }: Tag,
): Outcome<TagRefusal, Holder, EventOfHolder<Holder>> =>
  transition(holder, at, (now) => {
    const resource = taggable(now, resourceId);
    if (resource === undefined)
      return refused({ _tag: 'ResourceNotFound', rule: 'M-3', resourceId });
    const tooMany = tagsRefusal(tagged(resource.tags, tags), now.edition);
    if (tooMany !== undefined) return refused(tooMany);
    if (Object.entries(tags).every(([key, value]) => own(resource.tags, key) === value))
      return refused({ _tag: 'NothingToChange', rule: 'U-17', field: 'tags' });
    return happened(now, {
      type: 'ResourceTagged',
      data: { at, resourceId: resource.id, tags: Object.freeze({ ...tags }) },
    });
  });

/**
 * Untagging a cluster or a backup.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { own } from '../kernel/own.ts';
import type { ResourceNotFound, NotWellFormed } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { BackupHolder } from '../model/holder.ts';
import { happened, transition, type EventOfHolder, type TimeRefusal } from '../time/advance.ts';
import type { EpochMillis } from '../model/instant.ts';
import { taggable } from '../guards/taggable.ts';
import { formed } from '../guards/formed.ts';
import { listForm, textForm, grammarForm, type FormsOf } from '../model/form.ts';
import { grammars } from '../model/grammar.ts';

/** The input of `untag`. */
export type Untag = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly resourceId: string;
  readonly keys: readonly string[];
};

/** Why `untag` may refuse. */
export type UntagRefusal = NotWellFormed | TimeRefusal | ResourceNotFound;

/** The form of each field of `Untag`, except `at`. */
export const untagForms: FormsOf<Omit<Untag, 'at'>> = {
  resourceId: textForm,
  keys: listForm('a list of tag keys', grammarForm(grammars.tagKey)),
};

const wellFormed = formed<Untag>(untagForms);

/**
 * Removes tags; keys that no tag has are ignored.
 *
 * @param holder - the cluster or copy that is, or holds, the resource
 * @param input - a cluster's or a backup's id, and the keys; `at` in milliseconds since the epoch
 * @returns Right: the tags; events: what was due, and `ResourceUntagged` if a key is there. Left:
 *   `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards` or `ResourceNotFound`, checked in that
 *   order.
 * @see `UntagResource`, CloudHSM V2 API 2017-04-28; F-49, F-60; U-17
 */
export const untag = <Holder extends BackupHolder>(
  holder: Holder,
  input: Untag,
): Outcome<UntagRefusal, Holder, EventOfHolder<Holder>> =>
  wellFormed(input, ({ at, resourceId, keys }) =>
    transition(holder, at, (now) => {
      const resource = taggable(now, resourceId);
      if (resource === undefined)
        return refused({ _tag: 'ResourceNotFound', rule: 'M-3', resourceId });
      const present = Object.freeze(
        [...new Set(keys)].filter((key) => own(resource.tags, key) !== undefined),
      );
      if (present.length === 0) return happened(now);
      return happened(now, {
        type: 'ResourceUntagged',
        data: { at, resourceId: resource.id, keys: present },
      });
    }),
  );

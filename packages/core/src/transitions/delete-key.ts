/**
 * Deleting a key.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { found } from '../kernel/list.ts';
import type { KeyNotFound, NotWellFormed } from '../rules/model-refusals.ts';
import type { ContentsUnknown, NotKeyOwner, OwnerNotFound } from '../rules/contents-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import { happened } from '../time/advance.ts';
import type { EpochMillis } from '../model/instant.ts';
import { writing, type WritingRefusal } from '../guards/writing.ts';
import { cryptoUserIn, isSameName } from '../model/users.ts';
import { formed } from '../guards/formed.ts';
import { keyNotListed, ownerNotListed } from '../guards/unlisted.ts';
import { optionalForm, textForm, type FormsOf } from '../model/form.ts';

/** The input of `deleteKey`. */
export type DeleteKey = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly keyId: string;
  /** The crypto user that deletes it; its owner if left out. */
  readonly by?: string;
};

/** Why `deleteKey` may refuse. */
export type DeleteKeyRefusal =
  | NotWellFormed
  | WritingRefusal
  | KeyNotFound
  | ContentsUnknown
  | NotKeyOwner
  | OwnerNotFound<'U-41'>;

/** The form of each field of `DeleteKey`, except `at`. */
export const deleteKeyForms: FormsOf<Omit<DeleteKey, 'at'>> = {
  keyId: textForm,
  by: optionalForm(textForm),
};

const wellFormed = formed<DeleteKey>(deleteKeyForms);

/**
 * Deletes a key from the cluster's HSMs. This is only the first step: every backup taken while the
 * key existed still holds it.
 *
 * @param cluster - activated, with an ACTIVE HSM
 * @param input - the id of a key; `by`, its owner, whom some ACTIVE HSM has; `at` in milliseconds
 *   since the epoch
 * @returns Right: the key on no HSM; events: what was due, `KeyDeleted`. Left: `NotWellFormed`,
 *   `NotAnInstant`, `TimeRanBackwards`, `NotYetActivated`, `NoPeer`, `LimitedWrite`, `KeyNotFound`
 *   or `ContentsUnknown`, `NotKeyOwner`, `OwnerNotFound` or `ContentsUnknown`, checked in that
 *   order.
 * @see `key delete`, CloudHSM CLI; F-86, F-230, F-232; U-27, U-41, U-72
 * @example
 * const withoutKey = deleteKey(cluster, { at, keyId: 'root' });
 */
export const deleteKey = (
  cluster: Cluster,
  input: DeleteKey,
): Outcome<DeleteKeyRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at, keyId, by }) =>
    writing(cluster, at, ({ now, material }) => {
      const key = found(material.keys, (it) => it.keyId === keyId);
      if (key === undefined) return keyNotListed(material, keyId);
      const { owner } = key;
      if (by !== undefined && !isSameName(by, owner))
        return refused({ _tag: 'NotKeyOwner', rule: 'F-232', keyId, owner, by });
      return cryptoUserIn(now, owner) === undefined
        ? ownerNotListed(now, 'U-41', owner)
        : happened(now, { type: 'KeyDeleted', data: { at, keyId } });
    }),
  );

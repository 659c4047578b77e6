/**
 * Deleting a key.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { found } from '../kernel/list.ts';
import type { KeyNotFound, NotWellFormed } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import { happened } from '../time/advance.ts';
import type { EpochMillis } from '../model/instant.ts';
import { writing, type WritingRefusal } from '../guards/writing.ts';
import { formed } from '../guards/formed.ts';
import { inputForms } from './input-forms.ts';

/** The input of `deleteKey`. */
export type DeleteKey = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  readonly keyId: string;
};

/** Why `deleteKey` may refuse. */
export type DeleteKeyRefusal = NotWellFormed | WritingRefusal | KeyNotFound;

const wellFormed = formed<DeleteKey>(inputForms.deleteKey);

/**
 * Deletes a key from the cluster's HSMs. This is only the first step: every backup taken while the
 * key existed still holds it.
 *
 * @param cluster - activated, with an ACTIVE HSM
 * @param input - the id of a key; `at` in milliseconds since the epoch
 * @returns Right: no HSM has the key; events: what was due, `KeyDeleted`. Left: `NotWellFormed`,
 *   `NotAnInstant`, `TimeRanBackwards`, `NotYetActivated`, `NoPeer`, `LimitedWrite` or `KeyNotFound`, checked in
 *   that order.
 * @see `key delete`, CloudHSM CLI; F-86, F-230; U-27
 * @example
 * const withoutKey = deleteKey(cluster, { at, keyId: 'root' });
 */
export const deleteKey = (
  cluster: Cluster,
  input: DeleteKey,
): Outcome<DeleteKeyRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at, keyId }) =>
    writing(cluster, at, ({ now, material }) =>
      found(material.keys, (it) => it.keyId === keyId) === undefined
        ? refused({ _tag: 'KeyNotFound', rule: 'M-3', keyId })
        : happened(now, { type: 'KeyDeleted', data: { at, keyId } }),
    ),
  );

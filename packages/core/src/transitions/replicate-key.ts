/**
 * Replicating a key from another cluster.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { equal } from '../kernel/equal.ts';
import { found } from '../kernel/list.ts';
import type {
  ContentsUnknown,
  KeyExists,
  OwnerNotFound,
  TooManyKeys,
} from '../rules/contents-refusals.ts';
import type { KeyNotFound, NotWellFormed } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import { happened } from '../time/advance.ts';
import type { EpochMillis } from '../model/instant.ts';
import { keysRefusal } from '../guards/keys.ts';
import { replicatingFrom, type SourceRefusal } from '../guards/replicating.ts';
import { writing, type WritingRefusal } from '../guards/writing.ts';
import { cryptoUserIn } from '../model/users.ts';
import { formed } from '../guards/formed.ts';
import { keyNotListed, ownerNotListed } from '../guards/unlisted.ts';
import { inputFields } from '../guards/input-fields.ts';
import { textForm, type FormsOf } from '../model/form.ts';

/** What `replicateKey` needs to know. */
export type ReplicateKey = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  /** The cluster that has the key; it is left as it is. */
  readonly from: Cluster;
  readonly keyId: string;
};

/** Why `replicateKey` may refuse. */
export type ReplicateKeyRefusal =
  | NotWellFormed
  | WritingRefusal
  | SourceRefusal
  | KeyNotFound
  | ContentsUnknown
  | KeyExists
  | OwnerNotFound<'F-195'>
  | TooManyKeys;

const replicateKeyForms: FormsOf<Omit<ReplicateKey, 'at'>> = {
  from: inputFields.cluster,
  keyId: textForm,
};

const wellFormed = formed<ReplicateKey>(replicateKeyForms);

/**
 * Replicates a key to a cluster of the same lineage, such as from the cluster that was failed over
 * to back to the first. The key keeps its creation: it is the same key.
 *
 * @param to - the cluster that gets the key: activated, with an ACTIVE HSM that has the owner
 * @param input - `from`, a cluster of the same lineage, activated, with an ACTIVE HSM; `keyId`, of
 *   a key there; `at` in milliseconds since the epoch
 * @returns Right: the key, last; events: what was due, `KeyReplicated`, or none if `to` has that
 *   very key. Left: `NotWellFormed`, `NotAnInstant`, `TimeRanBackwards`, `NotYetActivated`,
 *   `NoPeer`, `LimitedWrite`, `NotRelated`, `SourceHasNoPeer`, `KeyNotFound` or `ContentsUnknown`,
 *   `KeyExists`, `OwnerNotFound` or `ContentsUnknown`, `TooManyKeys`, checked in that order.
 * @see `key replicate`, CloudHSM CLI; F-111, F-115, F-247; U-72
 */
export const replicateKey = (
  to: Cluster,
  input: ReplicateKey,
): Outcome<ReplicateKeyRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, ({ at, from, keyId }) =>
    writing(to, at, (writable) =>
      replicatingFrom(writable.now, { from, at }, ({ source, its }) => {
        const { now, material } = writable;
        const key = found(its.keys, (it) => it.keyId === keyId);
        if (key === undefined) return keyNotListed(its, keyId);
        const known = found(material.keys, (it) => it.keyId === keyId);
        if (known !== undefined && equal(known, key)) return happened(now);
        if (known !== undefined) return refused({ _tag: 'KeyExists', rule: 'M-4', keyId });
        const { owner, kind } = key;
        if (cryptoUserIn(now, owner) === undefined) return ownerNotListed(now, 'F-195', owner);
        const full = keysRefusal(writable, kind);
        if (full !== undefined) return refused(full);
        const data = { at, key, from: source.clusterId };
        return happened(now, { type: 'KeyReplicated', data });
      }),
    ),
  );

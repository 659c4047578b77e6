/**
 * Creating a key.
 *
 * @module
 */
import type { Outcome } from '../kernel/change.ts';
import { found } from '../kernel/list.ts';
import type {
  ContentsUnknown,
  KeyExists,
  OwnerNotFound,
  TooManyKeys,
} from '../rules/contents-refusals.ts';
import { notAnInstant } from '../rules/not-an-instant.ts';
import { refused } from '../rules/refused.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterEvent } from '../model/event.ts';
import { happened } from '../time/advance.ts';
import type { Key, KeyKind } from '../model/contents.ts';
import { isInstant, type EpochMillis } from '../model/instant.ts';
import { keysRefusal } from '../guards/keys.ts';
import { writing, type WritingRefusal } from '../guards/writing.ts';
import { cryptoUserIn } from '../model/users.ts';
import type { NotWellFormed } from '../rules/model-refusals.ts';
import { formed } from '../guards/formed.ts';
import { ownerNotListed } from '../guards/unlisted.ts';
import { inputFields } from '../guards/input-fields.ts';
import { optionalForm, textForm, type FormsOf } from '../model/form.ts';

/** The input of `createKey`. */
export type CreateKey = {
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  /** The key's id, which no key on the HSMs has: 1 to 1,024 characters. */
  readonly keyId: string;
  /** Free text of up to 1,024 characters. */
  readonly label?: string;
  /** A crypto user's name. */
  readonly owner: string;
  /** Symmetric, or asymmetric: fewer of these fit on an HSM (F-128). */
  readonly kind: KeyKind;
  /** When it should no longer be used, in milliseconds since the epoch; never if left out. */
  readonly expiresAt?: EpochMillis;
};

/** Why `createKey` may refuse. */
export type CreateKeyRefusal =
  | NotWellFormed
  | WritingRefusal
  | OwnerNotFound<'F-195'>
  | ContentsUnknown
  | KeyExists
  | TooManyKeys;

/** The form of each field of `CreateKey`, except `at`. */
export const createKeyForms: FormsOf<Omit<CreateKey, 'at'>> = {
  keyId: inputFields.name,
  label: optionalForm(inputFields.freeText),
  owner: textForm,
  kind: inputFields.keyKind,
  expiresAt: inputFields.expiresAt,
};

const wellFormed = formed<CreateKey>(createKeyForms);

/**
 * Creates a key on every HSM of the cluster, including one that is joining.
 *
 * @param cluster - activated, with an ACTIVE HSM
 * @param input - `keyId`, not yet used in the cluster; `owner`, the name of a crypto user; `kind`;
 *   `expiresAt` and `at` in milliseconds since the epoch
 * @returns Right: the key, last; events: what was due, `KeyCreated`. Left: `NotWellFormed`,
 *   `NotAnInstant`, `TimeRanBackwards`, `NotYetActivated`, `NoPeer`, `LimitedWrite`, `NotAnInstant`
 *   again for `expiresAt`, `OwnerNotFound` or `ContentsUnknown`, `KeyExists` or `TooManyKeys`,
 *   checked in that order.
 * @see `key generate-symmetric`, `key generate-asymmetric-pair`, CloudHSM CLI; F-86, F-128, F-195;
 *   U-72
 * @example
 * const key = { keyId: 'root', owner: 'signer', kind: 'asymmetric' } as const;
 * const withKey = createKey(cluster, { at, ...key });
 */
export const createKey = (
  cluster: Cluster,
  input: CreateKey,
): Outcome<CreateKeyRefusal, Cluster, ClusterEvent> =>
  wellFormed(input, () =>
    writing(cluster, input.at, (writable) => {
      const { now, material } = writable;
      const { at, keyId, label, kind, expiresAt } = input;
      if (expiresAt !== undefined && !isInstant(expiresAt))
        return refused(notAnInstant(expiresAt, 'expiresAt'));
      const owner = cryptoUserIn(now, input.owner)?.name;
      if (owner === undefined) return ownerNotListed(now, 'F-195', input.owner);
      if (found(material.keys, (it) => it.keyId === keyId) !== undefined)
        return refused({ _tag: 'KeyExists', rule: 'M-4', keyId });
      const full = keysRefusal(writable, kind);
      if (full !== undefined) return refused(full);
      const key: Key = Object.freeze({ keyId, label, owner, kind, createdAt: at, expiresAt });
      return happened(now, { type: 'KeyCreated', data: { at, key } });
    }),
  );

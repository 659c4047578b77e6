/**
 * Moves every key record to the active epoch of its persistent backup key.
 *
 * @module
 */
import { rewrapKeyRecord, type ProviderFailed, type RewrapError } from '@hsm-lifecycle/crypto';
import { findSealed, type SealedFound } from '../effects/find.ts';
import { expectedOf } from '../effects/key-entry.ts';
import type { SealingPlanes } from '../effects/planes.ts';
import { isUnderActiveKey } from '../host/active-key.ts';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import type { KeyEntry } from '../store/key-entry.ts';
import { guarded } from '../store/guarded.ts';
import type { CommitError } from '../store/refusals.ts';
import type { StorageFailed } from '../store/storage-failed.ts';

/** A record that was not changed, and why. */
export type NotRotated = { readonly holderId: string; readonly reason: RewrapError['_tag'] };

/** The result of a rotation. */
export type Rotation = {
  readonly rotated: readonly string[];
  /** Already under the active epoch. */
  readonly unchanged: readonly string[];
  /** Destroyed or rewritten by something else in the meantime. */
  readonly overtaken: readonly string[];
  readonly faults: readonly NotRotated[];
};

type Outcome = 'rotated' | 'unchanged' | 'overtaken' | NotRotated;

/** A store whose head is never the one that it expects must not keep a rotation for ever. */
const TRIES_MAX = 1000;

/** A record is replaced between two commits of a host, whatever it writes meanwhile. */
const replace = async (
  { store, fleet }: SealingPlanes,
  entry: KeyEntry,
  generation: number,
): Answer<CommitError, unknown> => {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    // Each try starts from a new head.
    // eslint-disable-next-line no-await-in-loop
    const head = await store.head(fleet);
    if (isLeft(head)) return head;
    // eslint-disable-next-line no-await-in-loop
    const written = await store.commit({
      fleet,
      commit: `rotation-${entry.holderId}-${entry.generation}`,
      expected: head.right,
      events: [],
      records: [{ change: 'REPLACE', entry, generation }],
    });
    if (!isLeft(written) || written.left._tag !== 'Conflict') return written;
  }
  return left({ _tag: 'StorageFailed', reason: 'OTHER', detail: 'other writers were faster' });
};

const moved = async (
  planes: SealingPlanes,
  { entry, payload }: SealedFound,
): Answer<StorageFailed, Outcome> => {
  const { holderId } = entry;
  const made = await rewrapKeyRecord(
    { payload, record: entry.record, expected: expectedOf(entry), destination: entry.holder },
    planes,
  );
  if (isLeft(made)) return right({ holderId, reason: made.left._tag });
  const written = await replace(planes, { ...entry, ...made.right }, entry.generation);
  if (!isLeft(written)) return right('rotated');
  return written.left._tag === 'StorageFailed' ? left(written.left) : right('overtaken');
};

const rotate = async (
  planes: SealingPlanes,
  holderId: string,
): Answer<StorageFailed | ProviderFailed, Outcome> => {
  const found = await findSealed(planes, holderId);
  if (isLeft(found))
    return found.left._tag === 'StorageFailed' ? left(found.left) : right('overtaken');
  const isActive = await isUnderActiveKey(planes, found.right.entry);
  if (isLeft(isActive)) return isActive;
  return isActive.right ? right('unchanged') : moved(planes, found.right);
};

/** Rotates what was not looked at before. Right: how each ended. */
const pass = async (
  planes: SealingPlanes,
  known: ReadonlyMap<string, Outcome>,
): Answer<StorageFailed | ProviderFailed, ReadonlyMap<string, Outcome>> => {
  const ids = await planes.store.holders(planes.fleet);
  if (isLeft(ids)) return ids;
  const outcomes = new Map<string, Outcome>();
  for (const holderId of ids.right.filter((id) => !known.has(id))) {
    // One call at a time: a keyring may be remote.
    // eslint-disable-next-line no-await-in-loop
    const outcome = await rotate(planes, holderId);
    if (isLeft(outcome)) return outcome;
    outcomes.set(holderId, outcome.right);
  }
  return right(outcomes);
};

/**
 * Rewraps every key record of one fleet under the active epoch. Payloads do not change.
 *
 * An old epoch can be retired once this has been done for every fleet of every store that uses the
 * keyring, and `faults` and `overtaken` were empty each time. Retiring it earlier destroys what is
 * still under it: the backups of the other fleets never open again.
 *
 * A host may run on the store meanwhile: what it seals while this runs is looked at too, and what
 * it began to seal under the old epoch it seals again. If it is interrupted and run again, only
 * the rest is rewrapped.
 *
 * @param given - the store, and a keyring whose active epoch is the new one
 * @returns Left: the store failed; or the keyring threw, or gave no key, when it was asked for the
 *   active one. What is rewrapped by then stays so
 */
export const rotateKeys = async (
  given: SealingPlanes,
): Answer<StorageFailed | ProviderFailed, Rotation> => {
  const planes = { ...given, store: guarded(given.store) };
  const outcomes = new Map<string, Outcome>();
  for (let isMore = true; isMore;) {
    // Each pass looks for what came during the one before.
    // eslint-disable-next-line no-await-in-loop
    const those = await pass(planes, outcomes);
    if (isLeft(those)) return those;
    for (const [id, outcome] of those.right) outcomes.set(id, outcome);
    isMore = those.right.size > 0;
  }
  const having = (kind: Outcome): readonly string[] =>
    [...outcomes].flatMap(([id, outcome]) => (outcome === kind ? [id] : []));
  const faults = [...outcomes.values()].flatMap((outcome) =>
    typeof outcome === 'string' ? [] : [outcome],
  );
  return right({
    rotated: having('rotated'),
    unchanged: having('unchanged'),
    overtaken: having('overtaken'),
    faults,
  });
};

/**
 * Verifies a store: everything that must open does, and nothing else does.
 *
 * @module
 */
import { type Fleet } from '@hsm-lifecycle/core/fleet';
import type { ProviderFailed } from '@hsm-lifecycle/crypto';
import { askedKey } from '../effects/asked-key.ts';
import { effectsOf } from '../effects/effect.ts';
import { mayBeElsewhere } from '../effects/elsewhere.ts';
import { findSealed } from '../effects/find.ts';
import { flawOf } from '../effects/key-entry.ts';
import { keyOwnersOf, keyOwnerIn, isEntitled, type KeyOwner } from '../effects/key-owner.ts';
import { openFound, type OpenStoredError } from '../effects/open.ts';
import { isSameContents } from '../effects/payload-contents.ts';
import type { SealingPlanes } from '../effects/planes.ts';
import { keyIdOf } from '../host/active-key.ts';
import type { LogUnreadable } from '../host/refusals.ts';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import { guarded } from '../store/guarded.ts';
import type { StorageFailed } from '../store/storage-failed.ts';
import { replayFleet } from './read-store.ts';

/** A backup that must open and does not. */
export type VerifyFault = {
  readonly holderId: string;
  /** Why: a refusal's `_tag`, `ContentsDiffer`, or the field of the header that differs. */
  readonly reason:
    Exclude<OpenStoredError, StorageFailed>['_tag'] | 'ContentsDiffer' | 'FactsDiffer';
  readonly field?: string;
};

/**
 * The result. The lists hold the ids of backups, copies, and restored clusters (for the backups
 * they were restored from).
 */
export type Verification = {
  /** Open, and have the contents that the history says. */
  readonly open: readonly string[];
  /** Not READY yet; or restored, with a record that is still to be made. */
  readonly pending: readonly string[];
  /** Observed at the service, or copied or restored from such: sealed there, not here. */
  readonly elsewhere: readonly string[];
  /** Purged: no key record is left, so they can never be opened. */
  readonly purged: readonly string[];
  /** To be destroyed according to the log, but a key record still exists, and its key too. */
  readonly purging: readonly string[];
  /** The same, but the key of the record's epoch is destroyed, so they can never be opened. */
  readonly shredded: readonly string[];
  /** Key records of nothing in the history, which no event in the log destroys. They are kept. */
  readonly orphans: readonly string[];
  readonly faults: readonly VerifyFault[];
};

type Checked = 'open' | 'pending' | 'elsewhere' | VerifyFault;

const isPending = (owner: KeyOwner): boolean => owner.state === 'CREATE_IN_PROGRESS';

const fault = (holderId: string, reason: VerifyFault['reason'], field?: string): VerifyFault =>
  field === undefined ? { holderId, reason } : { holderId, reason, field };

/** The record of a restored cluster can still be made as long as its source has one. */
const missing = async (
  { store, fleet }: SealingPlanes,
  owner: KeyOwner,
): Answer<StorageFailed, Checked> => {
  const { holderId, restoredFrom } = owner;
  if (isPending(owner)) return right('pending');
  if (mayBeElsewhere(owner.contents)) return right('elsewhere');
  if (restoredFrom === undefined) return right(fault(holderId, 'RecordMissing'));
  const source = await store.sealed(fleet, restoredFrom);
  if (isLeft(source)) return source;
  return right(source.right === undefined ? fault(holderId, 'RecordMissing') : 'pending');
};

/**
 * What is in progress may be stored already. A backup need not open yet; the source of a restore
 * must.
 */
const check = async (input: SealingPlanes, owner: KeyOwner): Answer<StorageFailed, Checked> => {
  const { holderId } = owner;
  const found = await findSealed(input, holderId);
  if (isLeft(found))
    return found.left._tag === 'StorageFailed' ? left(found.left) : missing(input, owner);
  if (isPending(owner) && owner.restoredFrom === undefined) return right('pending');
  const flaw = flawOf(owner, found.right);
  if (flaw !== undefined) return right(fault(holderId, 'FactsDiffer', flaw));
  const opened = await openFound(input, found.right);
  if (isLeft(opened)) return right(fault(holderId, opened.left._tag));
  opened.right.secrets?.fill(0);
  return right(
    isSameContents(opened.right, owner.contents) ? 'open' : fault(holderId, 'ContentsDiffer'),
  );
};

const allOwners = (fleet: Fleet): readonly KeyOwner[] =>
  [...fleet.holders.values()].flatMap(keyOwnersOf).filter(isEntitled);

const checkedAll = async (
  input: SealingPlanes,
  fleet: Fleet,
): Answer<StorageFailed, Pick<Verification, 'open' | 'pending' | 'elsewhere' | 'faults'>> => {
  const ids = { open: [], pending: [], elsewhere: [] } as Record<
    Exclude<Checked, VerifyFault>,
    string[]
  >;
  const faults: VerifyFault[] = [];
  for (const owner of allOwners(fleet)) {
    // One payload in memory at a time.
    // eslint-disable-next-line no-await-in-loop
    const checked = await check(input, owner);
    if (isLeft(checked)) return checked;
    if (typeof checked.right === 'string') ids[checked.right].push(owner.holderId);
    else faults.push(checked.right);
  }
  return right({ ...ids, faults });
};

/** The fleet, and what the log says is gone. */
type History = {
  readonly fleet: Fleet;
  readonly purged: readonly string[];
  /** Whose records an event destroys. */
  readonly destroyed: ReadonlySet<string>;
};

const history = async (input: SealingPlanes): Answer<StorageFailed | LogUnreadable, History> => {
  const purged: string[] = [];
  const destroyed = new Set<string>();
  const fleet = await replayFleet(input, (it) => {
    if (it.event.type === 'BackupPurged') purged.push(it.event.data.backupId);
    for (const effect of effectsOf(it))
      if (effect.kind === 'DESTROY') destroyed.add(effect.holderId);
  });
  return isLeft(fleet) ? fleet : right({ fleet: fleet.right, purged, destroyed });
};

/** Tells whether the key of a record's epoch is destroyed; one that is unknown may exist. */
const hasNoKey = async (
  input: SealingPlanes,
  id: string,
): Answer<StorageFailed | ProviderFailed, boolean> => {
  const found = await findSealed(input, id);
  if (isLeft(found)) return found.left._tag === 'StorageFailed' ? left(found.left) : right(false);
  const keyId = keyIdOf(found.right.entry);
  const key = keyId === undefined ? right(undefined) : await askedKey(input.keyring, keyId);
  return isLeft(key) ? key : right(key.right?.status === 'retired');
};

type Surplus = Pick<Verification, 'purging' | 'shredded' | 'orphans'>;

/** Sorts the records that nothing in the state is entitled to. */
const surplus = async (
  input: SealingPlanes,
  ids: readonly string[],
  destroyed: ReadonlySet<string>,
): Answer<StorageFailed | ProviderFailed, Surplus> => {
  const [purging, shredded]: [string[], string[]] = [[], []];
  for (const id of ids.filter((it) => destroyed.has(it))) {
    // One record at a time: a keyring may be remote.
    // eslint-disable-next-line no-await-in-loop
    const isGone = await hasNoKey(input, id);
    if (isLeft(isGone)) return isGone;
    (isGone.right ? shredded : purging).push(id);
  }
  return right({ purging, shredded, orphans: ids.filter((it) => !destroyed.has(it)) });
};

/**
 * Verifies a store against its own history. Writes nothing.
 *
 * Every event must be there, unaltered. Every backup that is READY or can be undeleted must open
 * and have the contents that the history says, and so must the source of a restored cluster. A
 * purged backup must have no key record; while it has one it is `purging`, which a running host
 * completes.
 *
 * @param given - the store, the fleet and the planes; no runtime needs to run
 * @returns Right: the result. Left: the store could not be read, its log is damaged, or the keyring
 *   threw when it was asked for a key. What does not open is no Left, but one of the `faults`
 */
export const verifyStore = async (
  given: SealingPlanes,
): Answer<StorageFailed | LogUnreadable | ProviderFailed, Verification> => {
  const input = { ...given, store: guarded(given.store) };
  const known = await history(input);
  if (isLeft(known)) return known;
  const { fleet, purged, destroyed } = known.right;
  const checked = await checkedAll(input, fleet);
  if (isLeft(checked)) return checked;
  const ids = await input.store.holders(input.fleet);
  if (isLeft(ids)) return ids;
  const having = new Set(ids.right);
  const others = ids.right.filter((id) => !isEntitled(keyOwnerIn(fleet, id)));
  const sorted = await surplus(input, others, destroyed);
  if (isLeft(sorted)) return sorted;
  return right({
    ...checked.right,
    purged: purged.filter((id) => !having.has(id)),
    ...sorted.right,
  });
};

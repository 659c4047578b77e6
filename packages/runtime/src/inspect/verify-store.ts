/**
 * Verifies a store: everything that must open does, and nothing else does.
 *
 * @module
 */
import { type Fleet } from '@hsm-lifecycle/core/fleet';
import { keyOwnersOf, keyOwnerIn, isEntitled, type KeyOwner } from '../effects/key-owner.ts';
import { openFound, type OpenStoredError } from '../effects/open.ts';
import { findSealed } from '../effects/find.ts';
import { flawOf } from '../effects/key-entry.ts';
import { isSameContents } from '../effects/payload-contents.ts';
import { eventIn } from '../host/event-in.ts';
import type { LogUnreadable } from '../host/refusals.ts';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import type { EventLog } from '../ports/event-log.ts';
import type { StorageFailed } from '../ports/storage-failed.ts';
import { readFleet, type InspectWith } from './read-store.ts';

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
  /** Purged: no key record is left, so they can never be opened. */
  readonly purged: readonly string[];
  /** Purged or orphaned, but a key record still exists and is to be destroyed. */
  readonly purging: readonly string[];
  readonly faults: readonly VerifyFault[];
};

type Checked = 'open' | 'pending' | VerifyFault;

const isPending = (owner: KeyOwner): boolean => owner.state === 'CREATE_IN_PROGRESS';

const fault = (holderId: string, reason: VerifyFault['reason'], field?: string): VerifyFault =>
  field === undefined ? { holderId, reason } : { holderId, reason, field };

/** The record of a restored cluster can still be made as long as its source has one. */
const missing = async (
  { snapshots }: InspectWith,
  owner: KeyOwner,
): Answer<StorageFailed, Checked> => {
  const { holderId, restoredFrom } = owner;
  if (isPending(owner)) return right('pending');
  if (restoredFrom === undefined) return right(fault(holderId, 'RecordMissing'));
  const source = await snapshots.entry(restoredFrom);
  if (isLeft(source)) return source;
  return right(source.right === undefined ? fault(holderId, 'RecordMissing') : 'pending');
};

/**
 * What is in progress may be stored already. A backup need not open yet; the source of a restore
 * must.
 */
const check = async (input: InspectWith, owner: KeyOwner): Answer<StorageFailed, Checked> => {
  const { holderId } = owner;
  const found = await findSealed(input.snapshots, holderId);
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

const PAGE = 5000;

/** Lists the backups that were purged according to the log. */
const purgedIn = async (
  log: EventLog,
): Answer<StorageFailed | LogUnreadable, readonly string[]> => {
  const purged: string[] = [];
  for (let after = 0, isMore = true; isMore;) {
    // Each page starts where the one before ended.
    // eslint-disable-next-line no-await-in-loop
    const page = await log.readAll({ after, limit: PAGE });
    if (isLeft(page)) return page;
    for (const entry of page.right) {
      const read = eventIn(entry);
      if (isLeft(read)) return read;
      if (read.right.event.type === 'BackupPurged') purged.push(read.right.event.data.backupId);
      after = entry.position;
    }
    isMore = page.right.length === PAGE;
  }
  return right(purged);
};

const allOwners = (fleet: Fleet): readonly KeyOwner[] =>
  [...fleet.holders.values()].flatMap(keyOwnersOf).filter(isEntitled);

const checkedAll = async (
  input: InspectWith,
  fleet: Fleet,
): Answer<StorageFailed, Pick<Verification, 'open' | 'pending' | 'faults'>> => {
  const open: string[] = [];
  const pending: string[] = [];
  const faults: VerifyFault[] = [];
  for (const owner of allOwners(fleet)) {
    // One payload in memory at a time.
    // eslint-disable-next-line no-await-in-loop
    const checked = await check(input, owner);
    if (isLeft(checked)) return checked;
    if (checked.right === 'open') open.push(owner.holderId);
    else if (checked.right === 'pending') pending.push(owner.holderId);
    else faults.push(checked.right);
  }
  return right({ open, pending, faults });
};

/**
 * Verifies a store against its own history. Writes nothing.
 *
 * Every backup that is READY or can be undeleted must open and have the contents that the history
 * says, and so must the source of a restored cluster. A purged backup must have no key record;
 * while it has one it is `purging`, which the next start of a runtime completes.
 *
 * @param input - the log, the store and the planes; no runtime needs to run
 * @returns Right: the result. Left: the log or the store could not be read
 */
export const verifyStore = async (
  input: InspectWith,
): Answer<StorageFailed | LogUnreadable, Verification> => {
  const fleet = await readFleet(input.eventLog);
  if (isLeft(fleet)) return fleet;
  const checked = await checkedAll(input, fleet.right);
  if (isLeft(checked)) return checked;
  const ids = await input.snapshots.holderIds();
  if (isLeft(ids)) return ids;
  const gone = await purgedIn(input.eventLog);
  if (isLeft(gone)) return gone;
  const purging = ids.right.filter((id) => !isEntitled(keyOwnerIn(fleet.right, id)));
  const undestroyed = new Set(purging);
  return right({
    ...checked.right,
    purging,
    purged: gone.right.filter((id) => !undestroyed.has(id)),
  });
};

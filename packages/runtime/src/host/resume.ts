/**
 * The work that an earlier run left undone.
 *
 * @module
 */
import { holderIdOf, type BackupHolder } from '@hsm-lifecycle/core';
import { type Fleet } from '@hsm-lifecycle/core/fleet';
import { effectsOf, type Effect } from '../effects/effect.ts';
import { keyOwnersOf, keyOwnerIn, isEntitled } from '../effects/key-owner.ts';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, right } from '../kernel/either.ts';
import type { EventLog } from '../ports/event-log.ts';
import type { SnapshotStore } from '../ports/snapshot-store.ts';
import type { StorageFailed } from '../ports/storage-failed.ts';
import { eventIn } from './event-in.ts';
import { reportable } from './in-progress.ts';
import type { LogUnreadable } from './refusals.ts';

/** The two ports. */
export type Ports = { readonly eventLog: EventLog; readonly snapshots: SnapshotStore };

/** The id that an effect reports. */
const endOf = (effect: Exclude<Effect, { readonly kind: 'DESTROY' }>): string => {
  switch (effect.kind) {
    case 'SEAL':
      return effect.backupId;
    case 'REWRAP':
      return effect.to;
    case 'OPEN':
      return effect.hsmId;
    case 'REPORT':
      return effect.id;
  }
};

/** The ids that still wait: for a report, or for the record of a restored cluster. */
const openEnds = (holder: BackupHolder, entitled: ReadonlySet<string>): ReadonlySet<string> => {
  const origin = keyOwnersOf(holder).filter(
    ({ restoredFrom, holderId }) => restoredFrom !== undefined && !entitled.has(holderId),
  );
  return new Set([
    ...reportable(holder).map(({ id }) => id),
    ...origin.map(({ holderId }) => holderId),
  ]);
};

const undone = async (
  log: EventLog,
  stream: string,
  ends: ReadonlySet<string>,
): Answer<StorageFailed | LogUnreadable, Effect[]> => {
  const entries = await log.readStream(stream);
  if (isLeft(entries)) return entries;
  const effects: Effect[] = [];
  for (const entry of entries.right) {
    const read = eventIn(entry);
    if (isLeft(read)) return read;
    effects.push(
      ...effectsOf(read.right).filter(
        (effect) => effect.kind !== 'DESTROY' && ends.has(endOf(effect)),
      ),
    );
  }
  return right(effects);
};

/**
 * Lists the effects that an earlier run left undone: first what holders wait for, then the
 * destruction of every record that the state does not entitle anybody to.
 *
 * Destruction comes last, because a copy may still need the record of a source that is gone.
 */
export const effectsOwed = async (
  { eventLog, snapshots }: Ports,
  fleet: Fleet,
): Answer<StorageFailed | LogUnreadable, readonly Effect[]> => {
  const ids = await snapshots.holderIds();
  if (isLeft(ids)) return ids;
  const having = new Set(ids.right);
  const owed: Effect[] = [];
  for (const holder of fleet.holders.values()) {
    const ends = openEnds(holder, having);
    if (ends.size === 0) continue;
    // One stream at a time: holding all of them would take memory without bound.
    // eslint-disable-next-line no-await-in-loop
    const effects = await undone(eventLog, holderIdOf(holder), ends);
    if (isLeft(effects)) return effects;
    owed.push(...effects.right);
  }
  const orphans = ids.right.filter((id) => !isEntitled(keyOwnerIn(fleet, id)));
  return right([...owed, ...orphans.map((holderId): Effect => ({ kind: 'DESTROY', holderId }))]);
};

/**
 * Reads a fleet from its log without running it. Writes nothing.
 *
 * @module
 */
import { explain, InvariantViolation } from '@hsm-lifecycle/core';
import { emptyFleet, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { FleetStore } from '../effects/planes.ts';
import { hostEdition } from '../host/host-edition.ts';
import { catchUp, load, type Loaded } from '../host/load.ts';
import type { LogUnreadable } from '../host/refusals.ts';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, left, right } from '../kernel/either.ts';
import { EMPTY_HEAD } from '../store/chain.ts';
import { guarded } from '../store/guarded.ts';
import type { StorageFailed } from '../store/storage-failed.ts';

const nothing = (): Fleet => {
  const empty = emptyFleet({ at: 0, edition: hostEdition, quotas: 'NONE' });
  if (isLeft(empty)) throw new InvariantViolation(explain(empty.left));
  return empty.right;
};

const whole = async (
  loading: Answer<StorageFailed | LogUnreadable, Loaded>,
): Answer<StorageFailed | LogUnreadable, Fleet> => {
  const loaded = await loading;
  if (isLeft(loaded)) return loaded;
  const { unread, fleet } = loaded.right;
  return unread === undefined ? right(fleet) : left(unread);
};

/** Reads a fleet, as of its last event. Left: `LogUnreadable` if any event cannot be read. */
export const readFleet = (at: FleetStore): Answer<StorageFailed | LogUnreadable, Fleet> =>
  whole(load({ ...at, store: guarded(at.store) }, nothing()));

/**
 * Replays a fleet from its first event, and checks that no event is missing or altered.
 *
 * @param onEvent - gets each event
 */
export const replayFleet = (
  at: FleetStore,
  onEvent: (event: FleetEvent) => void,
): Answer<StorageFailed | LogUnreadable, Fleet> =>
  whole(catchUp(at, { fleet: nothing(), head: EMPTY_HEAD, versions: new Map() }, onEvent));

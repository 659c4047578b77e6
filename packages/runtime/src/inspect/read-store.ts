/**
 * Reads a fleet from its log without running it. Writes nothing.
 *
 * @module
 */
import { explain, InvariantViolation } from '@hsm-lifecycle/core';
import { emptyFleet, type Fleet } from '@hsm-lifecycle/core/fleet';
import type { SealingPlanes } from '../effects/planes.ts';
import { hostEdition } from '../host/host-edition.ts';
import type { LogUnreadable } from '../host/refusals.ts';
import { replay } from '../host/replay.ts';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, right } from '../kernel/either.ts';
import type { EventLog } from '../ports/event-log.ts';
import type { StorageFailed } from '../ports/storage-failed.ts';

/** What inspection uses: a log, a store, and the planes. */
export type InspectWith = SealingPlanes & { readonly eventLog: EventLog };

/** Reads the fleet of a store, as of its last event. */
export const readFleet = async (
  eventLog: EventLog,
): Answer<StorageFailed | LogUnreadable, Fleet> => {
  const empty = emptyFleet({ at: 0, edition: hostEdition, quotas: 'NONE' });
  if (isLeft(empty)) throw new InvariantViolation(explain(empty.left));
  const replayed = await replay(eventLog, empty.right);
  return isLeft(replayed) ? replayed : right(replayed.right.fleet);
};

/**
 * A holder's next event that time alone causes, and when it is due.
 *
 * @module
 */
import { undraft } from '../kernel/draft.ts';
import type { ClusterEvent, CopyEvent } from '../model/event.ts';
import type { BackupHolder } from '../model/holder.ts';
import type { EpochMillis } from '../model/instant.ts';
import { dueInstantOf, nextEventOf } from './next-event.ts';

/**
 * When time alone causes a holder's next event; `undefined` for never. A host can sleep until then.
 *
 * @returns milliseconds since the epoch, never before `asOf`
 */
export const dueAt = (holder: BackupHolder): EpochMillis | undefined =>
  dueInstantOf(undraft(holder));

/**
 * The next event that time alone causes for a holder; `undefined` if there is none.
 *
 * @example
 * nextEvent(cluster)?.type; // such as 'BackupCreating', due at dueAt(cluster)
 */
export const nextEvent = (holder: BackupHolder): ClusterEvent | CopyEvent | undefined =>
  nextEventOf(undraft(holder));

/**
 * Writes a history to a store without a runtime, for tools that have one already.
 *
 * @module
 */
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { FleetStore } from '../effects/planes.ts';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, right } from '../kernel/either.ts';
import type { StoreChange, Metadata, NewEvent } from '../store/change.ts';
import { guarded } from '../store/guarded.ts';
import type { CommitError } from '../store/refusals.ts';
import { EMPTY_HEAD } from '../store/chain.ts';
import { storedEventOf } from './event-in.ts';

/** Events with metadata, and what is stored with them. */
export type Written = Pick<StoreChange, 'sealed' | 'records'> & {
  readonly events?: readonly { readonly event: FleetEvent; readonly metadata?: Metadata }[];
};

/** The only writer of a new fleet. Right: the position of its last event. */
export type StoreWriter = (what: Written) => Answer<CommitError, number>;

/**
 * Makes the writer of a fleet that has no events yet. It performs nothing: what the events require
 * is the caller's to do, and to write with them.
 */
export const storeWriter = ({ store, fleet }: FleetStore): StoreWriter => {
  const versions = new Map<string, number>();
  let head = EMPTY_HEAD;
  let commits = 0;
  const numbered = (events: Written['events'] = []): readonly NewEvent[] =>
    events.map(({ event, metadata = {} }) => {
      const version = (versions.get(event.stream) ?? 0) + 1;
      versions.set(event.stream, version);
      return storedEventOf({ event, version, metadata: JSON.stringify(metadata) });
    });
  return async ({ events, ...parts }) => {
    commits += 1;
    const written = await guarded(store).commit({
      fleet,
      commit: `writer-${commits}`,
      expected: head,
      events: numbered(events),
      ...parts,
    });
    if (isLeft(written)) return written;
    ({ head } = written.right);
    return right(head.position);
  };
};

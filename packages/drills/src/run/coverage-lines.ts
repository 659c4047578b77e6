/**
 * Saying in the timeline when the HSMs of a cluster begin to differ, and when they agree again.
 *
 * @module
 */
import type { Cluster } from '@hsm-lifecycle/core';
import { evolveFleet, clusterIn, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { hsmDifferences } from '../judge/contents.ts';
import { contentsOnHsms } from '../ledger/ledger.ts';
import type { NameBook } from '../sentences/name-book.ts';

/** Events after which the HSMs of a cluster may differ, or agree again. */
const TURNING: ReadonlySet<FleetEvent['event']['type']> = new Set<FleetEvent['event']['type']>([
  'HsmAdded',
  'HsmReplaced',
  'HsmRemoving',
  'HsmRemovalFailed',
  'HsmDegraded',
  'UserCreated',
  'UserReplicated',
  'UserDeleted',
  'PasswordChanged',
  'PolicySet',
]);

const differencesIn = (cluster: Cluster | undefined, { called }: NameBook): readonly string[] =>
  cluster === undefined ? [] : hsmDifferences(contentsOnHsms(cluster), called);

/**
 * The line for each event after which the HSMs of its cluster differ otherwise than before.
 *
 * @param before - the fleet before the events
 * @returns by place in the list of events, the line
 */
export const coverageLines = (
  before: Fleet,
  events: readonly FleetEvent[],
  book: NameBook,
): ReadonlyMap<number, string> => {
  const lines = new Map<number, string>();
  if (!events.some(({ event }) => TURNING.has(event.type))) return lines;
  let fleet = before;
  for (const [place, each] of events.entries()) {
    const { stream, event } = each;
    const past = fleet;
    fleet = evolveFleet(past, each);
    if (!TURNING.has(event.type)) continue;
    const [was, is] = [past, fleet].map((it) =>
      differencesIn(clusterIn(it, stream), book).join('; '),
    );
    if (was === is) continue;
    const of = `the HSMs of ${book.called(stream)}`;
    lines.set(place, is === '' ? `${of} agree again` : `${of} differ: ${is}`);
  }
  return lines;
};

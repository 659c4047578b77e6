/**
 * Stores with a flaw on purpose, to see that the oracle finds it.
 *
 * @module
 */
import type { Store } from '@hsm-lifecycle/runtime';

/** What is wrong with a store. */
export type Flaw =
  /** Sealed bytes and key records are written after their report, in a commit of their own. */
  | 'BYTES_APART'
  /** A purge leaves the key record. */
  | 'RECORD_STAYS'
  /** What is acknowledged is not written. */
  | 'EVENTS_LOST';

const bytesApart = (store: Store): Store => ({
  ...store,
  commit: async ({ sealed, records, ...change }) => {
    const first = await store.commit(change);
    if (first._tag === 'Left' || (sealed ?? records) === undefined) return first;
    const { fleet } = change;
    const bytes = { ...(sealed && { sealed }), ...(records && { records }) };
    const expected = first.right.head;
    await store.commit({ fleet, commit: `${change.commit}-bytes`, expected, events: [], ...bytes });
    return first;
  },
});

const recordStays = (store: Store): Store => ({
  ...store,
  commit: ({ records, ...change }) =>
    store.commit({
      ...change,
      ...(records && { records: records.filter((it) => it.change !== 'DESTROY') }),
    }),
});

const eventsLost = (store: Store): Store => {
  let count = 0;
  return {
    ...store,
    commit: async (change) => {
      count += 1;
      if (count < 25 || change.events.length === 0) return store.commit(change);
      const { position, chain } = change.expected;
      return {
        _tag: 'Right',
        right: {
          head: { position: position + change.events.length, chain },
          claimed: [],
          pending: 0,
        },
      };
    },
  };
};

/** The store, with the flaw if there is one. */
export const flawed = (store: Store, flaw: Flaw | undefined): Store => {
  if (flaw === 'BYTES_APART') return bytesApart(store);
  if (flaw === 'RECORD_STAYS') return recordStays(store);
  return flaw === 'EVENTS_LOST' ? eventsLost(store) : store;
};

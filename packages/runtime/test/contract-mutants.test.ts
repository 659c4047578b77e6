/**
 * The contract suites can fail: they notice ports that break one promise each.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import {
  memoryEventLog,
  memorySnapshotStore,
  type EventLog,
  type KeyEntry,
  type SnapshotStore,
  type Together,
} from '@hsm-lifecycle/runtime';
import {
  eventLogContract,
  snapshotStoreContract,
  togetherContract,
  type ContractCase,
} from '@hsm-lifecycle/runtime/contract';

/** The cases that a port breaks. */
const broken = async (cases: readonly ContractCase[]): Promise<readonly string[]> => {
  const outcomes = await Promise.all(
    cases.map(({ name, run }) =>
      run().then(
        () => [],
        () => [name],
      ),
    ),
  );
  return outcomes.flat();
};

type Mutant<Port> = readonly [what: string, change: (own: Port) => Partial<Port>];

const logs: readonly Mutant<EventLog>[] = [
  [
    'checks no versions',
    (own) => ({ append: (batch) => own.append({ ...batch, expected: new Map() }) }),
  ],
  [
    'appends what fits of a batch',
    (own) => ({
      append: async ({ entries, expected }) => {
        const [first] = entries;
        const conflict = await own.append({ entries, expected });
        if (conflict._tag === 'Left' && first !== undefined)
          await own.append({ entries: [first], expected: new Map() });
        return conflict;
      },
    }),
  ],
  [
    'forgets metadata',
    (own) => ({
      append: ({ entries, expected }) =>
        own.append({ entries: entries.map(({ stream, event }) => ({ stream, event })), expected }),
    }),
  ],
  ['gives all whatever the limit', (own) => ({ readAll: ({ after }) => own.readAll({ after }) })],
  ['reads a stream from its start', (own) => ({ readStream: (stream) => own.readStream(stream) })],
  ['gives every stream', (own) => ({ readStream: () => own.readAll({ after: 0 }) })],
  [
    'keeps no checkpoint',
    () => ({ saveCheckpoint: async () => ({ _tag: 'Right', right: undefined }) }),
  ],
  [
    'answers with another position',
    (own) => ({
      append: async (batch) => {
        const appended = await own.append(batch);
        return appended._tag === 'Left' ? appended : { _tag: 'Right', right: appended.right - 1 };
      },
    }),
  ],
  [
    'is full',
    () => ({
      append: async () => ({
        _tag: 'Left',
        left: { _tag: 'StorageFailed', reason: 'FULL', detail: '' },
      }),
    }),
  ],
];

const copied = (entry: KeyEntry): KeyEntry => ({
  ...entry,
  record: entry.record.slice(),
  commitment: entry.commitment.slice(),
});

const stores: readonly Mutant<SnapshotStore>[] = [
  [
    'loses the end of a payload',
    (own) => ({ put: (sealed) => own.put({ ...sealed, payload: sealed.payload.subarray(0, -1) }) }),
  ],
  [
    'says yes and overwrites nothing',
    (own) => ({
      put: async (sealed) => {
        await own.put(sealed);
        return { _tag: 'Right', right: undefined };
      },
    }),
  ],
  [
    'forgets a salt when its backup goes',
    (own) => {
      let count = 0;
      return {
        put: (sealed) => {
          count += 1;
          return own.put({ ...sealed, salt: sealed.salt.map((byte) => (byte + count) % 256) });
        },
      };
    },
  ],
  ['keeps destroyed records', () => ({ destroy: async () => ({ _tag: 'Right', right: true }) })],
  [
    'always says that there was a record',
    (own) => ({
      destroy: async (id) => {
        await own.destroy(id);
        return { _tag: 'Right', right: true };
      },
    }),
  ],
  [
    'takes any generation for the known one',
    (own) => ({
      replace: async (entry) => {
        const known = await own.entry(entry.holderId);
        return own.replace(entry, known._tag === 'Right' ? (known.right?.generation ?? 0) : 0);
      },
    }),
  ],
  [
    'lists holders of nothing',
    () => ({ holderIds: async () => ({ _tag: 'Right', right: ['backup-none'] }) }),
  ],
  [
    'hands out what it keeps',
    (own) => {
      const kept = new Map<string, KeyEntry>();
      return {
        entry: async (id) => {
          const found = await own.entry(id);
          if (found._tag === 'Left' || found.right === undefined) return found;
          const known = kept.get(id) ?? copied(found.right);
          kept.set(id, known);
          return { _tag: 'Right', right: known };
        },
      };
    },
  ],
  [
    'has every payload',
    () => ({ payload: async () => ({ _tag: 'Right', right: new Uint8Array(8) }) }),
  ],
  ['has no payload', () => ({ payload: async () => ({ _tag: 'Right', right: undefined }) })],
];

const pairs: readonly Mutant<Together>[] = [
  [
    'puts, and then appends',
    ({ eventLog, snapshots }) => ({
      putAndAppend: async (sealed, batch) => {
        const put = await snapshots.put(sealed);
        return put._tag === 'Left' ? put : eventLog.append(batch);
      },
    }),
  ],
  [
    'appends, and then puts',
    ({ eventLog, snapshots }) => ({
      putAndAppend: async (sealed, batch) => {
        const appended = await eventLog.append(batch);
        if (appended._tag === 'Left') return appended;
        const put = await snapshots.put(sealed);
        return put._tag === 'Left' ? put : appended;
      },
    }),
  ],
  [
    'appends alone',
    ({ eventLog }) => ({ putAndAppend: (_sealed, batch) => eventLog.append(batch) }),
  ],
];

describe('the contract of logs', () => {
  it.each(logs)('notices one that %s', async (_what, change) => {
    const fresh = (): EventLog => {
      const own = memoryEventLog();
      return { ...own, ...change(own) };
    };
    expect(await broken(eventLogContract(fresh))).not.toEqual([]);
  });
});

describe('the contract of stores', () => {
  it.each(stores)('notices one that %s', async (_what, change) => {
    const fresh = (): SnapshotStore => {
      const own = memorySnapshotStore();
      return { ...own, ...change(own) };
    };
    expect(await broken(snapshotStoreContract(fresh))).not.toEqual([]);
  });
});

describe('the contract of both in one', () => {
  it.each(pairs)('notices one that %s', async (_what, change) => {
    const fresh = (): Together => {
      const [eventLog, snapshots] = [memoryEventLog(), memorySnapshotStore()];
      const none = async (): Promise<never> => Promise.reject(new Error('a mutant has its own'));
      const own: Together = { eventLog, snapshots, putAndAppend: none };
      return { ...own, ...change(own) };
    };
    expect(await broken(togetherContract(fresh))).not.toEqual([]);
  });
});

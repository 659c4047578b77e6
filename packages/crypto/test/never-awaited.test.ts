/**
 * Promises that nobody awaits, and streams that nobody reads: no rejection is left unhandled, and
 * no plaintext or key stays in memory.
 *
 * @module
 */
import { describe, expect, it, jest } from '@jest/globals';
import {
  type Bytes,
  createSnapshotCipher,
  noblePrimitives,
  openSnapshot,
  openSnapshotStream,
  openSnapshotTo,
  rewrapKeyRecord,
  sealSnapshot,
  sealSnapshotStream,
  type SnapshotCipher,
} from '../src/index.ts';
import {
  destination,
  expected,
  input,
  left,
  pattern,
  planes,
  right,
  sealed,
} from './support/world.ts';

const snapshot = pattern(9000);
const { snapshot: _, ...facts } = input(snapshot);
const world = planes();
const backup = sealed(world, input(snapshot));
const source = [backup.payload];
const noble = noblePrimitives();

const settled = async (): Promise<void> => {
  // eslint-disable-next-line no-await-in-loop
  for (let turns = 0; turns < 50; turns += 1) await new Promise(setImmediate);
};

const failing = async (): Promise<never> => {
  throw new Error('a provider that rejects');
};

/** A cipher whose every answer is a rejected promise. */
const rejecting: SnapshotCipher = {
  suite: 1,
  name: 'rejecting',
  generateSalt: failing,
  generateEbk: failing,
  derive: failing,
};

/** A keyring whose every answer is a rejected promise. */
const rejectingKeyring = {
  ...world.keyring,
  sync: undefined,
  activeKey: failing,
  findKey: failing,
  wrap: failing,
  unwrap: failing,
};

const throwingSource = {
  [Symbol.asyncIterator]: () => {
    throw new TypeError('locked');
  },
};

/** The outcomes of every asynchronous function of the package, with these planes. */
const everyCall = (those: {
  readonly cipher: SnapshotCipher;
  readonly keyring: Parameters<typeof sealSnapshot>[1]['keyring'];
}): readonly Promise<{ readonly _tag: string }>[] => {
  const sink = { write: failing, commit: failing, abort: failing };
  const { record } = backup;
  return [
    sealSnapshot(input(snapshot), those),
    openSnapshot({ ...backup, expected }, those),
    rewrapKeyRecord({ ...backup, expected, destination }, those),
    sealSnapshotStream({ ...facts, source: throwingSource, snapshotBytes: 0 }, those),
    openSnapshotStream({ source: throwingSource, record, expected }, those),
    openSnapshotTo({ source, record, expected, sink }, those),
    openSnapshotTo({ source: throwingSource, record, expected, sink }, those),
  ];
};

describe('a promise that nobody awaits', () => {
  it('is never rejected, whatever providers, sources and sinks do', async () => {
    const worlds = [
      { cipher: rejecting, keyring: world.keyring },
      { cipher: world.cipher, keyring: rejectingKeyring },
    ];
    const tags = await Promise.all(
      worlds.flatMap(everyCall).map((each) => each.then(({ _tag }) => _tag)),
    );
    expect(tags).toEqual(tags.map(() => 'Left'));
  });

  it('leaves no rejection unhandled', async () => {
    const unhandled: unknown[] = [];
    const listener = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', listener);
    try {
      for (const keyring of [world.keyring, rejectingKeyring])
        for (const cipher of [world.cipher, rejecting]) void everyCall({ cipher, keyring });
      await settled();
    } finally {
      process.off('unhandledRejection', listener);
    }
    expect(unhandled).toEqual([]);
  });

  it('still wipes what it opened before it failed', async () => {
    const seen: Bytes[] = [];
    const cipher = createSnapshotCipher({
      ...noble,
      gcmOpen: (each) => {
        const plain = noble.gcmOpen(each);
        each.into?.set(plain);
        if (each.into !== undefined) seen.push(each.into);
        if (seen.length === 2) throw new Error('the second frame fails');
        return each.into ?? plain;
      },
    });
    void openSnapshot({ ...backup, expected }, { ...world, cipher });
    await settled();
    expect(seen.map((bytes) => bytes.length)).toEqual([4096, 4096]);
    for (const bytes of seen) expect(bytes).toEqual(new Uint8Array(4096));
  });
});

/** A cipher that shows the payload keys it handed to its provider. */
const spied = (): { readonly cipher: SnapshotCipher; readonly isWiped: () => boolean } => {
  let isWiped = false;
  const own = createSnapshotCipher(noble);
  const cipher: SnapshotCipher = {
    ...own,
    derive: async (ebk, coreHash) => {
      const keys = await own.derive(ebk, coreHash);
      return {
        ...keys,
        dispose: () => {
          isWiped = true;
          keys.dispose();
        },
      };
    },
  };
  return { cipher, isWiped: () => isWiped };
};

const closable = (bytes: Bytes) => {
  let closed = 0;
  const iterator = {
    next: async () => ({ done: false as const, value: bytes }),
    return: async () => {
      closed += 1;
      return { done: true as const, value: undefined };
    },
    [Symbol.asyncIterator]: () => iterator,
  };
  return { source: iterator, closed: () => closed };
};

describe('a stream that nobody reads', () => {
  it.each(['seal', 'open'] as const)(
    'wipes the payload key and ends the source when its reader returns at once: %s',
    async (kind) => {
      const { cipher, isWiped } = spied();
      const { source: own, closed } = closable(kind === 'seal' ? snapshot : backup.payload);
      const those = { ...world, cipher };
      const open = { source: own, record: backup.record, expected };
      const seal = { ...facts, source: own, snapshotBytes: 9000 };
      const stream =
        kind === 'seal'
          ? right(await sealSnapshotStream(seal, those)).payload
          : right(await openSnapshotStream(open, those)).frames;
      expect([isWiped(), closed()]).toEqual([false, 0]);
      await stream[Symbol.asyncIterator]().return?.();
      expect([isWiped(), closed()]).toEqual([true, 1]);
      for await (const chunk of stream) expect(chunk).toBe('nothing comes after return');
    },
  );
});

describe('a source that cannot be read at all', () => {
  it('is a StreamFailed, or its own exception while a payload is read', async () => {
    const opened = await openSnapshotStream(
      { source: throwingSource, record: backup.record, expected },
      world,
    );
    expect(left(opened)).toEqual({
      _tag: 'StreamFailed',
      side: 'source',
      cause: new TypeError('locked'),
    });
    const { payload } = right(
      await sealSnapshotStream({ ...facts, source: throwingSource, snapshotBytes: 9000 }, world),
    );
    await expect(async () => {
      for await (const chunk of payload) expect(chunk.length).toBeGreaterThan(0);
    }).rejects.toThrow('locked');
  });
});

describe('reading a source', () => {
  it('wipes its copies of plaintext that it could not seal', async () => {
    const short = async function* cut(): AsyncGenerator<Bytes> {
      yield snapshot.subarray(0, 5000);
      throw new Error('cut');
    };
    const writes = jest.spyOn(Uint8Array.prototype, 'set');
    try {
      const { payload } = right(
        await sealSnapshotStream({ ...facts, source: short(), snapshotBytes: 9000 }, world),
      );
      await expect(async () => {
        for await (const chunk of payload) expect(chunk.length).toBeGreaterThan(0);
      }).rejects.toThrow('cut');
      const frames = writes.mock.contexts.filter(
        (bytes): bytes is Bytes => bytes instanceof Uint8Array && bytes.length === 4096,
      );
      expect(frames.length).toBeGreaterThan(1);
      for (const frame of frames) expect(frame).toEqual(new Uint8Array(4096));
    } finally {
      writes.mockRestore();
    }
  });
});

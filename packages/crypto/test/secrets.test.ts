/**
 * No secret is printed, serialized, or left behind in what the package returns.
 *
 * @module
 */
import { inspect } from 'node:util';
import { describe, expect, it, jest } from '@jest/globals';
import { bytesToHex } from '@noble/ciphers/utils.js';
import {
  createMemoryKeyring,
  createSnapshotCipher,
  nobleKeyPrimitives,
  noblePrimitives,
  openSnapshot,
  openSnapshotStream,
  openSnapshotSync,
  rewrapKeyRecordSync,
  sealSnapshotStream,
  sealSnapshotSync,
  type SyncSnapshotCipher,
} from '../src/index.ts';
import { deriveKey } from '../src/kernel/kdf.ts';
import { derivePbk } from '../src/keyring/pbk.ts';
import { nodePrimitives } from '../src/node.ts';
import { refusal, secret, withSecret } from '../src/provider.ts';
import {
  away,
  destination,
  expected,
  fixedRandom,
  flipped,
  home,
  input,
  keyring,
  keyringState,
  left,
  masters,
  pattern,
  planes,
  right,
} from './support/world.ts';

/** Every way a program might print something, with everything that can be reached from it. */
const prints = (value: unknown): string => {
  const own =
    typeof value === 'object' && value !== null
      ? Reflect.ownKeys(value).map((key) =>
          inspect(Reflect.get(value, key), { depth: 9, showHidden: true }),
        )
      : [];
  return [
    inspect(value, { depth: 9, showHidden: true, getters: true, maxArrayLength: 999 }),
    JSON.stringify(value) ?? '',
    String(value),
    ...own,
  ].join('\n');
};

/** A key's first bytes in the forms that printing gives them. */
const traces = (key: Uint8Array): readonly string[] => {
  const some = key.slice(4, 10);
  return [
    bytesToHex(some),
    bytesToHex(some).toUpperCase(),
    [...some].join(', '),
    [...some].join(','),
    Buffer.from(key).toString('base64').slice(0, 12),
    [...some].map((byte) => `0x${byte.toString(16)}`).join(', '),
  ];
};

const expectNoTrace = (what: string, ...keys: readonly Uint8Array[]): void => {
  for (const trace of keys.flatMap(traces)) expect(what).not.toContain(trace);
};

describe('a secret handle', () => {
  const key = pattern(32, 5);

  it('prints as [secret], however it is printed', () => {
    const handle = secret('ebk', key.slice());
    expect(inspect(handle)).toBe('[secret]');
    expect(JSON.stringify({ handle })).toBe('{"handle":"[secret]"}');
    expect(String(handle)).toBe('[secret]');
    expectNoTrace(
      prints(handle) + prints({ ...handle }) + prints(new Error('x', { cause: handle })),
      key,
    );
    expect(() => structuredClone(handle)).toThrow(/./);
  });

  it('is wiped when disposed of, more than once without harm', () => {
    const bytes = key.slice();
    const handle = secret('payload', bytes);
    handle[Symbol.dispose]();
    handle.dispose();
    expect(bytes).toEqual(new Uint8Array(32));
    expect(() => withSecret(handle, () => 0)).toThrow('broke its contract');
    expect(() => withSecret({ ...handle }, () => 0)).toThrow('broke its contract');
  });
});

/** A cipher whose provider remembers, by reference, every key it was given. */
const keySpy = (): { readonly cipher: SyncSnapshotCipher; readonly seen: Uint8Array[] } => {
  const seen: Uint8Array[] = [];
  const noble = noblePrimitives();
  const cipher = createSnapshotCipher({
    ...noble,
    hmacSha256: (key, message) => {
      seen.push(key);
      return noble.hmacSha256(key, message);
    },
    gcmSeal: (each) => {
      seen.push(each.key);
      return noble.gcmSeal(each);
    },
    gcmOpen: (each) => {
      seen.push(each.key);
      return noble.gcmOpen(each);
    },
  });
  return { cipher, seen };
};

describe('what the package returns', () => {
  const state = keyringState();
  const ring = keyring(state);
  const pbk = derivePbk(masters(), { ...home, epoch: 1 }, nobleKeyPrimitives);
  const pbkBytes = withSecret(pbk.key, (bytes) => bytes.slice());
  const ebk = fixedRandom()(32);

  it('shows no master key and no PBK in a keyring', () => {
    expectNoTrace(
      prints(ring) + prints(ring.keys()),
      pattern(32, 1),
      pattern(32, 2),
      pattern(32, 3),
      pbkBytes,
    );
  });

  it('shows no key in ciphers, payload keys, sealers, records and refusals', async () => {
    const cipher = createSnapshotCipher(noblePrimitives(fixedRandom()));
    const handle = await createSnapshotCipher(noblePrimitives(fixedRandom())).generateEbk();
    const coreHash = pattern(32, 6);
    const keys = await cipher.derive(handle, coreHash);
    const payloadKey = deriveKey(ebk, 'payload-key', { context: coreHash });
    const world = { cipher, keyring: ring };
    const backup = right(sealSnapshotSync(input(), world));
    const refused = left(
      openSnapshotSync(
        { payload: flipped(backup.payload, 2000), record: backup.record, expected },
        world,
      ),
    );
    const shown = [
      cipher,
      handle,
      keys,
      keys.sealer(4096),
      keys.opener(),
      world,
      backup,
      refused,
      refusal(refused).message,
    ]
      .map(prints)
      .join('\n');
    expectNoTrace(shown, ebk, payloadKey, pbkBytes);
  });

  it('keeps no EBK and no payload key after sealing, opening, rewrapping or refusing', async () => {
    const { cipher, seen } = keySpy();
    const world = { ...planes(), cipher };
    const backup = right(sealSnapshotSync(input(), world));
    right(openSnapshotSync({ ...backup, expected }, world));
    right(rewrapKeyRecordSync({ ...backup, expected, destination }, world));
    left(
      openSnapshotSync({ ...backup, payload: flipped(backup.payload, 8 * 160), expected }, world),
    );
    left(
      openSnapshotSync({ ...backup, payload: flipped(backup.payload, 8 * 150), expected }, world),
    );
    left(await openSnapshot({ ...backup, expected }, { ...world, signal: AbortSignal.abort() }));
    expect(seen.length).toBeGreaterThan(8);
    for (const key of seen) expect(key).toEqual(new Uint8Array(32));
  });

  it('keeps none after a stream has ended, or was left in the middle', async () => {
    const { cipher, seen } = keySpy();
    const world = { ...planes(), cipher };
    const backup = right(sealSnapshotSync(input(pattern(9000)), world));
    const whole = right(
      await openSnapshotStream(
        { source: [backup.payload], record: backup.record, expected },
        world,
      ),
    );
    for await (const frame of whole.frames) expect(frame.length).toBeGreaterThan(0);
    const halfway = right(
      await openSnapshotStream(
        { source: [backup.payload], record: backup.record, expected },
        world,
      ),
    );
    for await (const frame of halfway.frames) if (frame.length > 0) break;
    const { snapshot, ...facts } = input(pattern(9000));
    const sealing = right(
      await sealSnapshotStream({ ...facts, source: [snapshot], snapshotBytes: 9000 }, world),
    );
    for await (const chunk of sealing.payload) if (chunk.length > 1000) break;
    expect(seen.length).toBeGreaterThan(12);
    for (const key of seen) expect(key).toEqual(new Uint8Array(32));
  });

  it('wipes master keys once they are used, and PBKs at retirement and disposal', () => {
    const own = right(createMemoryKeyring(state, { random: fixedRandom('fresh') }));
    const draw = fixedRandom('fresh');
    const fresh = [draw(32), draw(32)].map(bytesToHex);
    const other = withSecret(
      derivePbk(masters(4, 5), { ...away, epoch: 1 }, nobleKeyPrimitives).key,
      bytesToHex,
    );
    const wiped: string[] = [];
    // The typed arrays' own method does the work; the spy only records what is about to be
    // overwritten.
    const original: unknown = Reflect.get(Object.getPrototypeOf(Uint8Array.prototype), 'fill');
    const fill = jest.spyOn(Uint8Array.prototype, 'fill').mockImplementation(function record(
      this: Uint8Array,
      ...range
    ) {
      wiped.push(bytesToHex(this));
      if (typeof original === 'function') Reflect.apply(original, this, range);
      return this;
    });
    right(own.rotate(home));
    const atRotation = wiped.splice(0);
    right(own.retire(pbk.id));
    const atRetirement = wiped.splice(0);
    own.dispose();
    fill.mockRestore();
    expect(atRotation).toEqual(expect.arrayContaining(fresh));
    expect(atRotation).not.toContain(bytesToHex(pbkBytes));
    expect(atRetirement).toContain(bytesToHex(pbkBytes));
    expect(wiped).toContain(other);
  });

  it('wipes the copy of a plaintext that the node provider moves into its place', () => {
    const { gcmSeal, gcmOpen } = nodePrimitives();
    const given = { key: pattern(32, 1), nonce: pattern(12, 2), aad: pattern(32, 3) };
    const sealedFrame = gcmSeal({ ...given, data: pattern(100) });
    const set = jest.spyOn(Uint8Array.prototype, 'set');
    const into = gcmOpen({ ...given, data: sealedFrame, into: new Uint8Array(100) });
    const copies = set.mock.calls.map(([bytes]) => Uint8Array.from(bytes));
    set.mockRestore();
    expect(into).toEqual(pattern(100));
    expect(copies).toEqual([new Uint8Array(100)]);
  });

  it('wipes the snapshot so far if a later frame does not authenticate', () => {
    const world = planes();
    const backup = right(sealSnapshotSync(input(pattern(9000)), world));
    const fill = jest.spyOn(Uint8Array.prototype, 'fill');
    left(
      openSnapshotSync(
        { ...backup, payload: flipped(backup.payload, backup.payload.length * 8 - 1), expected },
        world,
      ),
    );
    const filled = fill.mock.contexts.filter(
      (bytes) => bytes instanceof Uint8Array && bytes.length === 9000,
    );
    fill.mockRestore();
    expect(filled).toEqual([new Uint8Array(9000)]);
  });
});

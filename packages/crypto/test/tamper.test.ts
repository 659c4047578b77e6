/**
 * Altered, truncated, extended and rearranged envelopes: none opens.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { type Bytes, openSnapshotSync, type SplitEnvelope } from '../src/index.ts';
import { refusal } from '../src/provider.ts';
import {
  expected,
  flipped,
  input,
  joined,
  left,
  pattern,
  planes,
  sealed,
  withByte as replaced,
} from './support/world.ts';

type Whole = Required<SplitEnvelope>;

const world = planes();
const FRAME = 4096 + 16;

type Refused = {
  readonly accepted: number;
  readonly tags: ReadonlySet<string>;
  readonly texts: ReadonlySet<string>;
};

/** Opens every variant, and counts successes and errors. */
const openAll = (variants: Iterable<Whole>): Refused => {
  let accepted = 0;
  const [tags, texts] = [new Set<string>(), new Set<string>()];
  for (const variant of variants) {
    const outcome = openSnapshotSync({ ...variant, expected }, world);
    if (outcome._tag === 'Right') accepted += 1;
    else {
      tags.add(outcome.left._tag);
      if (outcome.left._tag === 'AuthenticationFailed')
        texts.add(JSON.stringify(outcome.left) + refusal(outcome.left).message);
    }
  }
  return { accepted, tags, texts };
};

const backup = sealed(world);
const long = sealed(world, input(pattern(2 * 4096 + 10)));
const bodyAt = long.payload.length - (2 * FRAME + 10 + 16);
const head = long.payload.subarray(0, bodyAt);
const [first, second, last] = [0, 1, 2].map((index) =>
  long.payload.subarray(bodyAt + index * FRAME, bodyAt + (index + 1) * FRAME),
);

const payloads = (...variants: readonly Bytes[]): readonly Whole[] =>
  variants.map((payload) => ({ payload, record: long.record }));
const frames = (...parts: readonly (Bytes | undefined)[]): Bytes =>
  joined(head, ...parts.map((part) => part ?? new Uint8Array()));

function* flips(what: Whole): Generator<Whole> {
  for (let bit = 0; bit < what.payload.length * 8; bit += 1)
    yield { ...what, payload: flipped(what.payload, bit) };
  for (let bit = 0; bit < what.record.length * 8; bit += 1)
    yield { ...what, record: flipped(what.record, bit) };
}

/** Every bit of headers and tags, and every eleventh of the ciphertext. */
function* spreadFlips(what: Whole): Generator<Whole> {
  const isTag = (at: number): boolean =>
    at < bodyAt || (at - bodyAt) % FRAME >= FRAME - 16 || at >= what.payload.length - 16;
  for (let bit = 0; bit < what.payload.length * 8; bit += 1) {
    if (isTag(bit >> 3) || bit % 11 === 0) yield { ...what, payload: flipped(what.payload, bit) };
  }
}

function* byteValues(what: Whole): Generator<Whole> {
  for (const value of [0x00, 0xff]) {
    for (const part of ['payload', 'record'] as const) {
      for (const at of what[part].keys()) {
        const altered = replaced(what[part], at, value);
        if (altered.some((byte, index) => byte !== what[part][index]))
          yield { ...what, [part]: altered };
      }
    }
  }
}

function* truncations(what: Whole): Generator<Whole> {
  for (const length of what.payload.keys())
    yield { ...what, payload: what.payload.subarray(0, length) };
  for (const length of what.record.keys())
    yield { ...what, record: what.record.subarray(0, length) };
}

describe('openSnapshot', () => {
  it('opens the envelopes that these tests alter', () => {
    expect(openAll([backup, long]).accepted).toBe(2);
    expect(joined(head, first ?? head, second ?? head, last ?? head)).toEqual(long.payload);
  });

  it('refuses every single-bit change, in one text once a key is used', () => {
    const refused = openAll(flips(backup));
    expect(refused.accepted).toBe(0);
    expect(refused.tags).toEqual(
      new Set(['AuthenticationFailed', 'EnvelopeMalformed', 'EnvelopeMismatch', 'KeyUnavailable']),
    );
    expect(refused.texts.size).toBe(1);
  });

  it('refuses single-bit changes all over three frames, every bit of the tags included', () => {
    const refused = openAll(spreadFlips(long));
    expect(refused.accepted).toBe(0);
    expect(refused.texts.size).toBe(1);
  });

  it('refuses every byte set to 00 or ff', () => {
    expect(openAll(byteValues(backup)).accepted).toBe(0);
  });

  it('refuses every truncation, as a fault of form', () => {
    const refused = openAll(truncations(backup));
    expect(refused.accepted).toBe(0);
    expect([...refused.tags]).toEqual(['EnvelopeMalformed']);
  });

  it('refuses bytes after the end, as a fault of form and before any key', () => {
    const refused = openAll(
      payloads(
        ...[new Uint8Array(1), new Uint8Array(16), first, long.payload].map((tail) =>
          frames(first, second, last, tail),
        ),
      ),
    );
    expect(refused).toMatchObject({ accepted: 0, tags: new Set(['EnvelopeMalformed']) });
    const record = joined(backup.record, new Uint8Array(1));
    expect(left(openSnapshotSync({ ...backup, record, expected }, world))).toEqual({
      _tag: 'EnvelopeMalformed',
      code: 'slot',
    });
  });

  it('refuses frames swapped, repeated or dropped', () => {
    const variants = payloads(
      frames(second, first, last),
      frames(first, first, last),
      frames(second, second, last),
      frames(first, last),
      frames(second, last),
      frames(first, second),
      frames(last),
      frames(first, last, second),
      head,
    );
    expect(openAll(variants).accepted).toBe(0);
  });

  it('refuses a payload whose last frame was dropped and whose length was made to fit', () => {
    const cut = frames(first, second);
    new DataView(cut.buffer).setBigUint64(20, BigInt(2 * 4096));
    expect(openAll(payloads(cut))).toMatchObject({
      accepted: 0,
      tags: new Set(['AuthenticationFailed']),
    });
  });
});

describe('the header', () => {
  const withByte = (at: number, value: number): Whole => ({
    ...backup,
    payload: replaced(backup.payload, at, value),
  });
  const withLength = (bytes: bigint): Whole => {
    const payload = backup.payload.slice();
    new DataView(payload.buffer).setBigUint64(20, bytes);
    return { ...backup, payload };
  };
  const codeOf = (what: Whole): unknown => left(openSnapshotSync({ ...what, expected }, world));

  it.each([
    ['magic', 0, 0x88],
    ['magic', 5, 0x0d],
    ['version', 8, 0],
    ['version', 8, 2],
    ['suite', 9, 0],
    ['suite', 9, 2],
    ['frame-size', 10, 0],
    ['frame-size', 10, 13],
    ['frame-size', 10, 11],
    ['frame-size', 10, 22],
    ['frame-size', 10, 255],
    ['flags', 11, 1],
    ['flags', 11, 128],
  ])('names a wrong %s (byte %d = %d)', (code, at, value) => {
    expect(codeOf(withByte(at, value))).toEqual({ _tag: 'EnvelopeMalformed', code });
  });

  it('does not open with another known frame size', () => {
    expect(codeOf(withByte(10, 14))).toEqual({ _tag: 'AuthenticationFailed' });
  });

  it.each([
    0n,
    1n,
    99n,
    101n,
    2n ** 28n,
    2n ** 28n + 1n,
    2n ** 31n,
    2n ** 32n,
    2n ** 53n - 1n,
    2n ** 53n,
    2n ** 53n + 1n,
    2n ** 63n,
    2n ** 64n - 1n,
  ])('refuses a plaintext length of %d before it allocates', (bytes) => {
    expect(codeOf(withLength(bytes))).toEqual({ _tag: 'EnvelopeMalformed', code: 'length' });
  });

  it('refuses a length over the cap that the caller sets', () => {
    const outcome = openSnapshotSync(
      { ...backup, expected },
      { ...world, limits: { plaintextBytesMax: 99 } },
    );
    expect(left(outcome)).toEqual({ _tag: 'EnvelopeMalformed', code: 'length' });
    expect(
      openSnapshotSync({ ...backup, expected }, { ...world, limits: { plaintextBytesMax: 100 } })
        ._tag,
    ).toBe('Right');
  });

  it('refuses an instant beyond 2^53-1', () => {
    const payload = backup.payload.slice();
    new DataView(payload.buffer).setBigUint64(12, 2n ** 53n);
    expect(codeOf({ ...backup, payload })).toEqual({
      _tag: 'EnvelopeMalformed',
      code: 'field',
      field: 'created-at',
    });
  });
});

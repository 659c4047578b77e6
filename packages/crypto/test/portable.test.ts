/**
 * The portable envelope: joining, splitting, and refusing other files.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { joinEnvelope, splitEnvelope } from '../src/index.ts';
import { flipped, input, joined, left, pattern, planes, right, sealed } from './support/world.ts';

const { payload, record } = sealed(planes(), input(pattern(5000)));
const backup = { payload, record };
const envelope = right(joinEnvelope(backup));

describe('joinEnvelope and splitEnvelope', () => {
  it('are inverse to each other', () => {
    expect(right(splitEnvelope(envelope))).toEqual(backup);
    expect(right(joinEnvelope(right(splitEnvelope(envelope))))).toEqual(envelope);
  });

  it('carry a shredded backup too', () => {
    const shredded = right(joinEnvelope({ payload: backup.payload }));
    expect(shredded).toHaveLength(backup.payload.length + 1);
    expect(right(splitEnvelope(shredded))).toEqual({ payload: backup.payload });
  });

  it('give copies', () => {
    const again = envelope.slice();
    const parts = right(splitEnvelope(again));
    again.fill(0);
    expect(parts).toEqual(backup);
  });

  it('refuse every truncation, and bytes after the end', () => {
    const cut = Array.from(
      envelope.keys(),
      (length) => splitEnvelope(envelope.subarray(0, length))._tag,
    );
    expect(cut).toEqual(cut.map(() => 'Left'));
    expect(left(splitEnvelope(joined(envelope, Uint8Array.of(0))))).toEqual({
      _tag: 'EnvelopeMalformed',
      code: 'length',
    });
  });

  it('refuse a count of slots other than that of the slots', () => {
    const countAt = 153;
    // Without slots, the frames are too long; with more, a frame is no slot.
    expect(left(splitEnvelope(flipped(envelope, countAt * 8)))).toMatchObject({ code: 'length' });
    const codes = [1, 2, 7].map((bit) => left(splitEnvelope(flipped(envelope, countAt * 8 + bit))));
    expect(codes).toEqual(codes.map(() => ({ _tag: 'EnvelopeMalformed', code: 'slot' })));
  });

  it('refuse to join malformed parts', () => {
    expect(left(joinEnvelope({ ...backup, payload: backup.payload.subarray(1) }))).toEqual({
      _tag: 'EnvelopeMalformed',
      code: 'magic',
    });
    expect(left(joinEnvelope({ ...backup, payload: backup.payload.subarray(0, -1) }))).toEqual({
      _tag: 'EnvelopeMalformed',
      code: 'length',
    });
    expect(left(joinEnvelope({ ...backup, record: new Uint8Array() }))).toEqual({
      _tag: 'EnvelopeMalformed',
      code: 'slot',
    });
  });
});

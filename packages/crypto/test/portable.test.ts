/**
 * The portable envelope: joining, splitting, and refusing other files.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { joinEnvelope, splitEnvelope } from '../src/index.ts';
import { flipped, input, joined, left, pattern, planes, right, sealed } from './support/world.ts';

const backup = sealed(planes(), input(pattern(5000)));
const envelope = right(joinEnvelope(backup));

describe('joinEnvelope and splitEnvelope', () => {
  it('are inverse to each other', () => {
    expect(right(splitEnvelope(envelope))).toEqual(backup);
    expect(right(joinEnvelope(right(splitEnvelope(envelope))))).toEqual(envelope);
  });

  it('carry a shredded backup too', () => {
    const shredded = right(joinEnvelope({ payload: backup.payload }));
    expect(shredded).toHaveLength(backup.payload.length + 2);
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

  it('refuse a slot that is longer or shorter than it says', () => {
    const slotAt = 153;
    const codes = [0, 1, 7].map((bit) =>
      left(splitEnvelope(flipped(envelope, (slotAt + 1) * 8 + bit))),
    );
    // If the slot is too long or too short, the frames are too short or too long.
    expect(codes).toEqual(codes.map(() => ({ _tag: 'EnvelopeMalformed', code: 'length' })));
    expect(left(splitEnvelope(flipped(envelope, slotAt * 8 + 7)))).toMatchObject({ code: 'slot' });
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

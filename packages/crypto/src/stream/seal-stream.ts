/**
 * Seals a snapshot that comes in chunks, holding one frame at a time.
 *
 * @module
 */
import { type Frame, frames } from '../envelope/layout.ts';
import { TAG_BYTES } from '../envelope/limits.ts';
import { type Bytes, wipe } from '../kernel/bytes.ts';
import { left, right, type TaskEither } from '../kernel/either.ts';
import type { SealError, SnapshotLengthDiffers, StreamFailed } from '../kernel/errors.ts';
import { attempt, type Flow, refuse } from '../kernel/flow.ts';
import { runAsync } from '../kernel/run-flow.ts';
import { beginSeal, type BegunSeal } from '../operations/begin-seal.ts';
import { sealFrame } from '../operations/seal.ts';
import type { Abortable, Freshness, Planes, SealFacts } from '../operations/subject.ts';
import { type ByteReader, byteReader, type ByteSource } from './byte-reader.ts';
import { callersOwn, chunkOf, orThrow, type Outcomes, streamFailed } from './outcomes.ts';

/** A source, how many bytes it will give, and the facts that go with them. */
export type SealStreamInput = SealFacts & {
  readonly source: ByteSource;
  /** Exactly as many bytes as the source gives: the header, which comes first, holds the number. */
  readonly snapshotBytes: number;
};

/** A sealed backup on its way. */
export type SealedStream = {
  /** Worth keeping only once `payload` has come to its end. */
  readonly record: Bytes;
  /**
   * Header, then frames; can be read once. Throws a `RefusalError` (see `refusalOf`), or the
   * source's own exception.
   */
  readonly payload: AsyncIterable<Bytes>;
};

/**
 * Reads one frame's plaintext. The last frame is not sealed before the source has really ended: a
 * payload with a last frame is a whole one.
 */
function* readPlain(
  reader: ByteReader,
  { plainBytes, isLast }: Frame,
  promised: SnapshotLengthDiffers,
): Flow<SealError | StreamFailed, Bytes> {
  const plain = yield* attempt(() => reader.read(plainBytes), streamFailed('source'));
  const surplus = isLast
    ? yield* attempt(() => reader.read(1), streamFailed('source'))
    : new Uint8Array();
  return plain.length === plainBytes && surplus.length === 0 ? plain : yield* refuse(promised);
}

type Sealing = {
  readonly begun: BegunSeal;
  readonly reader: ByteReader;
  readonly planes: Planes & Abortable;
};

async function* sealOutcomes({
  begun,
  reader,
  planes,
}: Sealing): Outcomes<SealError | StreamFailed> {
  const promised: SnapshotLengthDiffers = {
    _tag: 'SnapshotLengthDiffers',
    bytesPromised: begun.header.plaintextBytes,
  };
  function* sealNext(frame: Frame): Flow<SealError | StreamFailed, Bytes> {
    const plain = yield* readPlain(reader, frame, promised);
    const into = new Uint8Array(frame.plainBytes + TAG_BYTES);
    try {
      yield* sealFrame(begun, { plain, isLast: frame.isLast, into }, planes.cipher.name);
    } finally {
      wipe(plain);
    }
    return into;
  }
  try {
    yield right(begun.head);
    for (const frame of frames(begun.header)) {
      // Frames come in order, one at a time: that is what bounds the memory.
      const outcome = await chunkOf(() => sealNext(frame), planes.signal); // eslint-disable-line no-await-in-loop
      yield outcome;
      if (outcome._tag === 'Left') return;
    }
  } finally {
    begun.dispose();
    await callersOwn(reader.close, 'source');
  }
}

/**
 * Makes the task that begins to seal a source; the work is done as `payload` is read.
 *
 * @returns Left: as `sealSnapshot`. While `payload` is read also `SnapshotLengthDiffers`, thrown
 */
export const sealSnapshotStream =
  (
    input: SealStreamInput,
    planes: Planes & Freshness & Abortable,
  ): TaskEither<SealError, SealedStream> =>
  async () => {
    const begun = await runAsync(
      () => beginSeal({ ...input, plaintextBytes: input.snapshotBytes }, planes),
      planes.signal,
    )();
    if (begun._tag === 'Left') return left(begun.left);
    const { record } = begun.right;
    const outcomes = sealOutcomes({ begun: begun.right, reader: byteReader(input.source), planes });
    return right({ record, payload: orThrow(outcomes) });
  };

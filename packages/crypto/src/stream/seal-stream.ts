/**
 * Seals a snapshot that comes in chunks, holding one frame at a time.
 *
 * @module
 */
import { type Frame, frames } from '../envelope/layout.ts';
import { TAG_BYTES } from '../envelope/limits.ts';
import { type Bytes, concat, wipe } from '../kernel/bytes.ts';
import type { Answer } from '../kernel/answer.ts';
import { left, right } from '../kernel/either.ts';
import type { SealError, SnapshotLengthDiffers, StreamFailed } from '../kernel/errors.ts';
import { attempt, BREATHE, type Flow, refuse, asFlow } from '../kernel/flow.ts';
import { type Pace, startPace } from '../kernel/pace.ts';
import { runAsync } from '../kernel/run-flow.ts';
import { beginSeal, type BegunSeal } from '../sealing/begin-seal.ts';
import { sealFrame } from '../sealing/seal.ts';
import type { Abortable, Freshness, Planes, SealFacts } from '../sealing/planes.ts';
import { type ByteReader, byteReader, type ByteSource } from './byte-reader.ts';
import { type Outcomes, readOnce, runCallersCode, streamFailed } from './outcomes.ts';

/** A source, its length, and the facts of the backup. */
export type SealStreamInput = SealFacts & {
  readonly source: ByteSource;
  /** Exactly as many bytes as the source gives: the header comes first and holds this number. */
  readonly snapshotBytes: number;
};

/** A sealed backup whose payload is produced as it is read. */
export type SealedStream = {
  /** Useful only once `payload` has been read to its end. */
  readonly record: Bytes;
  /**
   * Header, then frames; can be read once. Throws a `RefusalError` (see `cryptoErrorOf`), or the
   * source's own exception. A reader that does not want it calls the iterator's `return`, which
   * wipes the payload key.
   */
  readonly payload: AsyncIterable<Bytes>;
};

/**
 * Reads one frame's plaintext. The last frame is sealed only after the source has ended, so a
 * payload that has a last frame is complete.
 */
function* readPlain(
  reader: ByteReader,
  { plainBytes, isLast }: Frame,
  promised: SnapshotLengthDiffers,
): Flow<SealError | StreamFailed, Bytes> {
  const plain = yield* asFlow(attempt(() => reader.read(plainBytes), streamFailed('source')));
  const surplus = isLast
    ? yield* asFlow(attempt(() => reader.read(1), streamFailed('source')))
    : new Uint8Array();
  if (plain.length === plainBytes && surplus.length === 0) return plain;
  wipe(plain);
  wipe(surplus);
  return yield* refuse(promised);
}

type Sealing = {
  readonly begun: BegunSeal;
  readonly reader: ByteReader;
  readonly planes: Planes & Abortable;
  readonly pace: Pace;
};

/** Wipes the payload key and ends the source. */
const release = ({ begun, reader }: Pick<Sealing, 'begun' | 'reader'>): Promise<unknown> => {
  begun.dispose();
  return runCallersCode(reader.close, 'source');
};

async function* sealOutcomes({
  begun,
  reader,
  planes,
  pace,
}: Sealing): Outcomes<SealError | StreamFailed> {
  const promised: SnapshotLengthDiffers = {
    _tag: 'SnapshotLengthDiffers',
    bytesPromised: begun.header.plaintextBytes,
  };
  function* sealNext(frame: Frame): Flow<SealError | StreamFailed, Bytes> {
    yield BREATHE;
    const plain = yield* readPlain(reader, frame, promised);
    const into = new Uint8Array(frame.plainBytes + TAG_BYTES);
    try {
      yield* asFlow(sealFrame(begun, { plain, isLast: frame.isLast, into }, planes.cipher.name));
    } finally {
      wipe(plain);
    }
    return into;
  }
  try {
    yield right(concat(begun.core, begun.commitment));
    for (const frame of frames(begun.header)) {
      // One frame at a time bounds the memory.
      // eslint-disable-next-line no-await-in-loop
      const outcome = await runAsync(sealNext(frame), planes.signal, pace);
      yield outcome;
      if (outcome._tag === 'Left') return;
    }
  } finally {
    await release({ begun, reader });
  }
}

/**
 * Begins to seal a source. The frames are sealed as `payload` is read.
 *
 * @returns Left: as for `sealSnapshot`. Reading `payload` can also throw `SnapshotLengthDiffers`
 */
export const sealSnapshotStream = async (
  input: SealStreamInput,
  planes: Planes & Freshness & Abortable,
): Answer<SealError, SealedStream> => {
  const request = { ...input, plaintextBytes: input.snapshotBytes };
  const pace = startPace();
  const begun = await runAsync(beginSeal(request, planes), planes.signal, pace);
  if (begun._tag === 'Left') return left(begun.left);
  const { record } = begun.right;
  const reader = byteReader(input.source, pace);
  const sealing = { begun: begun.right, reader, planes, pace };
  return right({ record, payload: readOnce(sealOutcomes(sealing), () => release(sealing)) });
};

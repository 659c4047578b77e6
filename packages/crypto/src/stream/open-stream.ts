/**
 * Opens a sealed payload that comes in chunks, holding one frame at a time.
 *
 * What a reader may trust: the answer is Right only if key record, header and commitment belong
 * together. Every frame is authentic and in its place. Whether the snapshot is *complete* is known
 * only when the iteration ends without an exception: a truncated stream gives authentic frames,
 * then throws. `openSnapshotTo` waits for that end; use it unless you must act on each frame.
 *
 * @module
 */
import { type ParsedHeader, parseHeader } from '../envelope/core-header.ts';
import { type Frame, frames } from '../envelope/layout.ts';
import { HEADER_BYTES_MAX, TAG_BYTES } from '../envelope/limits.ts';
import type { Awaitable, Bytes } from '../kernel/bytes.ts';
import type { Answer } from '../kernel/answer.ts';
import { type Either, right } from '../kernel/either.ts';
import type { OpenStreamError } from '../kernel/errors.ts';
import { attempt, BREATHE, type Flow, orRefuse, refuse, asFlow } from '../kernel/flow.ts';
import { type Pace, startPace } from '../kernel/pace.ts';
import { runAsync } from '../kernel/run-flow.ts';
import { beginOpen, type BegunOpen } from '../sealing/begin-open.ts';
import { plaintextCap } from '../sealing/begin-seal.ts';
import { infoOf, type SealedInfo } from '../sealing/info.ts';
import { openFrame } from '../sealing/open.ts';
import type { Abortable, Expected, Planes } from '../sealing/planes.ts';
import { type ByteReader, byteReader, type ByteSource } from './byte-reader.ts';
import { type Outcomes, readOnce, runCallersCode, streamFailed } from './outcomes.ts';

/** A payload in chunks, its key record, and what the caller's state says about them. */
export type OpenStreamInput = {
  readonly source: ByteSource;
  readonly record: Bytes | undefined;
  readonly expected: Expected;
};

/** A payload whose frames can be read. */
export type OpenedStream = {
  /** Authentic: the commitment covers it. */
  readonly info: SealedInfo;
  /**
   * Authentic frames, in order; can be read once. The snapshot is complete if, and only if, this
   * ends without throwing. A reader that does not want them calls the iterator's `return`, which
   * wipes the payload key.
   */
  readonly frames: AsyncIterable<Bytes>;
};

/** Receives a snapshot that may be used only once it is complete. */
export type SnapshotSink = {
  /** Stores the next bytes. Nobody may use them before `commit`. */
  readonly write: (plain: Bytes) => Awaitable<void>;
  /** Called once, when every frame has authenticated: the bytes may now be used. */
  readonly commit: () => Awaitable<void>;
  /** Called once instead, if anything failed: discard the bytes. */
  readonly abort: () => Awaitable<void>;
};

/** Wipes the payload key and ends the source. */
const release = ({ begun, reader }: Pick<Opening, 'begun' | 'reader'>): Promise<unknown> => {
  begun.dispose();
  return runCallersCode(reader.close, 'source');
};

type Opening = {
  readonly parsed: ParsedHeader;
  readonly begun: BegunOpen;
  readonly reader: ByteReader;
  readonly pace: Pace;
};

/**
 * Reads one sealed frame. A stream that is too short or too long is an `AuthenticationFailed` like
 * any other fault found after a key has been used.
 */
function* readSealed(
  reader: ByteReader,
  { plainBytes, isLast }: Frame,
): Flow<OpenStreamError, Bytes> {
  const sealed = yield* asFlow(
    attempt(() => reader.read(plainBytes + TAG_BYTES), streamFailed('source')),
  );
  const surplus = isLast
    ? yield* asFlow(attempt(() => reader.read(1), streamFailed('source')))
    : new Uint8Array();
  const isExact = sealed.length === plainBytes + TAG_BYTES && surplus.length === 0;
  return isExact ? sealed : yield* refuse({ _tag: 'AuthenticationFailed' });
}

async function* openOutcomes(
  { parsed, begun, reader, pace }: Opening,
  planes: Planes & Abortable,
): Outcomes<OpenStreamError> {
  function* openNext(frame: Frame): Flow<OpenStreamError, Bytes> {
    yield BREATHE;
    const sealed = yield* readSealed(reader, frame);
    const into = new Uint8Array(frame.plainBytes);
    yield* asFlow(openFrame(begun, { sealed, isLast: frame.isLast, into }, planes.cipher.name));
    return into;
  }
  try {
    for (const frame of frames(parsed.header)) {
      // One frame at a time bounds the memory.
      // eslint-disable-next-line no-await-in-loop
      const outcome = await runAsync(openNext(frame), planes.signal, pace);
      yield outcome;
      if (outcome._tag === 'Left') return;
    }
  } finally {
    await release({ begun, reader });
  }
}

function* beginFlow(
  input: OpenStreamInput,
  { reader, pace }: Pick<Opening, 'reader' | 'pace'>,
  planes: Planes,
): Flow<OpenStreamError, Opening> {
  const { record, expected } = input;
  const front = yield* asFlow(attempt(() => reader.read(HEADER_BYTES_MAX), streamFailed('source')));
  const parsed = yield* asFlow(orRefuse(parseHeader(front, plaintextCap(planes.limits))));
  reader.unread(front.subarray(parsed.bodyOffset));
  const begun = yield* beginOpen({ parsed, record, expected }, planes);
  return { parsed, begun, reader, pace };
}

type Begun = { readonly opening: Opening; readonly outcomes: Outcomes<OpenStreamError> };

const begin = async (
  input: OpenStreamInput,
  planes: Planes & Abortable,
): Promise<Either<OpenStreamError, Begun>> => {
  const pace = startPace();
  const reader = byteReader(input.source, pace);
  const opening = await runAsync(beginFlow(input, { reader, pace }, planes), planes.signal, pace);
  if (opening._tag === 'Right')
    return right({ opening: opening.right, outcomes: openOutcomes(opening.right, planes) });
  await runCallersCode(reader.close, 'source');
  return opening;
};

/**
 * Opens a stream, and gives its frames as they authenticate.
 *
 * @returns Right: frames, each authentic, and complete only if the iteration ends without an
 *   exception (a `RefusalError`, see `cryptoErrorOf`, or the source's own). Left: as for
 *   `openSnapshot`, and `StreamFailed` if the source throws
 */
export const openSnapshotStream = async (
  input: OpenStreamInput,
  planes: Planes & Abortable,
): Answer<OpenStreamError, OpenedStream> => {
  const begun = await begin(input, planes);
  if (begun._tag === 'Left') return begun;
  return right({
    info: infoOf(begun.right.opening.parsed),
    frames: readOnce(begun.right.outcomes, () => release(begun.right.opening)),
  });
};

const drain = async (
  outcomes: Outcomes<OpenStreamError>,
  sink: SnapshotSink,
): Promise<Either<OpenStreamError, void>> => {
  for await (const outcome of outcomes) {
    if (outcome._tag === 'Left') return outcome;
    const written = await runCallersCode(() => sink.write(outcome.right), 'sink');
    if (written._tag === 'Left') return written;
  }
  return runCallersCode(() => sink.commit(), 'sink');
};

type ToSink = OpenStreamInput & { readonly sink: SnapshotSink };

const openTo = async (
  input: ToSink,
  planes: Planes & Abortable,
): Promise<Either<OpenStreamError, SealedInfo>> => {
  const begun = await begin(input, planes);
  if (begun._tag === 'Left') return begun;
  const drained = await drain(begun.right.outcomes, input.sink);
  return drained._tag === 'Left' ? drained : right(infoOf(begun.right.opening.parsed));
};

/**
 * Opens a stream into a sink, and commits only when the whole snapshot has authenticated.
 *
 * @param input - `sink` gets either `commit` or `abort`, once, and no call after it
 * @returns Right: the facts of the backup, after `commit`. Left: as for `openSnapshotStream`, after
 *   `abort`; `StreamFailed` if the sink throws
 */
export const openSnapshotTo = async (
  input: OpenStreamInput & { readonly sink: SnapshotSink },
  planes: Planes & Abortable,
): Answer<OpenStreamError, SealedInfo> => {
  const outcome = await openTo(input, planes);
  if (outcome._tag === 'Left') await runCallersCode(() => input.sink.abort(), 'sink');
  return outcome;
};

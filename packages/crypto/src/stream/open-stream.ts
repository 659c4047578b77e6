/**
 * Opens a sealed payload that comes in chunks, holding one frame at a time.
 *
 * What a reader may trust: the task succeeds only after key record, header and commitment were
 * found to belong together. Every frame released is authentic and in its place. That the snapshot
 * is *whole* is known only when the stream ends without an exception: a cut stream gives authentic
 * frames, then throws. `openSnapshotTo` waits for that end on the caller's behalf and is the one to
 * use by default.
 *
 * @module
 */
import { type ParsedHeader, parseHeader } from '../envelope/core-header.ts';
import { type Frame, frames } from '../envelope/layout.ts';
import { HEADER_BYTES_MAX, TAG_BYTES } from '../envelope/limits.ts';
import type { Awaitable, Bytes } from '../kernel/bytes.ts';
import { type Either, right, type TaskEither } from '../kernel/either.ts';
import type { OpenStreamError } from '../kernel/errors.ts';
import { attempt, type Flow, orRefuse, refuse } from '../kernel/flow.ts';
import { runAsync } from '../kernel/run-flow.ts';
import { beginOpen, type BegunOpen } from '../operations/begin-open.ts';
import { plaintextCap } from '../operations/begin-seal.ts';
import { infoOf, type SealedInfo } from '../operations/info.ts';
import { openFrame } from '../operations/open.ts';
import type { Abortable, Expected, Planes } from '../operations/subject.ts';
import { type ByteReader, byteReader, type ByteSource } from './byte-reader.ts';
import { callersOwn, chunkOf, orThrow, type Outcomes, streamFailed } from './outcomes.ts';

/** A payload in chunks, and what the caller's state says about it. */
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
   * Authentic frames in order; can be read once. The snapshot is whole when, and only when, this
   * ends without throwing.
   */
  readonly frames: AsyncIterable<Bytes>;
};

/** Where a snapshot goes that is to be used only when it is whole. */
export type SnapshotSink = {
  /** Takes the next bytes; must not let anyone use them yet. */
  readonly write: (plain: Bytes) => Awaitable<void>;
  /** Called once, when every frame has authenticated: now the bytes may be used. */
  readonly commit: () => Awaitable<void>;
  /** Called once instead, when anything failed: throw the bytes away. */
  readonly abort: () => Awaitable<void>;
};

type Opening = {
  readonly parsed: ParsedHeader;
  readonly begun: BegunOpen;
  readonly reader: ByteReader;
};

/**
 * Reads one sealed frame. A cut or overlong stream is an authentication failure like any other: a
 * key has been used.
 */
function* readSealed(
  reader: ByteReader,
  { plainBytes, isLast }: Frame,
): Flow<OpenStreamError, Bytes> {
  const sealed = yield* attempt(() => reader.read(plainBytes + TAG_BYTES), streamFailed('source'));
  const surplus = isLast
    ? yield* attempt(() => reader.read(1), streamFailed('source'))
    : new Uint8Array();
  const isExact = sealed.length === plainBytes + TAG_BYTES && surplus.length === 0;
  return isExact ? sealed : yield* refuse({ _tag: 'AuthenticationFailed' });
}

async function* openOutcomes(
  { parsed, begun, reader }: Opening,
  planes: Planes & Abortable,
): Outcomes<OpenStreamError> {
  function* openNext(frame: Frame): Flow<OpenStreamError, Bytes> {
    const sealed = yield* readSealed(reader, frame);
    const into = new Uint8Array(frame.plainBytes);
    yield* openFrame(begun, { sealed, isLast: frame.isLast, into }, planes.cipher.name);
    return into;
  }
  try {
    for (const frame of frames(parsed.header)) {
      // Frames come in order, one at a time: that is what bounds the memory.
      const outcome = await chunkOf(() => openNext(frame), planes.signal); // eslint-disable-line no-await-in-loop
      yield outcome;
      if (outcome._tag === 'Left') return;
    }
  } finally {
    begun.dispose();
    await callersOwn(reader.close, 'source');
  }
}

function* beginFlow(
  input: OpenStreamInput,
  reader: ByteReader,
  planes: Planes,
): Flow<OpenStreamError, Opening> {
  const { record, expected } = input;
  const front = yield* attempt(() => reader.read(HEADER_BYTES_MAX), streamFailed('source'));
  const parsed = yield* orRefuse(parseHeader(front, plaintextCap(planes.limits)));
  reader.unread(front.subarray(parsed.bodyOffset));
  const begun = yield* beginOpen({ parsed, record, expected }, planes);
  return { parsed, begun, reader };
}

type Begun = { readonly opening: Opening; readonly outcomes: Outcomes<OpenStreamError> };

const begin = async (
  input: OpenStreamInput,
  planes: Planes & Abortable,
): Promise<Either<OpenStreamError, Begun>> => {
  const reader = byteReader(input.source);
  const opening = await runAsync(() => beginFlow(input, reader, planes), planes.signal)();
  if (opening._tag === 'Right')
    return right({ opening: opening.right, outcomes: openOutcomes(opening.right, planes) });
  await callersOwn(reader.close, 'source');
  return opening;
};

/**
 * Makes the task that opens a stream and gives its frames as they authenticate.
 *
 * @returns Right: frames, each authentic; see the module's first comment for what that does and
 *   does not mean. Left: as `openSnapshot`, but a stream of the wrong length is found only at its
 *   end
 */
export const openSnapshotStream =
  (input: OpenStreamInput, planes: Planes & Abortable): TaskEither<OpenStreamError, OpenedStream> =>
  async () => {
    const begun = await begin(input, planes);
    if (begun._tag === 'Left') return begun;
    return right({
      info: infoOf(begun.right.opening.parsed),
      frames: orThrow(begun.right.outcomes),
    });
  };

const drain = async (
  outcomes: Outcomes<OpenStreamError>,
  sink: SnapshotSink,
): Promise<Either<OpenStreamError, void>> => {
  for await (const outcome of outcomes) {
    if (outcome._tag === 'Left') return outcome;
    const written = await callersOwn(async () => sink.write(outcome.right), 'sink');
    if (written._tag === 'Left') return written;
  }
  return callersOwn(async () => sink.commit(), 'sink');
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
 * Makes the task that opens a stream into a sink, and commits it only when the whole snapshot has
 * authenticated.
 *
 * @param input - `sink` gets either `commit` or `abort`, once, and nothing after it
 * @returns Right: the facts of the backup, after `commit`. Left: as `openSnapshotStream`, after
 *   `abort`
 */
export const openSnapshotTo =
  (
    input: OpenStreamInput & { readonly sink: SnapshotSink },
    planes: Planes & Abortable,
  ): TaskEither<OpenStreamError, SealedInfo> =>
  async () => {
    const outcome = await openTo(input, planes);
    if (outcome._tag === 'Left') await callersOwn(async () => input.sink.abort(), 'sink');
    return outcome;
  };

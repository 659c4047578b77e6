/**
 * The safe way to open a stream: a sink that commits only once the snapshot is complete.
 *
 * @module
 */
import { mkdtempSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { type Bytes, openSnapshotTo, type SnapshotSink } from '../src/index.ts';
import { fileSink } from '../src/node.ts';
import { chunked } from './support/chunks.ts';
import { expected, flipped, input, left, pattern, planes, right, sealed } from './support/world.ts';

const snapshot = pattern(3 * 4096 + 77, 3);
const world = planes();
const backup = sealed(world, input(snapshot));

describe('openSnapshotTo', () => {
  const recording = (): { readonly sink: SnapshotSink; readonly log: string[] } => {
    const log: string[] = [];
    const sink = {
      write: (plain: Bytes) => {
        log.push(`write ${plain.length}`);
      },
      commit: () => {
        log.push('commit');
      },
      abort: () => {
        log.push('abort');
      },
    };
    return { sink, log };
  };
  const openTo = async (
    sink: SnapshotSink,
    payload: Bytes,
    size = 1000,
  ): ReturnType<typeof openSnapshotTo> =>
    openSnapshotTo(
      { source: chunked(payload, size), record: backup.record, expected, sink },
      world,
    );

  it('commits once everything has authenticated', async () => {
    const { sink, log } = recording();
    expect(right(await openTo(sink, backup.payload))).toMatchObject({
      plaintextBytes: snapshot.length,
      frames: 4,
    });
    expect(log).toEqual(['write 4096', 'write 4096', 'write 4096', 'write 77', 'commit']);
  });

  it('aborts, and never commits, at whatever length the stream is cut', async () => {
    const lengths = Array.from({ length: 60 }, (_, index) =>
      Math.floor((index * backup.payload.length) / 60),
    );
    const outcomes = await Promise.all(
      lengths.map(async (length) => {
        const { sink, log } = recording();
        const outcome = await openTo(sink, backup.payload.subarray(0, length));
        return [outcome._tag, log.at(-1), log.includes('commit')];
      }),
    );
    expect(outcomes).toEqual(lengths.map(() => ['Left', 'abort', false]));
  });

  it('says whether the source or the sink threw', async () => {
    const oops = new Error('no space left');
    const boom = (): never => {
      throw oops;
    };
    const [writing, committing] = [recording(), recording()];
    expect(left(await openTo({ ...writing.sink, write: boom }, backup.payload))).toEqual({
      _tag: 'StreamFailed',
      side: 'sink',
      cause: oops,
    });
    expect(writing.log).toEqual(['abort']);
    expect(left(await openTo({ ...committing.sink, commit: boom }, backup.payload))).toMatchObject({
      _tag: 'StreamFailed',
      side: 'sink',
    });
    expect(committing.log.at(-1)).toBe('abort');
    const source = async function* fail(): AsyncGenerator<Bytes> {
      yield backup.payload.subarray(0, 5000);
      throw oops;
    };
    const { sink, log } = recording();
    const outcome = await openSnapshotTo(
      { source: source(), record: backup.record, expected, sink },
      world,
    );
    expect(left(outcome)).toEqual({ _tag: 'StreamFailed', side: 'source', cause: oops });
    expect(log.at(-1)).toBe('abort');
  });

  it('ignores a source that fails when it is stopped', async () => {
    const { sink, log } = recording();
    const chunks = chunked(backup.payload, 1000);
    const source: AsyncIterable<Bytes> = {
      [Symbol.asyncIterator]: () => ({
        next: () => chunks.next(),
        return: () => Promise.reject(new Error('cannot stop')),
      }),
    };
    expect(
      (await openSnapshotTo({ source, record: backup.record, expected, sink }, world))._tag,
    ).toBe('Right');
    expect(log.at(-1)).toBe('commit');
  });

  it('gives a file its name only when it is complete', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'sink-'));
    const file = path.join(folder, 'snapshot.cbor');
    left(await openTo(fileSink(file), flipped(backup.payload, backup.payload.length * 8 - 1)));
    expect(readdirSync(folder)).toEqual([]);
    right(await openTo(fileSink(file), backup.payload));
    expect(Uint8Array.from(readFileSync(file))).toEqual(snapshot);
    expect(statSync(file).mode % 0o1000).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['snapshot.cbor']);
  });

  it('lets two sinks write to one name: each file is whole, and the last one stays', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'sinks-')), 'snapshot.cbor');
    const [one, two] = [fileSink(file), fileSink(file)];
    await one.write(Uint8Array.of(1));
    await two.write(Uint8Array.of(2));
    await one.write(Uint8Array.of(1));
    await one.commit();
    expect([...readFileSync(file)]).toEqual([1, 1]);
    await two.commit();
    expect([...readFileSync(file)]).toEqual([2]);
    expect(readdirSync(path.dirname(file))).toEqual(['snapshot.cbor']);
  });

  it('leaves the file that is there when it cannot write beside it', async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), 'sinks-')), 'none', 'snapshot.cbor');
    const outcome = await openTo(fileSink(file), backup.payload);
    expect(left(outcome)).toMatchObject({ _tag: 'StreamFailed', side: 'sink' });
  });
});

/**
 * A log to which a newer release has written: this release replays nothing past an event that it
 * does not understand, whatever a checkpoint says.
 *
 * @module
 */
import { afterAll, describe, expect, it } from '@jest/globals';
import { encodeFleetEvent, READER_LEVEL } from '@hsm-lifecycle/core/codec';
import { equalFleets } from '@hsm-lifecycle/core/fleet';
import {
  createRuntime,
  eventIn,
  memoryEventLog,
  readFleet,
  verifyStore,
  type EventLog,
} from '@hsm-lifecycle/runtime';
import { files } from './support/files.ts';
import { grow, HOME, must, refusal, start, world, type World } from './support/world.ts';

const disk = files();
afterAll(disk.clear);

const NEEDS = READER_LEVEL + 1;
const stream = 'cluster-aaaaaaaaaaa';
const newerEvent = { stream, event: { type: 'HsmMoved', schema: 1, needs: NEEDS, data: {} } };

const append = (log: EventLog, event: unknown): Promise<number> =>
  must(log.append({ entries: [{ stream, event }], expected: new Map() }));

const lived = async (eventLog: EventLog): Promise<World> => {
  const host = world({ eventLog, checkpointEvery: 5 });
  const runtime = await start(host);
  await grow(runtime);
  await runtime.close();
  return host;
};

describe.each([
  ['in memory', memoryEventLog],
  ['in a file', () => disk.store().eventLog],
])('a log %s with an event that needs a newer release', (_, fresh) => {
  it('is not opened, and keeps everything', async () => {
    const host = await lived(fresh());
    const position = await append(host.eventLog, newerEvent);
    const refused = {
      _tag: 'LogUnreadable',
      position,
      reason: { _tag: 'NewerEvent', type: 'HsmMoved', needs: NEEDS, reads: READER_LEVEL },
    };
    expect(await refusal(createRuntime(host))).toEqual(refused);
    expect(await refusal(readFleet(host.eventLog))).toEqual(refused);
    expect(await refusal(verifyStore(host))).toEqual(refused);
    const [last] = await must(host.eventLog.readAll({ after: position - 1 }));
    expect(last?.event).toEqual(newerEvent);
    expect(last && eventIn(last)).toEqual({ _tag: 'Left', left: refused });
  });

  it('is not opened from a checkpoint that a newer release has written past it', async () => {
    const host = await lived(fresh());
    const checkpoint = await must(host.eventLog.newestCheckpoint());
    const position = await append(host.eventLog, newerEvent);
    const [head = '', fleet = ''] = checkpoint?.text.split('\n') ?? [];
    const save = (needs: number): Promise<void> => {
      const text = `${JSON.stringify({ ...JSON.parse(head), needs })}\n${fleet}`;
      return must(host.eventLog.saveCheckpoint({ position, text }));
    };
    await save(READER_LEVEL);
    expect((await createRuntime(host))._tag).toBe('Right');
    await save(NEEDS);
    expect(await refusal(createRuntime(host))).toMatchObject({ position });
  });
});

describe('a log with an event of an unknown type', () => {
  it('is not opened either, because no host has agreed to skip it', async () => {
    const host = await lived(memoryEventLog());
    await append(host.eventLog, {
      ...newerEvent,
      event: { ...newerEvent.event, needs: READER_LEVEL },
    });
    expect(await refusal(createRuntime(host))).toMatchObject({
      reason: { _tag: 'UnknownEvent', type: 'HsmMoved' },
    });
  });
});

describe('a log to which a newer release writes while this one runs', () => {
  it('takes no more commands from this one', async () => {
    const host = world();
    const runtime = await start(host);
    await must(
      host.eventLog.append({
        entries: [{ stream: 'fleet', event: { ...newerEvent, stream: 'fleet' } }],
        expected: new Map(),
      }),
    );
    const quota = { type: 'SetQuota', data: { region: HOME, clusters: 9 } } as const;
    expect(await refusal(runtime.dispatch(quota))).toMatchObject({
      _tag: 'LogUnreadable',
      position: 1,
      reason: { _tag: 'NewerEvent' },
    });
  });
});

describe('events with members that this release does not know', () => {
  it('replay to the same fleet, and stay in the log as they are', async () => {
    const host = await lived(memoryEventLog());
    const entries = await must(host.eventLog.readAll({ after: 0 }));
    const grown = memoryEventLog();
    for (const entry of entries) {
      const read = eventIn(entry);
      if (read._tag === 'Left') throw new Error(read.left.reason._tag);
      expect(entry.event).toEqual(JSON.parse(JSON.stringify(encodeFleetEvent(read.right))));
      const event = { ...Object(entry.event), ofTomorrow: { much: true } };
      // Positions follow one another.
      // oxlint-disable-next-line no-await-in-loop
      await must(grown.append({ entries: [{ stream: entry.stream, event }], expected: new Map() }));
    }
    const [fleet, again] = [await must(readFleet(host.eventLog)), await must(readFleet(grown))];
    expect(equalFleets({ ...again, seed: fleet.seed }, fleet)).toBe(true);
    const [first] = await must(grown.readAll({ after: 0, limit: 1 }));
    expect(first?.event).toHaveProperty('ofTomorrow');
  });
});

/**
 * A log to which a newer release has written: this release replays nothing past an event that it
 * does not understand, whatever a checkpoint says.
 *
 * @module
 */
import { afterAll, describe, expect, it } from '@jest/globals';
import { encodeFleetEvent, READER_LEVEL } from '@hsm-lifecycle/core/codec';
import { equalFleets } from '@hsm-lifecycle/core/fleet';
import { eventIn, memoryStore, readFleet, verifyStore, type Store } from '@hsm-lifecycle/runtime';
import { files } from './support/files.ts';
import {
  eventsOf,
  grow,
  HOME,
  must,
  refusal,
  runtimeOf,
  start,
  world,
  writeBeside,
  type World,
} from './support/world.ts';

const disk = files();
afterAll(disk.clear);

const NEEDS = READER_LEVEL + 1;
const stream = 'cluster-aaaaaaaaaaa';
const newerEvent = { stream, event: { type: 'HsmMoved', schema: 1, needs: NEEDS, data: {} } };

/** Appends an event, and gives its position. */
const append = async (host: World, event: unknown): Promise<number> => {
  const body = JSON.stringify(event);
  const entry = { stream, version: 1, type: 'HsmMoved', schema: 1, body, metadata: '{}' };
  await writeBeside(host, { events: [entry] });
  return (await eventsOf(host)).length;
};

const lived = async (store: Store): Promise<World> => {
  const host = world({ store, checkpointEvery: 5 });
  const runtime = await start(host);
  await grow(runtime);
  await runtime.close();
  return host;
};

const quota = { type: 'SetQuota', data: { region: HOME, clusters: 9 } } as const;

describe.each([
  ['in memory', memoryStore],
  ['in a file', () => disk.store()],
])('a log %s with an event that needs a newer release', (_, fresh) => {
  it('is held read-only, as it was before that event, and keeps everything', async () => {
    const host = await lived(fresh());
    const before = await must(readFleet(host));
    const position = await append(host, newerEvent);
    const refused = {
      _tag: 'LogUnreadable',
      position,
      reason: { _tag: 'NewerEvent', type: 'HsmMoved', needs: NEEDS, reads: READER_LEVEL },
    };
    const runtime = await start(host);
    expect(runtime.readOnly()).toEqual(refused);
    expect(
      equalFleets(runtime.state(), { ...before, seed: 0, edition: runtime.state().edition }),
    ).toBe(true);
    expect(await refusal(runtime.dispatch(quota))).toEqual(refused);
    expect(await refusal(runtime.idle())).toEqual(refused);
    expect((await must(runtime.health())).fleets).toMatchObject([{ isReadOnly: true }]);
    expect(await refusal(readFleet(host))).toEqual(refused);
    expect(await refusal(verifyStore(host))).toEqual(refused);
    const last = (await eventsOf(host)).at(-1);
    expect(JSON.parse(last?.body ?? '')).toEqual(newerEvent);
    expect(last && eventIn(last)).toEqual({ _tag: 'Left', left: refused });
  });

  it('is not followed past it from a checkpoint of a newer release', async () => {
    const host = await lived(fresh());
    const { fleet } = host;
    const checkpoint = await must(host.store.checkpoint(fleet));
    const position = await append(host, newerEvent);
    const [head = '', text = ''] = checkpoint?.text.split('\n') ?? [];
    const newer = { ...JSON.parse(head), needs: NEEDS };
    const end = await must(host.store.head(fleet));
    await must(host.store.keep({ fleet, head: end, text: `${JSON.stringify(newer)}\n${text}` }));
    expect((await start(host)).readOnly()).toMatchObject({ position });
  });
});

describe('a log with an event of an unknown type', () => {
  it('is not opened, because no host has agreed to skip it', async () => {
    const host = await lived(memoryStore());
    await append(host, { ...newerEvent, event: { ...newerEvent.event, needs: READER_LEVEL } });
    expect(await refusal(runtimeOf(host).fleet(host.fleet))).toMatchObject({
      reason: { _tag: 'UnknownEvent', type: 'HsmMoved' },
    });
  });
});

describe('a log to which a newer release writes while this one runs', () => {
  it('takes no more commands from this one', async () => {
    const host = world();
    const runtime = await start(host);
    await append(host, newerEvent);
    expect(await refusal(runtime.dispatch(quota))).toMatchObject({
      _tag: 'LogUnreadable',
      position: 1,
      reason: { _tag: 'NewerEvent' },
    });
    expect(runtime.readOnly()).toMatchObject({ position: 1 });
  });
});

describe('events with members that this release does not know', () => {
  it('replay to the same fleet, and stay in the log as they are', async () => {
    const host = await lived(memoryStore());
    const entries = await eventsOf(host);
    const grown = world();
    for (const entry of entries) {
      const read = eventIn(entry);
      if (read._tag === 'Left') throw new Error(read.left.reason._tag);
      expect(JSON.parse(entry.body)).toEqual(
        JSON.parse(JSON.stringify(encodeFleetEvent(read.right))),
      );
      const body = JSON.stringify({ ...JSON.parse(entry.body), ofTomorrow: { much: true } });
      // Positions follow one another.
      // oxlint-disable-next-line no-await-in-loop
      await writeBeside(grown, { events: [{ ...entry, body }] });
    }
    const [fleet, again] = [await must(readFleet(host)), await must(readFleet(grown))];
    expect(equalFleets({ ...again, seed: fleet.seed }, fleet)).toBe(true);
    const [first] = await eventsOf(grown);
    expect(JSON.parse(first?.body ?? '')).toHaveProperty('ofTomorrow');
  });
});

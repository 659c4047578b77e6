/**
 * A store that fails once, at any call of any function: the result is an error and never
 * an exception, nothing is lost, and the next start finishes everything.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@hsm-lifecycle/core';
import { canonicalJson, encodeFleetEvent } from '@hsm-lifecycle/core/codec';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import {
  exportBackup,
  memoryStore,
  openBackup,
  rotateKeys,
  verifyStore,
  type FleetHost,
  type StorageReason,
  type Timeless,
  type Store,
} from '@hsm-lifecycle/runtime';
import {
  AWAY,
  clusters,
  eventsOf,
  HOME,
  must,
  runtimeOf,
  start,
  subnets,
  world,
  type World,
} from './support/world.ts';

type Outcome =
  { readonly _tag: 'Left'; readonly left: { readonly _tag: string } } | { readonly _tag: 'Right' };

/** Counts the calls of every function, and makes one of them fail. */
const frail = (
  fails:
    { readonly name: string; readonly call: number; readonly reason: StorageReason } | undefined,
) => {
  const calls = new Map<string, number>();
  let isBroken = fails !== undefined;
  const over = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, name) => {
        const method: unknown = Reflect.get(target, name);
        if (typeof method !== 'function') return method;
        return async (...given: readonly unknown[]): Promise<unknown> => {
          const call = (calls.get(String(name)) ?? 0) + 1;
          calls.set(String(name), call);
          if (isBroken && fails?.name === name && fails.call === call)
            return {
              _tag: 'Left',
              left: { _tag: 'StorageFailed', reason: fails.reason, detail: 'a rehearsal' },
            };
          return Reflect.apply(method, target, given);
        };
      },
    });
  const mend = (): void => {
    isBroken = false;
  };
  return { calls, over, mend };
};

type Hear = <Answered extends Outcome>(outcome: Answered) => Answered;

/** Starts once more, and lets the rest be done. */
const again = async (host: World, heard: Hear): Promise<void> => {
  const next = runtimeOf(host);
  const fleet = heard(await next.fleet(host.fleet));
  if (fleet._tag === 'Right') heard(await fleet.right.idle());
  await next.close();
};

/**
 * A life in which every function of the store is called: grow, copy, restore, purge, rotate,
 * inspect. Refusals are ignored, as by a client.
 */
const live = async (host: World, said: Outcome[], acknowledged: FleetEvent[]): Promise<void> => {
  const heard = <Answered extends Outcome>(outcome: Answered): Answered => {
    said.push(outcome);
    return outcome;
  };
  const made = runtimeOf(host);
  const opened = heard(await made.fleet(host.fleet));
  if (opened._tag === 'Left') return;
  const runtime: FleetHost = opened.right;
  const tell = async (command: Timeless): Promise<string> => {
    const taken = heard(await runtime.dispatch(command));
    if (taken._tag === 'Right') acknowledged.push(...taken.right.events);
    heard(await runtime.idle());
    return taken._tag === 'Right' ? (taken.right.events[0]?.stream ?? '') : '';
  };
  const later = async (ms: number): Promise<void> => {
    heard(await runtime.advance(runtime.state().asOf + ms));
  };
  const clusterId = await tell({
    type: 'CreateCluster',
    data: { region: HOME, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets, retentionDays: 7 },
  });
  await later(600_000);
  await tell({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}a` } });
  await tell({ type: 'Initialize', data: { clusterId } });
  await later(600_000);
  await tell({ type: 'Activate', data: { clusterId } });
  await tell({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } });
  const own = () =>
    clusters(runtime.state()).find((cluster) => cluster.clusterId === clusterId)?.backups ?? [];
  const backupId = own()[0]?.backupId ?? 'backup-aaaaaaaaaaa';
  await tell({ type: 'CopyToRegion', data: { backupId, region: AWAY } });
  await tell({ type: 'Restore', data: { backupId, subnets } });
  await tell({ type: 'DeleteBackup', data: { backupId } });
  await later(8 * DAY_MS);
  // It ends before its work, and the next one finds that.
  const asked = heard(
    await runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}a` } }),
  );
  if (asked._tag === 'Right') acknowledged.push(...asked.right.events);
  heard(await made.health());
  await made.close({ signal: AbortSignal.abort() });
  await again(host, heard);
  heard(await host.store.moved(new Map(), 9));
  heard(await rotateKeys(host));
  heard(await verifyStore(host));
  heard(await openBackup(host, own().at(-1)?.backupId ?? ''));
  heard(await exportBackup(host, own().at(-1)?.backupId ?? ''));
};

const onStore = (
  store: Store,
  over: <Port extends object>(port: Port) => Port = (port) => port,
): World => world({ checkpointEvery: 10, store: over(store), effectsAtOnce: 2 });

const written = async (host: World): Promise<ReadonlySet<string>> =>
  new Set((await eventsOf(host)).map(({ body }) => canonicalJson(JSON.parse(body))));

const whole = frail(undefined);
await live(onStore(memoryStore(), whole.over), [], []);

/**
 * The first calls of a function, and its last: those in the middle are like them. Of a store that
 * is closed each is to be tried again, of a full one some are not.
 */
const FIRST = 3;
const cases = [...whole.calls].flatMap(([name, count]) =>
  [
    ...new Set([...Array.from({ length: Math.min(FIRST, count) }, (_, index) => index + 1), count]),
  ].map((call, index) => ({
    name,
    call,
    reason: index % 2 === 0 ? ('FULL' as const) : ('CLOSED' as const),
  })),
);

describe('a run in which nothing fails', () => {
  it('calls every function of the store but `close`, and `release`, which a failure needs', () => {
    expect([...whole.calls.keys()].toSorted()).toEqual([
      'checkpoint',
      'claim',
      'commit',
      'head',
      'health',
      'holders',
      'keep',
      'moved',
      'pending',
      'read',
      'sealed',
    ]);
  });
});

describe('a store that fails once', () => {
  it.each(cases)(
    'in call $call of $name, $reason, loses nothing',
    async ({ name, call, reason }) => {
      const store = memoryStore();
      const { over, mend } = frail({ name, call, reason });
      const [said, acknowledged]: [Outcome[], FleetEvent[]] = [[], []];
      await live(onStore(store, over), said, acknowledged);
      mend();
      const host = onStore(store);
      const log = await written(host);
      expect(
        acknowledged
          .map((event) => canonicalJson(encodeFleetEvent(event)))
          .filter((text) => !log.has(text)),
      ).toEqual([]);
      const next = await start(host);
      await must(next.idle());
      expect(await must(verifyStore(host))).toMatchObject({ faults: [], purging: [], pending: [] });
    },
  );
});

describe('looking into a store', () => {
  it('returns the error of the store, whichever call fails', async () => {
    const store = memoryStore();
    await live(onStore(store), [], []);
    const host = onStore(store);
    const waiting = await start({ ...host, secretsOf: () => new Promise<never>(() => undefined) });
    const own = clusters(waiting.state()).find(({ backups }) => backups.length > 0);
    await must(
      waiting.dispatch({
        type: 'AddHsm',
        data: { clusterId: own?.clusterId ?? '', availabilityZone: `${HOME}b` },
      }),
    );
    const id = own?.backups.at(-1)?.backupId ?? '';
    const looks: readonly ((it: World) => Promise<Outcome>)[] = [
      (given) => verifyStore(given),
      (given) => rotateKeys(given),
      (given) => openBackup(given, id),
      (given) => exportBackup(given, id),
    ];
    for (const look of looks) {
      const { calls, over } = frail(undefined);
      // One look after another, for the last but one changes what is looked at.
      // eslint-disable-next-line no-await-in-loop
      expect(await look(onStore(store, over))).toMatchObject({ _tag: 'Right' });
      const failing = [...calls].flatMap(([name, count]) =>
        Array.from({ length: count }, (_, index) => ({ name, call: index + 1 })),
      );
      // eslint-disable-next-line no-await-in-loop
      const answers = await Promise.all(
        failing.map((fails) => look(onStore(store, frail({ ...fails, reason: 'OTHER' }).over))),
      );
      expect(answers.map((answer) => answer._tag === 'Left' && answer.left)).toEqual(
        failing.map(() => ({ _tag: 'StorageFailed', reason: 'OTHER', detail: 'a rehearsal' })),
      );
    }
  });
});

/**
 * The runtime from command to report, on stores in memory.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { DAY_MS, reportedBy, editions } from '@hsm-lifecycle/core';
import { encodeFleetEvent } from '@hsm-lifecycle/core/codec';
import { equalFleets } from '@hsm-lifecycle/core/fleet';
import { platformRandom } from '@hsm-lifecycle/crypto';
import {
  createRuntime,
  hostEdition,
  memoryStore,
  readFleet,
  verifyStore,
  type Store,
} from '@hsm-lifecycle/runtime';
import {
  clusterOf,
  clusters,
  eventsOf,
  grow,
  holdersOf,
  HOME,
  must,
  refusal,
  runtimeOf,
  start,
  START,
  subnets,
  world,
  writeBeside,
  type World,
} from './support/world.ts';

const typesIn = async (host: World): Promise<readonly string[]> =>
  (await eventsOf(host)).map(({ type }) => type);

/** Writes text as the first event. */
const begin = (host: World, stream: string, event: unknown): Promise<void> =>
  writeBeside(host, {
    events: [
      { stream, version: 1, type: 'X', schema: 1, body: JSON.stringify(event), metadata: '{}' },
    ],
  });

/** Keeps a checkpoint that is as new as the log. */
const keepText = async (host: World, change: (text: string) => string): Promise<void> => {
  const { fleet } = host;
  const store = host.store;
  const head = await must(store.head(fleet));
  const text = (await must(store.checkpoint(fleet)))?.text ?? '';
  await must(store.keep({ fleet, head, text: change(text) }));
};

describe('createRuntime', () => {
  it('seals what the model backs up, and lets HSMs join from it', async () => {
    const host = world();
    const cluster = await grow(await start(host));
    expect(cluster.hsms.map(({ state }) => state)).toEqual(['ACTIVE', 'ACTIVE']);
    expect(cluster.backups.map(({ state }) => state)).toEqual(['READY', 'READY']);
    expect(await holdersOf(host)).toEqual(cluster.backups.map(({ backupId }) => backupId));
    expect(await must(verifyStore(host))).toMatchObject({
      open: cluster.backups.map(({ backupId }) => backupId),
      faults: [],
    });
  });

  it('refuses a log without events of this model', async () => {
    const host = world();
    await begin(host, 'fleet', { stream: 'fleet', event: { type: 'Burnt' } });
    expect(await refusal(runtimeOf(host).fleet(host.fleet))).toMatchObject({
      _tag: 'LogUnreadable',
      position: 1,
    });
  });

  it('refuses a log whose events cannot follow each other', async () => {
    const host = world();
    const stray = encodeFleetEvent({
      stream: 'cluster-aaaaaaaaaaa',
      event: { type: 'ClusterCreated', data: { at: START } },
    });
    await begin(host, 'cluster-aaaaaaaaaaa', stray);
    expect(await refusal(runtimeOf(host).fleet(host.fleet))).toEqual({
      _tag: 'LogUnreadable',
      position: 1,
      reason: { _tag: 'EventOutOfPlace' },
    });
  });

  it.each([
    ['keyring', {}, 'activeKey'],
    ['keyring', undefined, 'activeKey'],
    ['store', { commit: () => undefined }, 'read'],
    ['cipher', undefined, 'random'],
  ] as const)('refuses a %s that is none: %j', (what, given, missing) => {
    const input = Object.assign(world(), { [what]: given });
    expect(createRuntime(input)).toEqual({
      _tag: 'Left',
      left: { _tag: 'NotAProvider', what, missing },
    });
  });

  it('needs a store and planes, and nothing else', async () => {
    const { store, cipher, keyring, clock = () => START } = world();
    const bare = { ...world(), store, cipher, keyring, clock };
    const runtime = await must(runtimeOf({ store, cipher, keyring, clock }).fleet('fleet-one'));
    expect(runtime.state().edition).toBe(hostEdition);
    await grow(runtime);
    const again = await start(bare);
    expect(equalFleets({ ...again.state(), quotas: runtime.state().quotas }, runtime.state())).toBe(
      true,
    );
    expect(runtime.state().seed).not.toBe(
      (await start(world({ random: () => platformRandom(4) }))).state().seed,
    );
  });

  it.each(['5', 'null', '[]', 'no json', '{"needs":1}', '{"needs":1,"versions":{}}'])(
    'does without a checkpoint whose first line is %s',
    async (versions) => {
      const host = world();
      const runtime = await start(host);
      await grow(runtime);
      await keepText(host, (text) => `${versions}\n${text.split('\n')[1]}`);
      const again = (await start(host)).state();
      expect(equalFleets({ ...again, seed: 0 }, { ...runtime.state(), seed: 0 })).toBe(true);
    },
  );

  it('reports the cluster’s own progress too, if the edition leaves that to the host', async () => {
    const runtime = await start(
      world({ edition: reportedBy(editions.aws2026, ['backup', 'copy', 'hsm', 'cluster']) }),
    );
    const { clusterId, state } = await grow(runtime);
    expect(state).toBe('ACTIVE');
    for (const { hsmId } of clusterOf(runtime.state()).hsms) {
      // eslint-disable-next-line no-await-in-loop
      await must(runtime.dispatch({ type: 'RemoveHsm', data: { clusterId, hsmId } }));
      // eslint-disable-next-line no-await-in-loop
      await must(runtime.idle());
    }
    await must(runtime.dispatch({ type: 'DeleteCluster', data: { clusterId } }));
    await must(runtime.idle());
    expect(clusterOf(runtime.state()).state).toBe('DELETED');
  });

  it('gets the same fleet from a checkpoint as from the log alone', async () => {
    const host = world({ checkpointEvery: 5 });
    const runtime = await start(host);
    await grow(runtime);
    await runtime.close();
    const checkpoint = await must(host.store.checkpoint(host.fleet));
    expect(checkpoint?.head.position).toBeGreaterThan(5);
    const again = await start(host);
    expect(equalFleets(again.state(), runtime.state())).toBe(true);
  });

  it('keeps the seed of its ids, whatever the generator draws later', async () => {
    const store = memoryStore();
    const first = await start(world({ store, random: () => Uint8Array.of(1, 2, 3, 4) }));
    const second = await start(world({ store, random: () => Uint8Array.of(9, 9, 9, 9) }));
    expect(second.state().seed).toBe(first.state().seed);
    expect(first.state().seed).toBe(0x01_02_03_04);
  });
});

describe('dispatch', () => {
  const create = {
    type: 'CreateCluster',
    data: { region: HOME, hsmType: 'hsm2m.medium', mode: 'FIPS' as const, subnets },
  } as const;

  it('fills in the instant, never one before the fleet’s', async () => {
    const host = world();
    const runtime = await start(host);
    expect((await must(runtime.dispatch(create))).events[0]?.event.data.at).toBe(START);
    await must(runtime.advance(START + DAY_MS));
    await must(
      runtime.dispatch({
        type: 'SetQuota',
        data: { region: HOME, clusters: 5, at: START + DAY_MS },
      }),
    );
    expect((await must(runtime.dispatch(create))).events[0]?.event.data.at).toBe(START + DAY_MS);
  });

  it('returns the refusals of the model, and leaves no trace of them', async () => {
    const host = world();
    const runtime = await start(host);
    expect(
      await refusal(
        runtime.dispatch({ type: 'Activate', data: { clusterId: 'cluster-aaaaaaaaaaa' } }),
      ),
    ).toMatchObject({
      _tag: 'ClusterNotFound',
    });
    expect(
      await refusal(
        runtime.dispatch({ type: 'LoseRegion', data: { region: '?', kind: 'DESTROYED' } }),
      ),
    ).toMatchObject({
      _tag: 'MalformedInput',
    });
    expect(await typesIn(host)).toEqual([]);
  });

  it('keeps metadata beside the events', async () => {
    const host = world();
    await must((await start(host)).dispatch(create, { correlationId: 'c-1' }));
    expect((await eventsOf(host)).map(({ metadata }) => metadata)).toEqual([
      '{"correlationId":"c-1"}',
    ]);
  });

  it('refuses reports that a backup or an HSM succeeded, but accepts failures', async () => {
    const host = world({ secretsOf: () => new Promise(() => undefined) });
    const runtime = await start(host);
    const clusterId = (await must(runtime.dispatch(create))).events[0]?.stream ?? '';
    await must(runtime.advance(START + 600_000));
    await must(
      runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}a` } }),
    );
    await must(runtime.idle());
    await must(runtime.dispatch({ type: 'Initialize', data: { clusterId } }));
    await must(runtime.advance(START + 1_200_000));
    await must(runtime.dispatch({ type: 'Activate', data: { clusterId } }));
    const id = clusterOf(runtime.state()).backups[0]?.backupId ?? '';
    expect(
      await refusal(runtime.dispatch({ type: 'Settle', data: { id, outcome: 'SUCCEEDED' } })),
    ).toEqual({
      _tag: 'SettledByRuntime',
      id,
    });
    await must(runtime.dispatch({ type: 'Settle', data: { id, outcome: 'FAILED' } }));
    expect(clusterOf(runtime.state()).backups).toEqual([]);
  });

  it('refuses everything once it is closed', async () => {
    const runtime = await start(world());
    await runtime.close();
    expect(await refusal(runtime.dispatch(create))).toEqual({ _tag: 'RuntimeClosed' });
  });

  it('decides again after another writer has written', async () => {
    const host = world();
    const [one, two] = [await start(host), await start(host)];
    await must(one.dispatch(create));
    await must(two.dispatch(create));
    await must(one.dispatch(create));
    expect(clusters(await must(readFleet(host)))).toHaveLength(3);
    expect(
      equalFleets(one.state(), { ...(await must(readFleet(host))), edition: hostEdition }),
    ).toBe(true);
  });

  it('returns before it writes a checkpoint, and closes after it', async () => {
    const host = world({ checkpointEvery: 1 });
    const own = host.store;
    const saved: string[] = [];
    const gates: (() => void)[] = [];
    let isGated = false;
    const keep: Store['keep'] = async (checkpoint) => {
      if (isGated) await new Promise<void>((resolve) => gates.push(resolve));
      saved.push('a checkpoint');
      return own.keep(checkpoint);
    };
    const runtime = await start({ ...host, store: { ...own, keep } });
    isGated = true;
    saved.length = 0;
    await must(runtime.dispatch(create));
    saved.push('an answer');
    const closing = runtime.close().then(() => saved.push('the end'));
    while (gates.length === 0) {
      // eslint-disable-next-line no-await-in-loop
      await new Promise(setImmediate);
    }
    gates[0]?.();
    await closing;
    expect(saved).toEqual(['an answer', 'a checkpoint', 'the end']);
    expect((await must(own.checkpoint(host.fleet)))?.head.position).toBe(1);
  });

  it('runs concurrent commands in their order', async () => {
    const host = world();
    const runtime = await start(host);
    const answers = await Promise.all(Array.from({ length: 20 }, () => runtime.dispatch(create)));
    expect(answers.map((answer) => answer._tag === 'Right' && answer.right.position)).toEqual(
      answers.map((_, index) => index + 1),
    );
    expect(clusters(runtime.state())).toHaveLength(20);
  });

  it.each([
    ['the log has the events', true],
    ['the log does not have them', false],
  ])('settles a commit whose answer was lost, if %s', async (_what, isApplied) => {
    const host = world();
    const own = host.store;
    let lost = 2;
    const commit: Store['commit'] = async (change) => {
      if (lost === 0) return own.commit(change);
      lost -= 1;
      if (isApplied) await own.commit(change);
      return {
        _tag: 'Left',
        left: { _tag: 'StorageFailed', reason: 'UNREACHABLE', detail: 'the line went dead' },
      };
    };
    const runtime = await start({ ...host, store: { ...own, commit } });
    await must(runtime.dispatch(create));
    await must(runtime.dispatch(create));
    expect(clusters(runtime.state())).toHaveLength(2);
    expect(await typesIn(host)).toHaveLength(2);
    expect(equalFleets((await start(host)).state(), runtime.state())).toBe(true);
  });

  it('takes a function, which decides on the fleet of its turn', async () => {
    const host = world();
    const runtime = await start(host);
    const [, second] = await Promise.all([
      runtime.dispatch(create),
      runtime.dispatch((fleet) =>
        clusters(fleet).length > 0
          ? { _tag: 'Left', left: { _tag: 'OneIsEnough' } as const }
          : { _tag: 'Right', right: create },
      ),
    ]);
    expect(second).toEqual({ _tag: 'Left', left: { _tag: 'OneIsEnough' } });
    expect(clusters(runtime.state())).toHaveLength(1);
  });

  it.each([
    ['a cycle', () => ({ self: undefined }), true],
    ['a large integer', () => ({ big: 1n }), false],
    ['a list', () => Object.assign([]), false],
  ] as const)('refuses metadata that is not plain JSON: %s', async (_what, make, isCycle) => {
    const metadata: Record<string, unknown> = make();
    if (isCycle) metadata['self'] = metadata;
    const host = world();
    const runtime = await start(host);
    expect(await refusal(runtime.dispatch(create, metadata))).toMatchObject({
      _tag: 'MetadataNotJson',
    });
    expect(await typesIn(host)).toEqual([]);
  });

  it('refuses a command if the clock or the function throws', async () => {
    let isBroken = false;
    const clock = () => {
      if (isBroken) throw new Error('no battery');
      return START;
    };
    const runtime = await start(world({ clock }));
    isBroken = true;
    expect(await refusal(runtime.dispatch(create))).toEqual({
      _tag: 'HostFailed',
      what: 'clock',
      detail: 'no battery',
    });
    expect(await refusal(runtime.advance())).toMatchObject({ _tag: 'HostFailed', what: 'clock' });
    isBroken = false;
    const asked = runtime.dispatch(() => {
      throw new Error('no idea');
    });
    expect(await refusal(asked)).toMatchObject({ what: 'command', detail: 'no idea' });
    expect((await runtime.dispatch(create))._tag).toBe('Right');
  });
});

describe('advance', () => {
  it('goes to the clock’s instant by default, and nowhere once closed', async () => {
    const host = world();
    const runtime = await start(host);
    await grow(runtime);
    const { asOf } = runtime.state();
    host.tick(3 * DAY_MS);
    expect((await must(runtime.advance())).asOf).toBeGreaterThan(asOf + 2 * DAY_MS);
    await runtime.close();
    expect(await refusal(runtime.advance())).toEqual({ _tag: 'RuntimeClosed' });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, START + 1e9 + 0.5])(
    'refuses %s, which is no instant',
    async (at) => {
      const runtime = await start(world());
      await grow(runtime);
      expect(await refusal(runtime.advance(at))).toMatchObject({ _tag: 'MalformedInput' });
    },
  );

  it('changes nothing if the fleet is already past the instant', async () => {
    const runtime = await start(world());
    await grow(runtime);
    const before = runtime.state();
    expect(equalFleets(await must(runtime.advance(START - 1)), before)).toBe(true);
  });
});

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
  memoryEventLog,
  readFleet,
  verifyStore,
  type EventLog,
} from '@hsm-lifecycle/runtime';
import {
  clusterOf,
  clusters,
  grow,
  HOME,
  must,
  refusal,
  start,
  START,
  subnets,
  world,
  type World,
} from './support/world.ts';

const typesIn = async (host: World): Promise<readonly string[]> =>
  (await eventsOf(host)).map(
    ({ event }) => JSON.parse(JSON.stringify(event)).event.type,
  );

describe('createRuntime', () => {
  it('seals what the model backs up, and lets HSMs join from it', async () => {
    const host = world();
    const cluster = await grow(await start(host));
    expect(cluster.hsms.map(({ state }) => state)).toEqual(['ACTIVE', 'ACTIVE']);
    expect(cluster.backups.map(({ state }) => state)).toEqual(['READY', 'READY']);
    expect(await must(host.snapshots.holderIds())).toEqual(
      cluster.backups.map(({ backupId }) => backupId),
    );
    expect(await must(verifyStore(host))).toMatchObject({
      open: cluster.backups.map(({ backupId }) => backupId),
      faults: [],
    });
  });

  it.each([
    ['aws2026', editions.aws2026, ['backup', 'copy', 'hsm']] as const,
    ['two of three', reportedBy(editions.aws2026, ['backup', 'hsm']), ['copy']] as const,
  ])('refuses rules that let the clock end what it does: %s', async (_name, its, operations) => {
    expect(await refusal(createRuntime(world({ edition: its })))).toEqual({
      _tag: 'EditionNotReported',
      edition: its.name,
      operations,
    });
  });

  it('refuses a log without events of this model', async () => {
    const host = world();
    await must(
      host.eventLog.append({
        entries: [{ stream: 'fleet', event: { stream: 'fleet', event: { type: 'Burnt' } } }],
        expected: new Map(),
      }),
    );
    expect(await refusal(createRuntime(host))).toMatchObject({
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
    await must(
      host.eventLog.append({
        entries: [{ stream: 'cluster-aaaaaaaaaaa', event: stray }],
        expected: new Map(),
      }),
    );
    expect(await refusal(createRuntime(host))).toEqual({
      _tag: 'LogUnreadable',
      position: 1,
      reason: { _tag: 'EventOutOfPlace' },
    });
  });

  it('needs ports, planes and a clock, and nothing else', async () => {
    const { eventLog, snapshots, cipher, keyring, now } = world();
    const runtime = await start({ eventLog, snapshots, cipher, keyring, now });
    expect(runtime.state().edition).toBe(hostEdition);
    await grow(runtime);
    const again = await start({ eventLog, snapshots, cipher, keyring, now });
    expect(equalFleets(again.state(), runtime.state())).toBe(true);
    expect(runtime.state().seed).not.toBe(
      (await start(world({ random: () => platformRandom(4) }))).state().seed,
    );
  });

  it.each(['5', 'null', '[]', 'no json', '{"needs":1}', '{"versions":{}}'])(
    'does without a checkpoint whose first line is %s',
    async (versions) => {
      const host = world();
      const runtime = await start(host);
      await grow(runtime);
      const [, fleet = ''] = (await must(host.eventLog.newestCheckpoint()))?.text.split('\n') ?? [];
      await must(host.eventLog.saveCheckpoint({ position: 0, text: `${versions}\n${fleet}` }));
      expect(equalFleets((await start(host)).state(), runtime.state())).toBe(true);
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
    const checkpoint = await must(host.eventLog.newestCheckpoint());
    expect(checkpoint?.position).toBeGreaterThan(5);
    const again = await start(host);
    expect(equalFleets(again.state(), runtime.state())).toBe(true);
    await must(host.eventLog.saveCheckpoint({ position: 3, text: 'rubbish' }));
    const { seed } = runtime.state();
    expect(equalFleets({ ...(await start(host)).state(), seed }, runtime.state())).toBe(true);
  });

  it('keeps the seed of its ids, whatever the generator draws later', async () => {
    const eventLog = memoryEventLog();
    const first = await start(world({ eventLog, random: () => Uint8Array.of(1, 2, 3, 4) }));
    const second = await start(world({ eventLog, random: () => Uint8Array.of(9, 9, 9, 9) }));
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
    expect(
      (await eventsOf(host)).map(({ metadata }) => metadata),
    ).toEqual([{ correlationId: 'c-1' }]);
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
    expect(clusters(await must(readFleet(host.eventLog)))).toHaveLength(3);
    expect(
      equalFleets(one.state(), { ...(await must(readFleet(host.eventLog))), edition: hostEdition }),
    ).toBe(true);
  });

  it('returns before it writes a checkpoint, and closes after it', async () => {
    const host = world({ checkpointEvery: 1 });
    const { saveCheckpoint } = host.eventLog;
    const runtime = await start(host);
    const saved: string[] = [];
    const gates: (() => void)[] = [];
    Object.assign(host.eventLog, {
      saveCheckpoint: async (checkpoint: Parameters<typeof saveCheckpoint>[0]) => {
        await new Promise<void>((resolve) => gates.push(resolve));
        saved.push('a checkpoint');
        return saveCheckpoint(checkpoint);
      },
    });
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
    expect((await must(host.eventLog.newestCheckpoint()))?.position).toBe(1);
  });

  it('runs concurrent commands one after another', async () => {
    const host = world();
    const runtime = await start(host);
    const answers = await Promise.all(Array.from({ length: 20 }, () => runtime.dispatch(create)));
    expect(answers.map((answer) => answer._tag === 'Right' && answer.right.position)).toEqual(
      answers.map((_, index) => index + 1),
    );
    expect(clusters(runtime.state())).toHaveLength(20);
  });

  it('recovers if the log has appended a batch but its answer was lost', async () => {
    const host = world();
    const { append } = host.eventLog;
    let isLost = true;
    const deaf: EventLog['append'] = async (batch) => {
      const answer = await append(batch);
      if (!isLost) return answer;
      isLost = false;
      return {
        _tag: 'Left',
        left: { _tag: 'StorageFailed', reason: 'OTHER', detail: 'the line went dead' },
      };
    };
    const runtime = await start({ ...host, eventLog: { ...host.eventLog, append: deaf } });
    expect(await refusal(runtime.dispatch(create))).toMatchObject({ _tag: 'StorageFailed' });
    expect(clusters(runtime.state())).toHaveLength(0);
    await must(runtime.dispatch(create));
    expect(clusters(runtime.state())).toHaveLength(2);
    expect(equalFleets((await start(host)).state(), runtime.state())).toBe(true);
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

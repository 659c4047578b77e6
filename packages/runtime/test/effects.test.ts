/**
 * What the runtime does for events, and what it reports.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@hsm-lifecycle/core';
import { holderIn } from '@hsm-lifecycle/core/fleet';
import { encodeSnapshot, inspectSealed, sealSnapshot } from '@hsm-lifecycle/crypto';
import { openBackup, verifyStore, type SealedBackup } from '@hsm-lifecycle/runtime';
import {
  AWAY,
  clusterOf,
  clusters,
  committing,
  destroyBeside,
  entryOf,
  grow,
  holdersOf,
  HOME,
  must,
  refusal,
  replaceBeside,
  start,
  subnets,
  world,
} from './support/world.ts';

const secretsOf = ({ backupId }: { readonly backupId: string }): Uint8Array =>
  new TextEncoder().encode(`secret of ${backupId}`);

describe('effects', () => {
  it('seals the host’s secrets with the inventory', async () => {
    const host = world({ secretsOf });
    const cluster = await grow(await start(host));
    const backupId = cluster.backups[1]?.backupId ?? '';
    const opened = await must(openBackup(host, backupId));
    expect(new TextDecoder().decode(opened.secrets)).toBe(`secret of ${backupId}`);
    expect(opened.contents).toMatchObject({
      material: { keys: [{ keyId: 'k1' }] },
      access: { users: [{}, {}, { name: 'alice' }] },
    });
  });

  it('fails a backup, and what waits for it, if the host cannot give its secrets', async () => {
    let isBroken = false;
    const host = world({
      secretsOf: () => {
        if (isBroken) throw new Error('unplugged');
        return undefined;
      },
    });
    const runtime = await start(host);
    const { clusterId } = await grow(runtime);
    isBroken = true;
    await must(
      runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
    );
    const { hsms, backups } = clusterOf(await must(runtime.idle()));
    expect(hsms.at(-1)).toMatchObject({
      state: 'DEGRADED',
      stateMessage: expect.stringContaining('did not provide'),
    });
    expect(backups).toHaveLength(2);
  });

  it('gives a copy its own key record, and destroys that of a purged source', async () => {
    const host = world({ secretsOf });
    const runtime = await start(host);
    const { backups } = await grow(runtime);
    const source = backups[0]?.backupId ?? '';
    const { events } = await must(
      runtime.dispatch({ type: 'CopyToRegion', data: { backupId: source, region: AWAY } }),
    );
    const copy = events[0]?.stream ?? '';
    await must(runtime.dispatch({ type: 'DeleteBackup', data: { backupId: source } }));
    await must(runtime.advance(runtime.state().asOf + 8 * DAY_MS));
    expect(holderIn(runtime.state(), copy)?.backups[0]?.state).toBe('READY');
    expect(await refusal(openBackup(host, source))).toEqual({
      _tag: 'RecordMissing',
      holderId: source,
    });
    expect(new TextDecoder().decode((await must(openBackup(host, copy))).secrets)).toBe(
      `secret of ${source}`,
    );
    expect(await must(verifyStore(host))).toMatchObject({
      purged: [source],
      purging: [],
      faults: [],
    });
  });

  it('copies a copy back to where it came from', async () => {
    const host = world();
    const runtime = await start(host);
    const { backups } = await grow(runtime);
    const away =
      (
        await must(
          runtime.dispatch({
            type: 'CopyToRegion',
            data: { backupId: backups[0]?.backupId ?? '', region: AWAY },
          }),
        )
      ).events[0]?.stream ?? '';
    await must(runtime.idle());
    const home =
      (
        await must(
          runtime.dispatch({ type: 'CopyToRegion', data: { backupId: away, region: HOME } }),
        )
      ).events[0]?.stream ?? '';
    await must(runtime.idle());
    expect((await must(verifyStore(host))).open).toEqual(expect.arrayContaining([away, home]));
  });

  it('reports a copy as failed if the key record of its source is gone', async () => {
    const host = world();
    const runtime = await start(host);
    const { backups } = await grow(runtime);
    const source = backups[0]?.backupId ?? '';
    await destroyBeside(host, source);
    const { events } = await must(
      runtime.dispatch({ type: 'CopyToRegion', data: { backupId: source, region: AWAY } }),
    );
    const holder = holderIn(await must(runtime.idle()), events[0]?.stream ?? '');
    expect(holder?.backups[0]?.state).toBe('DELETED');
    expect((await must(verifyStore(host))).faults).toEqual([
      { holderId: source, reason: 'RecordMissing' },
    ]);
  });

  it('keeps the origin of a restored cluster openable as long as the cluster exists', async () => {
    const host = world();
    const runtime = await start(host);
    const { backups } = await grow(runtime);
    const source = backups[1]?.backupId ?? '';
    const { events } = await must(
      runtime.dispatch({ type: 'Restore', data: { backupId: source, subnets } }),
    );
    const clusterId = events[0]?.stream ?? '';
    await must(runtime.dispatch({ type: 'DeleteBackup', data: { backupId: source } }));
    await must(runtime.advance(runtime.state().asOf + 8 * DAY_MS));
    expect(await refusal(openBackup(host, source))).toMatchObject({ _tag: 'RecordMissing' });
    await must(
      runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}a` } }),
    );
    await must(runtime.idle());
    const restored = clusters(runtime.state()).find((cluster) => cluster.clusterId === clusterId);
    expect(restored?.hsms.map(({ state, access }) => [state, access?.users.at(-1)?.name])).toEqual([
      ['ACTIVE', 'alice'],
    ]);
    await must(
      runtime.dispatch({
        type: 'RemoveHsm',
        data: { clusterId, hsmId: restored?.hsms[0]?.hsmId ?? '' },
      }),
    );
    await must(runtime.idle());
    await must(runtime.dispatch({ type: 'DeleteCluster', data: { clusterId } }));
    await must(runtime.advance(runtime.state().asOf + 600_000));
    expect(await holdersOf(host)).not.toContain(clusterId);
    expect((await must(verifyStore(host))).faults).toEqual([]);
  });

  it('destroys the record of what a restored cluster came from with its first own backup', async () => {
    const host = world();
    const runtime = await start(host);
    const { backups } = await grow(runtime);
    const { events } = await must(
      runtime.dispatch({
        type: 'Restore',
        data: { backupId: backups[1]?.backupId ?? '', subnets },
      }),
    );
    const clusterId = events[0]?.stream ?? '';
    const adding = async (zone: string): Promise<void> => {
      const availabilityZone = `${HOME}${zone}`;
      await must(runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone } }));
      await must(runtime.idle());
    };
    await must(runtime.advance(runtime.state().asOf + 600_000));
    await adding('a');
    expect(await holdersOf(host)).toContain(clusterId);
    await adding('b');
    const restored = holderIn(runtime.state(), clusterId);
    expect(restored).toMatchObject({
      origin: undefined,
      restoredFrom: { backupId: backups[1]?.backupId },
      hsms: [{ state: 'ACTIVE' }, { state: 'ACTIVE' }],
    });
    expect(await holdersOf(host)).not.toContain(clusterId);
    expect((await must(verifyStore(host))).faults).toEqual([]);
  });

  it('lets an HSM join only from a backup that opens', async () => {
    const host = world();
    const runtime = await start(host);
    const { clusterId, hsms } = await grow(runtime);
    for (const { hsmId } of hsms) {
      // eslint-disable-next-line no-await-in-loop
      await must(runtime.dispatch({ type: 'RemoveHsm', data: { clusterId, hsmId } }));
      // eslint-disable-next-line no-await-in-loop
      await must(runtime.idle());
    }
    const newest = clusterOf(runtime.state()).backups.at(-1)?.backupId ?? '';
    const entry = await entryOf(host, newest);
    if (entry === undefined) throw new Error('nothing was sealed');
    const altered = { ...entry, record: entry.record.fill(1, -8) };
    await replaceBeside(host, altered, entry.generation);
    await must(
      runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}a` } }),
    );
    await must(runtime.idle());
    expect(clusterOf(runtime.state()).hsms[0]).toMatchObject({
      state: 'DEGRADED',
      stateMessage: expect.stringContaining('The backup did not authenticate.'),
    });
    expect((await must(verifyStore(host))).faults).toEqual([
      { holderId: newest, reason: 'AuthenticationFailed' },
    ]);
  });

  it('lets no HSM join from a backup that opens but has other contents', async () => {
    let isForging = false;
    // Whoever has the keys can seal anything under any name.
    const forged = async ({ entry, payload, salt }: SealedBackup): Promise<SealedBackup> => {
      const info = inspectSealed(payload);
      const snapshot = encodeSnapshot({ format: 1, contents: { access: {}, material: {} } });
      if (info._tag === 'Left' || snapshot._tag === 'Left') throw new Error('not well formed');
      const { createdAt, hsmType, clusterId: source } = info.right;
      const facts = {
        ...entry.holder,
        clusterId: source,
        createdAt,
        hsmType,
        snapshot: snapshot.right,
      };
      const other = await sealSnapshot(facts, own);
      if (other._tag === 'Left') throw new Error(other.left._tag);
      const told = inspectSealed(other.right.payload);
      if (told._tag === 'Left') throw new Error(told.left._tag);
      const { commitment } = told.right;
      return {
        entry: { ...entry, commitment, record: other.right.record },
        payload: other.right.payload,
        salt,
      };
    };
    const own = world({ loadSecrets: () => undefined });
    const host = committing(own, async (change, store) => {
      const { sealed = [] } = change;
      const others = isForging ? await Promise.all(sealed.map(forged)) : sealed;
      return store.commit({ ...change, sealed: others });
    });
    const runtime = await start(host);
    const { clusterId } = await grow(runtime);
    isForging = true;
    await must(
      runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
    );
    await must(runtime.idle());
    const { hsms, backups } = clusterOf(runtime.state());
    expect(hsms.at(-1)).toMatchObject({
      state: 'DEGRADED',
      stateMessage: expect.stringContaining("differ from the cluster's history"),
    });
    expect((await must(verifyStore(host))).faults).toEqual([
      { holderId: backups.at(-1)?.backupId, reason: 'ContentsDiffer' },
    ]);
  });

  it('advances day by day: one backup a day, each sealed on its day', async () => {
    const host = world();
    const runtime = await start(host);
    await grow(runtime);
    await must(runtime.advance(runtime.state().asOf + 5 * DAY_MS + 1));
    const { backups } = clusterOf(runtime.state());
    expect(backups.filter(({ cause }) => cause === 'DAILY').map(({ state }) => state)).toEqual([
      'READY',
      'READY',
      'READY',
      'READY',
      'READY',
    ]);
    expect((await must(verifyStore(host))).open).toHaveLength(backups.length);
  });

  it('reports a backup as failed if the generator repeats itself', async () => {
    // A store that claims to know every commitment simulates a generator that repeats itself.
    let commitment: Uint8Array | undefined;
    const known = (backup: SealedBackup): SealedBackup => ({
      ...backup,
      entry: { ...backup.entry, commitment: commitment ?? backup.entry.commitment },
    });
    const host = committing(world(), async (change, store) =>
      store.commit({ ...change, sealed: (change.sealed ?? []).map(known) }),
    );
    const runtime = await start(host);
    const { clusterId, backups } = await grow(runtime);
    commitment = (await entryOf(host, backups[0]?.backupId ?? ''))?.commitment;
    await must(
      runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
    );
    await must(runtime.idle());
    expect(clusterOf(runtime.state()).hsms.at(-1)).toMatchObject({
      state: 'DEGRADED',
      stateMessage: expect.stringContaining('occurred twice'),
    });
  });
});

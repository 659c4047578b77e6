/**
 * The host's secret bytes: supplied when a backup is sealed, and returned when an HSM joins from
 * it.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import type { Bytes } from '@hsm-lifecycle/crypto';
import type { Contents } from '@hsm-lifecycle/core';
import { keyOwnerIn, openForHsm, type LoadSecrets, type RuntimeWith } from '@hsm-lifecycle/runtime';
import {
  AWAY,
  clusterOf,
  clusters,
  grow,
  HOME,
  kill,
  must,
  start,
  subnets,
  world,
  type World,
} from './support/world.ts';

type Loading = {
  readonly target: Parameters<LoadSecrets>[0];
  readonly text: string | undefined;
  readonly bytes: Bytes | undefined;
};

/**
 * A host whose HSMs hold what the backup of them is called, and that notes what it is told to load.
 */
const hosting = (
  given: Partial<RuntimeWith> = {},
): { readonly host: World; readonly loadings: Loading[] } => {
  const loadings: Loading[] = [];
  const host = world({
    secretsOf: ({ backupId }) => new TextEncoder().encode(`secret of ${backupId}`),
    loadSecrets: (target, bytes) => {
      loadings.push({ target, text: bytes && new TextDecoder().decode(bytes), bytes });
    },
    ...given,
  });
  return { host, loadings };
};

const NOTHING: Contents = {
  material: { isComplete: true, keys: [], certificates: [] },
  access: { isComplete: true, users: [], policies: {}, configuration: {} },
};

describe('loadSecrets', () => {
  it('gets the peer’s sealed secrets for a joining HSM, not for a blank one', async () => {
    const { host, loadings } = hosting();
    const { clusterId, hsms, backups } = await grow(await start(host));
    const [, hsmId = ''] = hsms.map((hsm) => hsm.hsmId);
    const backupId = backups[1]?.backupId ?? '';
    expect(loadings).toMatchObject([
      { target: { clusterId, hsmId, backupId, region: HOME }, text: `secret of ${backupId}` },
    ]);
  });

  it('is called before the HSM is ACTIVE, and its input is overwritten afterwards', async () => {
    const states: (string | undefined)[] = [];
    const { host, loadings } = hosting();
    const { loadSecrets } = host;
    const slow: LoadSecrets = async (target, secrets, attempt) => {
      await loadSecrets?.(target, secrets, attempt);
      await new Promise(setImmediate);
      states.push(clusterOf(runtime.state()).hsms.at(-1)?.state, new TextDecoder().decode(secrets));
    };
    const runtime = await start({ ...host, loadSecrets: slow });
    const { hsms, backups } = await grow(runtime);
    expect(states).toEqual(['CREATE_IN_PROGRESS', `secret of ${backups[1]?.backupId}`]);
    expect(hsms.map(({ state }) => state)).toEqual(['ACTIVE', 'ACTIVE']);
    expect([...(loadings[0]?.bytes ?? [])].every((byte) => byte === 0)).toBe(true);
    expect(loadings[0]?.bytes?.length).toBeGreaterThan(10);
  });

  it('gets them in another region, from a copy, after the home region is lost', async () => {
    const { host, loadings } = hosting();
    const runtime = await start(host);
    const { backups } = await grow(runtime);
    const backupId = backups[1]?.backupId ?? '';
    const copied = await must(
      runtime.dispatch({ type: 'CopyToRegion', data: { backupId, region: AWAY } }),
    );
    await must(runtime.idle());
    await must(runtime.dispatch({ type: 'LoseRegion', data: { region: HOME, kind: 'DESTROYED' } }));
    const own = subnets
      .map(({ subnetId }) => ({ subnetId, availabilityZone: `${AWAY}a` }))
      .slice(0, 1);
    const copyId = copied.events[0]?.stream ?? '';
    const restored = await must(
      runtime.dispatch({ type: 'Restore', data: { backupId: copyId, subnets: own } }),
    );
    const clusterId = restored.events[0]?.stream ?? '';
    await must(runtime.advance(runtime.state().asOf + 600_000));
    await must(
      runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${AWAY}a` } }),
    );
    await must(runtime.idle());
    expect(loadings.at(-1)).toMatchObject({
      target: { clusterId, backupId, region: AWAY },
      text: `secret of ${backupId}`,
    });
    const { hsms } = clusters(runtime.state()).find(
      (cluster) => cluster.clusterId === clusterId,
    ) ?? { hsms: [] };
    expect(hsms.map(({ state }) => state)).toEqual(['ACTIVE']);
  });

  it.each<[string, LoadSecrets]>([
    [
      'throws',
      () => {
        throw new Error('unplugged: key 00112233');
      },
    ],
    ['rejects', () => Promise.reject(new Error('unplugged: key 00112233'))],
  ])(
    'that %s leaves the HSM out, without its text, and the next one may join',
    async (_how, broken) => {
      let isBroken = true;
      const { host, loadings } = hosting();
      const { loadSecrets } = host;
      const runtime = await start({
        ...host,
        loadSecrets: (target, secrets, attempt) =>
          (isBroken ? broken : loadSecrets)?.(target, secrets, attempt),
      });
      const { clusterId, hsms } = await grow(runtime);
      const stateMessage = 'The host did not load the contents onto the HSM.';
      expect(hsms.at(-1)).toMatchObject({ state: 'DEGRADED', stateMessage });
      isBroken = false;
      await must(
        runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
      );
      await must(runtime.idle());
      expect(clusterOf(runtime.state()).hsms.map(({ state }) => state)).toEqual([
        'ACTIVE',
        'DEGRADED',
        'ACTIVE',
      ]);
      expect(loadings).toHaveLength(1);
    },
  );

  it('is not called if opening loads nothing', async () => {
    const { host, loadings } = hosting();
    const { backups, hsms } = await grow(await start(host));
    const opened = openForHsm(host, {
      from: backups[1]?.backupId ?? '',
      contents: hsms[1]?.joinsWith ?? NOTHING,
    });
    expect(await must(opened)).toMatchObject({
      outcome: 'FAILED',
      reason: expect.stringContaining("differ from the cluster's history"),
    });
    const { contents } = keyOwnerIn((await start(host)).state(), backups[1]?.backupId ?? '') ?? {
      contents: NOTHING,
    };
    expect(await must(openForHsm(host, { from: backups[1]?.backupId ?? '', contents }))).toEqual({
      outcome: 'SUCCEEDED',
    });
    expect(loadings).toHaveLength(1);
  });

  it('gets undefined if no secrets were sealed', async () => {
    const { host, loadings } = hosting({ secretsOf: () => undefined });
    await grow(await start(host));
    expect(loadings).toMatchObject([{ text: undefined }]);
  });

  it('is called again at the next start if the last run ended before the report', async () => {
    const { host, loadings } = hosting();
    const { clusterId } = await grow(await start(host));
    const dying = await start({ ...host, loadSecrets: () => new Promise<never>(() => undefined) });
    await must(
      dying.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
    );
    await kill(dying);
    const next = await start(host);
    await must(next.idle());
    expect(clusterOf(next.state()).hsms.map(({ state }) => state)).toEqual([
      'ACTIVE',
      'ACTIVE',
      'ACTIVE',
    ]);
    expect(new Set(loadings.map(({ target }) => target.hsmId)).size).toBe(2);
  });
});

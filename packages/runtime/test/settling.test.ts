/**
 * Reports of clients: none says that the runtime's own work is done.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { editions, reportedBy } from '@hsm-lifecycle/core';
import { hostEdition, verifyStore, type Timeless } from '@hsm-lifecycle/runtime';
import {
  AWAY,
  clusters,
  grow,
  HOME,
  kill,
  must,
  never,
  refusal,
  start,
  subnets,
  world,
  type Started,
  type World,
} from './support/world.ts';

/** A store with two backups, and a host on it whose keyring never answers. */
const stuck = async (
  edition: World['edition'],
): Promise<{ readonly host: World; readonly runtime: Started; readonly backupId: string }> => {
  const host = world(edition === undefined ? {} : { edition });
  const grown = await start({ ...host, edition: hostEdition });
  const { backups } = await grow(grown);
  await grown.close();
  const keyring = { ...host.keyring, activeKey: never };
  const runtime = await start({ ...host, keyring });
  return { host, runtime, backupId: backups[0]?.backupId ?? '' };
};

const settled = (id: string, outcome: 'SUCCEEDED' | 'FAILED'): Timeless => ({
  type: 'Settle',
  data: { id, outcome },
});

describe.each([
  ['work that ends when it is done', reportedBy(hostEdition, ['cluster'])],
  ['work with a date', editions.aws2026],
])('under an edition of %s', (_what, edition) => {
  it.each<[string, (backupId: string) => Timeless]>([
    ['a restore', (backupId) => ({ type: 'Restore', data: { backupId, subnets } })],
    ['a copy', (backupId) => ({ type: 'CopyToRegion', data: { backupId, region: AWAY } })],
  ])('a client does not report that %s succeeded before its record exists', async (_case, make) => {
    const { host, runtime, backupId } = await stuck(edition);
    const [asked] = (await must(runtime.dispatch(make(backupId)))).events;
    const data: object = asked?.event.data ?? {};
    const id = 'clusterId' in data ? (asked?.stream ?? '') : String(Reflect.get(data, 'backupId'));
    expect(await refusal(runtime.dispatch(settled(id, 'SUCCEEDED')))).toEqual({
      _tag: 'SettledByRuntime',
      id,
    });
    expect(await runtime.dispatch(settled(id, 'FAILED'))).toMatchObject({ _tag: 'Right' });
    await kill(runtime);
    const next = await start(host);
    await must(next.idle());
    expect(await must(verifyStore(host))).toMatchObject({ faults: [], purging: [], orphans: [] });
    await next.close();
  });

  it('a client may report that a cluster without a record is created', async () => {
    const runtime = await start(world({ edition }));
    const data = { region: HOME, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets } as const;
    const [asked] = (await must(runtime.dispatch({ type: 'CreateCluster', data }))).events;
    const answer = await runtime.dispatch(settled(asked?.stream ?? '', 'SUCCEEDED'));
    // What needs no work has ended by itself, if no date is to be waited for.
    expect(answer).toMatchObject(
      edition === editions.aws2026
        ? { _tag: 'Right' }
        : { _tag: 'Left', left: { _tag: 'NothingInProgress' } },
    );
    expect(clusters(runtime.state())[0]?.phase).toBe('UNINITIALIZED');
    await runtime.close();
  });
});

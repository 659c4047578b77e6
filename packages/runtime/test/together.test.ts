/**
 * Two hosts, quotas, and how many commits a command takes.
 *
 * @module
 */
import { afterAll, describe, expect, it } from '@jest/globals';
import { memoryStore, readFleet, verifyStore, type Store } from '@hsm-lifecycle/runtime';
import { files } from './support/files.ts';
import {
  clusterOf,
  clusters,
  eventsOf,
  grow,
  HOME,
  must,
  start,
  subnets,
  world,
  type Started,
} from './support/world.ts';

const disk = files();
afterAll(disk.clear);

const newCluster = async (host: Started): Promise<string> => {
  const made = await must(
    host.dispatch({
      type: 'CreateCluster',
      data: { region: HOME, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets },
    }),
  );
  return made.events[0]?.stream ?? '';
};

const add = (host: Started, clusterId: string) =>
  host.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}a` } });

describe.each<[string, () => Store]>([
  ['in memory', memoryStore],
  ['in a file', () => disk.store()],
])('two hosts on one store %s', (_where, fresh) => {
  it('never pass a quota together', async () => {
    const input = world({ store: fresh(), quotas: { clusters: 9, hsms: 6 } });
    const [one, two] = [await start(input), await start(input)];
    const { clusterId: first } = await grow(one);
    const [second, third] = [await newCluster(one), await newCluster(one)];
    await must(one.advance(one.state().asOf + 600_000));
    for (let count = 2; count < 5; count += 1) {
      // eslint-disable-next-line no-await-in-loop
      await must(add(one, first));
      // eslint-disable-next-line no-await-in-loop
      await must(one.idle());
    }
    await must(two.fresh());
    const answers = await Promise.all([add(one, second), add(two, third)]);
    expect(answers.map(({ _tag }) => _tag).toSorted()).toEqual(['Left', 'Right']);
    const refused = answers.find(({ _tag }) => _tag === 'Left');
    expect(refused).toMatchObject({ left: { _tag: 'HsmQuotaReached', limit: 6 } });
    await must(one.idle());
    const fleet = await must(readFleet(input));
    expect(clusters(fleet).flatMap(({ hsms }) => hsms.map(({ hsmId }) => hsmId))).toHaveLength(6);
  });
});

describe('a command that needs work', () => {
  const counted = (): { readonly store: Store; readonly commits: () => number } => {
    const own = memoryStore();
    let count = 0;
    const commit: Store['commit'] = (change) => {
      count += 1;
      return own.commit(change);
    };
    return { store: { ...own, commit }, commits: () => count };
  };

  it('takes two commits: the command, and its result', async () => {
    const { store, commits } = counted();
    const input = world({ store });
    const host = await start(input);
    const { clusterId } = await grow(host);
    let before = commits();
    await must(add(host, clusterId));
    await must(host.idle());
    expect(commits() - before).toBe(2);
    const hsmId = clusterOf(host.state()).hsms.at(-1)?.hsmId ?? '';
    expect(clusterOf(host.state()).hsms.at(-1)?.state).toBe('ACTIVE');
    before = commits();
    await must(host.dispatch({ type: 'RemoveHsm', data: { clusterId, hsmId } }));
    await must(host.idle());
    expect(commits() - before).toBe(2);
    expect(clusterOf(host.state()).hsms).toHaveLength(2);
    expect((await must(verifyStore(input))).faults).toEqual([]);
  });

  it('takes three if the host loads secrets, which must be durable first', async () => {
    const { store, commits } = counted();
    const host = await start(world({ store, loadSecrets: () => undefined }));
    const { clusterId } = await grow(host);
    const before = commits();
    await must(add(host, clusterId));
    await must(host.idle());
    expect(commits() - before).toBe(3);
  });
});

describe('commands that come together', () => {
  it('are written together, and each is answered with its own events', async () => {
    const input = world();
    const host = await start(input);
    const answers = await Promise.all(Array.from({ length: 20 }, () => newCluster(host)));
    expect(new Set(answers).size).toBe(20);
    const commits = new Set((await eventsOf(input)).map(({ commit }) => commit));
    expect(commits.size).toBe(1);
  });
});

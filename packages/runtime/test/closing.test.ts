/**
 * A runtime that is closed while much time is passing.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@hsm-lifecycle/core';
import { verifyStore } from '@hsm-lifecycle/runtime';
import {
  clusterOf,
  committing,
  eventsOf,
  grow,
  HOME,
  must,
  start,
  START,
  subnets,
  world,
  type World,
} from './support/world.ts';

const YEARS_MS = 3 * 365 * DAY_MS;
const closed = { _tag: 'Left', left: { _tag: 'RuntimeClosed' } };

/** The host, which calls a function in the given commit, before that reaches the store. */
const inCommit = (host: World, nth: number, call: () => void): World => {
  let commits = 0;
  return committing(host, (change, own) => {
    commits += 1;
    if (commits === nth) call();
    return own.commit(change);
  });
};

const bodiesOf = async (host: World): Promise<readonly string[]> =>
  (await eventsOf(host)).map(({ body }) => body);

describe('closing while years of daily backups are made up for', () => {
  /** A fleet that has two backups, and its host. */
  const grown = async (): Promise<{ readonly host: World; readonly at: number }> => {
    const host = world();
    const runtime = await start(host);
    await grow(runtime);
    await runtime.close();
    return { host, at: runtime.state().asOf + YEARS_MS };
  };

  it.each([
    ['waits for the effects in progress', () => ({})],
    ['waits for nothing, if the signal is aborted', () => ({ signal: AbortSignal.abort() })],
  ])('%s, says so to the caller, and loses nothing', async (_what, how) => {
    const { host, at } = await grown();
    let closing: Promise<void> | undefined;
    const runtime = await start(
      inCommit(host, 20, () => {
        closing = runtime.close(how());
      }),
    );
    const before = runtime.state().asOf;
    expect(await runtime.advance(at)).toEqual(closed);
    await closing;
    const reached = runtime.state().asOf;
    expect(reached).toBeGreaterThan(before);
    expect(reached).toBeLessThan(before + YEARS_MS / 10);
    expect(await runtime.idle()).toEqual(
      (await must(host.store.pending(host.fleet))).length > 0
        ? closed
        : { _tag: 'Right', right: runtime.state() },
    );
    const next = await start(host);
    expect(next.state().asOf).toBe(reached);
    const end = reached + 30 * DAY_MS;
    await must(next.advance(end));
    expect(clusterOf(next.state()).backups.at(-1)?.createdAt).toBeGreaterThan(end - 2 * DAY_MS);
    expect(await must(verifyStore(host))).toMatchObject({ faults: [], pending: [], purging: [] });
    await next.close();
  });
});

describe('closing while thousands of clusters become ready', () => {
  const CLUSTERS = 2100;

  /** Clusters that are being created, ten milliseconds apart. */
  const begun = async (): Promise<World> => {
    const host = world();
    const runtime = await start(host);
    const data = { region: HOME, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets } as const;
    const answers = Array.from({ length: CLUSTERS }, (_, index) =>
      runtime.dispatch({ type: 'CreateCluster', data: { ...data, at: START + 10 * index } }),
    );
    for (const answer of answers) {
      // All are asked for at once.
      // eslint-disable-next-line no-await-in-loop
      await must(answer);
    }
    await runtime.close();
    return host;
  };

  it('keeps what is written, and goes on from there', async () => {
    const host = await begun();
    let closing: Promise<void> | undefined;
    const runtime = await start(
      inCommit(host, 1, () => {
        closing = runtime.close();
      }),
    );
    const from = runtime.state().asOf;
    const tag = { resourceId: clusterOf(runtime.state()).clusterId, tags: { a: 'b' } };
    const answers = [
      runtime.advance(from + DAY_MS),
      runtime.dispatch({ type: 'Tag', data: { ...tag, at: from + 2 * DAY_MS } }),
    ];
    expect(await Promise.all(answers)).toEqual([closed, closed]);
    await closing;
    const written = await bodiesOf(host);
    expect(written.length).toBeGreaterThan(CLUSTERS);
    expect(written.length).toBeLessThan(2 * CLUSTERS);
    const next = await start(host);
    await must(next.advance(from + DAY_MS));
    expect((await bodiesOf(host)).slice(0, written.length)).toEqual(written);
    expect(await bodiesOf(host)).toHaveLength(2 * CLUSTERS);
    await next.close();
  });
});

import { afterAll, describe, expect, it } from '@jest/globals';
import { nobleCipher } from '@hsm-lifecycle/crypto';
import { createFileKeyring } from '@hsm-lifecycle/crypto/node';
import { createRuntime, MANUFACTURER, type FleetHost } from '@hsm-lifecycle/runtime';
import { openSqlite } from '@hsm-lifecycle/runtime/sqlite';
import { run } from './cli.ts';
import { clear, file, refused } from './stores.ts';

const at = file('fleet.sqlite');
const region = 'eu-west-1';

const taken = <Value>(
  outcome:
    | { readonly _tag: 'Left'; readonly left: unknown }
    | { readonly _tag: 'Right'; readonly right: Value },
): Value => {
  if (outcome._tag === 'Left') throw new Error(JSON.stringify(outcome.left));
  return outcome.right;
};

/** A cluster with one ACTIVE HSM, and the backup that its activation forced. */
const activated = async (runtime: FleetHost): Promise<void> => {
  const subnets = [{ subnetId: 'subnet-0123456789abcdef0', availabilityZone: 'eu-west-1a' }];
  const created = taken(
    await runtime.dispatch({
      type: 'CreateCluster',
      data: { region, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets },
    }),
  );
  const clusterId = created.events[0]?.stream ?? '';
  taken(await runtime.idle());
  taken(await runtime.advance(Date.UTC(2026, 10, 2, 10)));
  taken(
    await runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: 'eu-west-1a' } }),
  );
  taken(await runtime.idle());
  taken(await runtime.dispatch({ type: 'Initialize', data: { clusterId } }));
  taken(await runtime.advance(Date.UTC(2026, 10, 2, 11)));
  taken(await runtime.dispatch({ type: 'Activate', data: { clusterId, admin: 'admin' } }));
  taken(await runtime.idle());
};

const host = async (path = at, fleets = ['production']): Promise<void> => {
  const store = taken(openSqlite(path));
  const keyring = taken(
    createFileKeyring(`${path}-keys`, { regions: [region], manufacturers: [MANUFACTURER] }),
  );
  const secretsOf = (): Uint8Array => new TextEncoder().encode('a secret of the host');
  const runtime = taken(
    createRuntime({
      store,
      cipher: nobleCipher(),
      keyring,
      clock: () => Date.UTC(2026, 10, 2, 9),
      secretsOf,
    }),
  );
  for (const id of fleets) {
    // eslint-disable-next-line no-await-in-loop
    await activated(taken(await runtime.fleet(id)));
  }
  await runtime.close();
  await store.close();
};

afterAll(clear);

describe('the store of a host', () => {
  it('works like that of a drill, but hides its secrets and is never replaced', async () => {
    await host();
    const { code, out } = await run(['verify', at]);
    expect(out).toContain('✓ 1 open, with the contents of the history: 1 backup or copy');
    expect([code, out.includes('written by the drill')]).toEqual([0, false]);
    const verification: { readonly open: readonly string[] } = JSON.parse(
      (await run(['verify', '--json', at])).out,
    );
    const [id = ''] = verification.open;
    for (const argv of [
      ['open', at, id],
      ['open', '--json', at, id],
    ]) {
      // eslint-disable-next-line no-await-in-loop
      const opened = await run(argv);
      expect(opened.out).not.toContain('a secret of the host');
      expect(opened.out).toMatch(/20 bytes of secrets|"secretBytes": 20/u);
    }
    expect((await run(['keys', 'rotate', at])).code).toBe(0);
    expect((await run(['keys', 'retire', at])).out).toContain('✓ 1 old key destroyed');
    const files = {
      'test.json':
        '{"format":"hsm-lifecycle/drill","version":1,"name":"x","startsAt":"2026-11-02",' +
        '"steps":[{"do":"Advance"}]}',
    };
    expect(refused(await run(['drill', 'test.json', '--store', at], { files }))).toContain(
      'is not the store of a drill, so it is not replaced',
    );
    expect((await run(['verify', at])).code).toBe(0);
  });
});

describe('a store of several fleets', () => {
  const path = file('two.sqlite');
  it('is asked for one, and its keys are those of all', async () => {
    await host(path, ['staging', 'production']);
    const [out, backup] = [file('one.backup'), 'backup-aaaaaaaaaaa'];
    for (const argv of [
      ['verify', path],
      ['open', path, backup],
      ['export', path, backup, '--out', out],
      ['check', path],
    ]) {
      // eslint-disable-next-line no-await-in-loop
      expect(refused(await run(argv))).toContain(
        `${path} has several fleets: "production", "staging"; choose one with --fleet ID`,
      );
      // eslint-disable-next-line no-await-in-loop
      expect(refused(await run([...argv, '--fleet', 'test']))).toContain(
        `${path} has no fleet "test"; it has "production", "staging"`,
      );
    }
    for (const fleet of ['production', 'staging']) {
      // eslint-disable-next-line no-await-in-loop
      const verified = await run(['verify', '--json', path, '--fleet', fleet]);
      const verification: { readonly open: readonly string[] } = JSON.parse(verified.out);
      const [id = ''] = verification.open;
      // eslint-disable-next-line no-await-in-loop
      expect((await run(['open', path, id, '--fleet', fleet])).code).toBe(0);
      // eslint-disable-next-line no-await-in-loop
      expect((await run(['check', path, '--fleet', fleet])).code).toBe(0);
      const to = `${out}-${fleet}`;
      // eslint-disable-next-line no-await-in-loop
      expect((await run(['export', path, id, '--fleet', fleet, '--out', to])).code).toBe(0);
    }
    expect((await run(['keys', 'list', path])).code).toBe(0);
    expect((await run(['keys', 'rotate', path])).out).toContain('2 key records rewrapped');
    expect((await run(['keys', 'retire', path])).out).toContain('✓ 1 old key destroyed');
    for (const fleet of ['production', 'staging']) {
      // eslint-disable-next-line no-await-in-loop
      expect((await run(['verify', path, '--fleet', fleet])).code).toBe(0);
    }
  });
});

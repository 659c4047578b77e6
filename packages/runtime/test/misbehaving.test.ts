/**
 * Functions of the host that throw, reject or answer nonsense at a bad moment: nothing hangs,
 * nothing is lost, and the process lives.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { DAY_MS } from '@hsm-lifecycle/core';
import { createRuntime, type RuntimeWith } from '@hsm-lifecycle/runtime';
import {
  clusterOf,
  eventsOf,
  grow,
  HOME,
  keyringOf,
  must,
  refusal,
  start,
  START,
  subnets,
  world,
  type Started,
} from './support/world.ts';

const add = (runtime: Started, clusterId: string) =>
  must(runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }));

/** The outcomes of promises that nobody handles fail a test here, as they end a process. */
const unhandledDuring = async (work: () => Promise<void>): Promise<readonly unknown[]> => {
  const unhandled: unknown[] = [];
  const note = (fault: unknown): void => {
    unhandled.push(fault);
  };
  process.on('unhandledRejection', note);
  await work();
  await new Promise(setImmediate);
  process.off('unhandledRejection', note);
  return unhandled;
};

describe('a keyring that fails once', () => {
  const CALLS = [1, 2, 3, 4];

  const failing = (isRemote: boolean, isMixed = false) => {
    const own = keyringOf();
    let calls = 0;
    let failAt = 0;
    const activeKey: RuntimeWith['keyring']['activeKey'] = (scope) => {
      calls += 1;
      if (calls === failAt && (isRemote || isMixed))
        return Promise.reject(new Error('out of reach'));
      if (calls === failAt) throw new Error('token removed');
      return isRemote ? Promise.resolve(own.activeKey(scope)) : own.activeKey(scope);
    };
    return {
      keyring: { ...own, activeKey },
      failNext: (nth: number): void => {
        failAt = calls + nth;
      },
    };
  };

  it.each([
    ['throws at once', false, false],
    ['is remote and rejects', true, false],
    ['answers at once and rejects', false, true],
  ])('neither hangs nor ends the process: %s', async (_what, isRemote, isMixed) => {
    for (const nth of CALLS) {
      const tags: string[] = [];
      const { keyring, failNext } = failing(isRemote, isMixed);
      const host = world({ keyring, onFault: ({ _tag }) => tags.push(_tag) });
      // eslint-disable-next-line no-await-in-loop
      const unhandled = await unhandledDuring(async () => {
        const runtime = await start(host);
        const { clusterId } = await grow(runtime);
        failNext(nth);
        await add(runtime, clusterId);
        await must(runtime.advance(runtime.state().asOf + DAY_MS / 2));
        const state = clusterOf(runtime.state()).hsms.at(-1)?.state;
        expect(state === 'ACTIVE' || tags.length > 0).toBe(true);
        await runtime.close();
      });
      expect(unhandled).toEqual([]);
    }
  });

  it('does the work again if that is at the moment of the commit', async () => {
    const tags: string[] = [];
    const { keyring, failNext } = failing(false);
    const runtime = await start(world({ keyring, onFault: ({ _tag }) => tags.push(_tag) }));
    const { clusterId } = await grow(runtime);
    failNext(3);
    await add(runtime, clusterId);
    expect(clusterOf(await must(runtime.idle())).hsms.at(-1)?.state).toBe('ACTIVE');
    expect(tags).toEqual(['CallbackThrew']);
    await runtime.close();
  });
});

const NONSENSE: readonly (readonly [string, () => unknown])[] = [
  ['NaN', () => Number.NaN],
  ['infinity', () => Number.POSITIVE_INFINITY],
  ['nothing', () => undefined],
  ['an instant after the last date', () => 8.64e15 + 2],
  ['text', () => '7200000'],
];

/** A clock that gives nonsense once it is broken. */
const brokenClock = (nonsense: () => unknown) => {
  let isBroken = false;
  return {
    // A host in JavaScript may give anything.
    // eslint-disable-next-line typescript/no-unsafe-type-assertion
    clock: () => (isBroken ? nonsense() : START) as number,
    breakDown: (): void => {
      isBroken = true;
    },
  };
};

describe.each(NONSENSE)('a clock that gives %s', (_what, nonsense) => {
  it('loses no report', async () => {
    const tags: string[] = [];
    const { clock, breakDown } = brokenClock(nonsense);
    let isBreaking = false;
    const secretsOf = (): undefined => {
      if (isBreaking) breakDown();
    };
    const host = world({ clock, secretsOf, onFault: ({ _tag }) => tags.push(_tag) });
    const runtime = await start(host);
    const { clusterId } = await grow(runtime);
    isBreaking = true;
    await add(runtime, clusterId);
    const { hsms, backups } = clusterOf(await must(runtime.idle()));
    expect(hsms.at(-1)?.state).toBe('ACTIVE');
    expect(backups.at(-1)?.state).toBe('READY');
    expect(tags).toContain('CallbackThrew');
    await runtime.close();
  });

  it('is refused, and nothing is written', async () => {
    const { clock, breakDown } = brokenClock(nonsense);
    const host = world({ clock });
    const runtime = await start(host);
    const at = START + 3_600_000;
    const data = { region: HOME, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets } as const;
    const { events } = await must(runtime.dispatch({ type: 'CreateCluster', data }));
    await must(runtime.advance(at));
    const clusterId = events[0]?.stream ?? '';
    const written = (await eventsOf(host)).length;
    breakDown();
    const asked = { clusterId, availabilityZone: `${HOME}a`, at: at + 1 };
    const refused = await refusal(runtime.dispatch({ type: 'AddHsm', data: asked }));
    expect(refused).toMatchObject({ _tag: 'HostFailed', what: 'clock' });
    expect(await eventsOf(host)).toHaveLength(written);
    await runtime.close();
  });
});

describe('a function that gives no Either', () => {
  // A host in JavaScript may give anything.
  // eslint-disable-next-line typescript/no-unsafe-type-assertion
  const giving = (given: unknown) => () => given as never;
  const data = { region: HOME, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets } as const;

  it.each([undefined, null, 5, {}])('makes no command: %p', async (given) => {
    const runtime = await start(world());
    expect(await refusal(runtime.dispatch(giving(given)))).toMatchObject({
      _tag: 'HostFailed',
      what: 'command',
    });
    expect(await runtime.idle()).toMatchObject({ _tag: 'Right' });
  });

  it.each([undefined, null])('is no answer of a store: %p', async (given) => {
    const host = world();
    const runtime = await start({ ...host, store: { ...host.store, commit: giving(given) } });
    expect(await refusal(runtime.dispatch({ type: 'CreateCluster', data }))).toMatchObject({
      _tag: 'StorageFailed',
      reason: 'OTHER',
    });
  });
});

describe('a function that is asynchronous and should not be', () => {
  const rejecting = () => Promise.reject(new Error('the pager is down'));

  const throwing = (): never => {
    throw new Error('no idea');
  };

  it.each<[string, () => Partial<RuntimeWith>]>([
    ['onFault', () => ({ onFault: rejecting, secretsOf: throwing })],
    // A host in JavaScript may give anything.
    // eslint-disable-next-line typescript/no-unsafe-type-assertion
    ['manufacturerOf', () => ({ manufacturerOf: rejecting as unknown as () => string })],
  ])('does not end the process: %s', async (_what, given) => {
    const host = world();
    const { clusterId } = await grow(await start(host));
    const unhandled = await unhandledDuring(async () => {
      const runtime = await start({ ...host, ...given() });
      await add(runtime, clusterId);
      const { hsms } = clusterOf(await must(runtime.idle()));
      expect(hsms.at(-1)?.state).toBe('DEGRADED');
      await runtime.close();
    });
    expect(unhandled).toEqual([]);
  });
});

describe('options', () => {
  it.each([Number.POSITIVE_INFINITY, 2 ** 31, 1e300])(
    'a deadline of %d ms is no short one',
    async (deadlineMs) => {
      const secretsOf = async (): Promise<undefined> => {
        for (let turns = 0; turns < 50; turns += 1) {
          // eslint-disable-next-line no-await-in-loop
          await new Promise((resolve) => {
            setTimeout(resolve, 1);
          });
        }
      };
      const runtime = await start(world({ deadlineMs, secretsOf }));
      const { backups } = await grow(runtime);
      expect(backups.map(({ state }) => state)).toEqual(['READY', 'READY']);
      await runtime.close();
    },
  );

  it.each<[keyof RuntimeWith, number]>([
    ['deadlineMs', 0],
    ['deadlineMs', -5],
    ['deadlineMs', Number.NaN],
    ['effectsAtOnce', 0],
    ['effectsAtOnce', Number.NaN],
    ['effectsAtOnce', 1.5],
    ['checkpointEvery', 0],
    ['checkpointEvery', Number.NaN],
  ])('%s of %d is refused', async (option, given) => {
    const made = createRuntime(world({ [option]: given }));
    expect(made).toMatchObject({ _tag: 'Left', left: { _tag: 'OptionOutOfRange', option, given } });
  });
});

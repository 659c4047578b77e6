/**
 * Callbacks, keyrings and clocks that hang, throw, fail or leap.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { DAY_MS, editions } from '@hsm-lifecycle/core';
import { holderIn } from '@hsm-lifecycle/core/fleet';
import {
  verifyStore,
  wallClock,
  type FaultyEffect,
  type HostFault,
  type RuntimeWith,
} from '@hsm-lifecycle/runtime';
import {
  AWAY,
  clusterOf,
  clusters,
  eventsOf,
  grow,
  HOME,
  keyringOf,
  kill,
  must,
  never,
  start,
  START,
  subnets,
  world,
  type Started,
  type World,
} from './support/world.ts';

type Heard = { readonly fault: HostFault; readonly effect: FaultyEffect | undefined };

const listening = (given: Partial<RuntimeWith> = {}): { host: World; heard: Heard[] } => {
  const heard: Heard[] = [];
  const onFault: RuntimeWith['onFault'] = (fault, effect) => {
    heard.push({ fault, effect });
  };
  return { host: world({ onFault, ...given }), heard };
};

const tagsOf = (heard: readonly Heard[]): readonly string[] => heard.map(({ fault }) => fault._tag);

const add = (runtime: Started, clusterId: string) =>
  must(runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }));

describe('a callback that hangs', () => {
  it('costs one deadline, and not the fleet', async () => {
    let isHanging = false;
    const signals: boolean[] = [];
    const { host, heard } = listening({
      deadlineMs: 1000,
      secretsOf: async (_source, { signal }) => {
        if (!isHanging) return undefined;
        signal.addEventListener('abort', () => signals.push(signal.aborted));
        return never();
      },
    });
    const runtime = await start(host);
    const { clusterId } = await grow(runtime);
    isHanging = true;
    await add(runtime, clusterId);
    const fleet = await must(runtime.advance(runtime.state().asOf + DAY_MS / 2));
    expect(clusterOf(fleet).hsms.at(-1)).toMatchObject({
      state: 'DEGRADED',
      stateMessage: 'The host did not do its work within 1000 ms.',
    });
    expect(tagsOf(heard)).toEqual(['DeadlineOver']);
    expect(heard[0]?.effect).toMatchObject({ kind: 'SEAL', fleet: 'fleet-one' });
    expect(signals).toEqual([true]);
  });

  it('fails a backup before the date on which it would have been READY', async () => {
    let isHanging = false;
    const { host, heard } = listening({
      edition: editions.aws2026,
      deadlineMs: 1000,
      secretsOf: () => (isHanging ? never() : undefined),
    });
    const runtime = await start(host);
    const later = async (): Promise<void> => {
      await must(runtime.advance(runtime.state().asOf + DAY_MS / 4));
    };
    const { events } = await must(
      runtime.dispatch({
        type: 'CreateCluster',
        data: { region: HOME, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets },
      }),
    );
    const clusterId = events[0]?.stream ?? '';
    await later();
    await add(runtime, clusterId);
    await later();
    await must(runtime.dispatch({ type: 'Initialize', data: { clusterId } }));
    await later();
    await must(runtime.dispatch({ type: 'Activate', data: { clusterId } }));
    await later();
    expect(clusterOf(runtime.state()).backups.map(({ state }) => state)).toEqual(['READY']);
    isHanging = true;
    await add(runtime, clusterId);
    await later();
    const { backups, hsms } = clusterOf(runtime.state());
    expect(backups.map(({ state }) => state)).toEqual(['READY']);
    expect(hsms.map(({ state }) => state)).toEqual(['ACTIVE', 'DEGRADED']);
    expect(tagsOf(heard)).toEqual(['DeadlineOver']);
    expect(await must(verifyStore(host))).toMatchObject({ faults: [], pending: [] });
  });

  it('does not keep other clusters from their work', async () => {
    let hanging = '';
    const { host } = listening({
      secretsOf: ({ clusterId }) => (clusterId === hanging ? never() : undefined),
    });
    const runtime = await start(host);
    const { clusterId: one } = await grow(runtime);
    const { clusterId: two } = await grow(runtime);
    hanging = one;
    await add(runtime, one);
    await add(runtime, two);
    const stateOf = (id: string) =>
      clusters(runtime.state())
        .find(({ clusterId }) => clusterId === id)
        ?.hsms.at(-1)?.state;
    while (stateOf(two) !== 'ACTIVE') {
      // eslint-disable-next-line no-await-in-loop
      await new Promise(setImmediate);
    }
    expect(stateOf(one)).toBe('CREATE_IN_PROGRESS');
    await kill(runtime);
  });

  it('does not keep a runtime from closing, if its signal is aborted', async () => {
    let isHanging = false;
    const { host } = listening({ secretsOf: () => (isHanging ? never() : undefined) });
    const runtime = await start(host);
    const { clusterId } = await grow(runtime);
    isHanging = true;
    await add(runtime, clusterId);
    const closing = new AbortController();
    const closed = runtime.close({ signal: closing.signal });
    await new Promise(setImmediate);
    closing.abort();
    await closed;
    isHanging = false;
    const next = await start(host);
    expect(clusterOf(await must(next.idle())).hsms.at(-1)?.state).toBe('ACTIVE');
  });
});

describe('a callback that throws', () => {
  it('is told to the operator, and its text to nobody else', async () => {
    let isBroken = false;
    const { host, heard } = listening({
      secretsOf: () => {
        if (isBroken) throw new Error('key 00112233');
        return undefined;
      },
    });
    const runtime = await start(host);
    const { clusterId } = await grow(runtime);
    isBroken = true;
    await add(runtime, clusterId);
    const fleet = await must(runtime.idle());
    expect(heard).toMatchObject([
      {
        fault: { _tag: 'CallbackThrew', fault: new Error('key 00112233') },
        effect: { kind: 'SEAL' },
      },
    ]);
    expect(JSON.stringify(clusterOf(fleet))).not.toContain('00112233');
  });

  it.each<[string, (isBroken: () => boolean) => Partial<RuntimeWith>]>([
    [
      'manufacturerOf',
      (isBroken) => ({
        manufacturerOf: () => {
          if (isBroken()) throw new Error('no idea');
          return 'acme';
        },
      }),
    ],
    [
      'the keyring',
      (isBroken) => {
        const own = keyringOf();
        const activeKey: typeof own.activeKey = (scope) => {
          if (isBroken()) throw new Error('no idea');
          return own.activeKey(scope);
        };
        return { keyring: { ...own, activeKey } };
      },
    ],
    [
      'onFault',
      (isBroken) => ({
        onFault: () => {
          throw new Error('no idea');
        },
        secretsOf: () => {
          if (isBroken()) throw new Error('no idea');
          return undefined;
        },
      }),
    ],
  ])('fails its work and not the process: %s', async (_what, given) => {
    let isBroken = false;
    const runtime = await start(world({ ...given(() => isBroken), deadlineMs: 1000 }));
    const { clusterId } = await grow(runtime);
    isBroken = true;
    await add(runtime, clusterId);
    expect(clusterOf(await must(runtime.idle())).hsms.at(-1)?.state).toBe('DEGRADED');
    isBroken = false;
    await add(runtime, clusterId);
    expect(clusterOf(await must(runtime.idle())).hsms.at(-1)?.state).toBe('ACTIVE');
  });

  it('is not lost if it is the clock, while work is going on', async () => {
    let isBroken = false;
    const { host, heard } = listening({
      clock: () => {
        if (isBroken) throw new Error('no battery');
        return START;
      },
      secretsOf: () => {
        isBroken = isBreaking;
        return undefined;
      },
    });
    let isBreaking = false;
    const runtime = await start(host);
    const { clusterId } = await grow(runtime);
    isBreaking = true;
    await add(runtime, clusterId);
    expect(clusterOf(await must(runtime.idle())).hsms.at(-1)?.state).toBe('ACTIVE');
    expect(tagsOf(heard)).toContain('CallbackThrew');
  });
});

describe('a keyring that is out of reach', () => {
  const flaky = () => {
    let left = 0;
    const own = keyringOf();
    const activeKey: typeof own.activeKey = (scope) => {
      if (left === 0) return own.activeKey(scope);
      left -= 1;
      throw new Error('the line is dead');
    };
    return {
      keyring: { ...own, activeKey },
      fail: (times: number) => {
        left = times;
      },
    };
  };

  it('delays a copy, and does not fail it', async () => {
    const { keyring, fail } = flaky();
    const { host, heard } = listening({ keyring });
    const runtime = await start(host);
    const { backups } = await grow(runtime);
    fail(2);
    const { events } = await must(
      runtime.dispatch({
        type: 'CopyToRegion',
        data: { backupId: backups[0]?.backupId ?? '', region: AWAY },
      }),
    );
    const holder = holderIn(await must(runtime.idle()), events[0]?.stream ?? '');
    expect(holder?.backups[0]?.state).toBe('READY');
    expect(tagsOf(heard)).toEqual(['ProviderDown', 'ProviderDown']);
  });

  it('fails a copy when the deadline is over, and says what happened', async () => {
    const { keyring, fail } = flaky();
    const { host, heard } = listening({ keyring, deadlineMs: 1000 });
    const runtime = await start(host);
    const { backups } = await grow(runtime);
    fail(1_000_000);
    const { events } = await must(
      runtime.dispatch({
        type: 'CopyToRegion',
        data: { backupId: backups[0]?.backupId ?? '', region: AWAY },
      }),
    );
    const holder = holderIn(await must(runtime.idle()), events[0]?.stream ?? '');
    expect(holder?.backups[0]?.state).toBe('DELETED');
    const failure = (await eventsOf(host)).find(({ type }) => type === 'BackupCopyFailed');
    expect(failure?.body).toMatch(/within 1000 ms\. .+memory/u);
    expect(tagsOf(heard)).toContain('DeadlineOver');
  });
});

describe('wallClock', () => {
  const hands = () => {
    const at = { wall: START, passed: 0 };
    const clock = wallClock({ wall: () => at.wall, monotonic: () => at.passed });
    const pass = (ms: number, leap = 0): void => {
      at.wall += ms + leap;
      at.passed += ms;
    };
    return { clock, pass };
  };

  it('follows small corrections, in both directions', () => {
    const { clock, pass } = hands();
    pass(1000, 4 * 60_000);
    expect(clock.now()).toBe(START + 241_000);
    pass(1000, -4 * 60_000);
    expect(clock.now()).toBe(START + 2000);
  });

  it('does not follow a leap until it is accepted', () => {
    const { clock, pass } = hands();
    pass(1000, 365 * DAY_MS);
    expect([clock.now(), clock.leapMs?.()]).toEqual([START + 1000, 365 * DAY_MS]);
    pass(1000);
    expect(clock.now()).toBe(START + 2000);
    clock.accept?.();
    expect([clock.now(), clock.leapMs?.()]).toEqual([START + 2000 + 365 * DAY_MS, 0]);
  });

  it('follows the wall clock again when that is right again', () => {
    const { clock, pass } = hands();
    pass(1000, -DAY_MS);
    expect(clock.now()).toBe(START + 1000);
    pass(1000, DAY_MS);
    expect([clock.now(), clock.leapMs?.()]).toEqual([START + 2000, 0]);
  });
});

describe('a clock that leaps ahead', () => {
  it('is told once, and moves the fleet only when it is accepted', async () => {
    const at = { wall: START, passed: 0 };
    const clock = wallClock({ wall: () => at.wall, monotonic: () => at.passed });
    const { host, heard } = listening({ clock });
    const runtime = await start(host);
    await grow(runtime);
    at.wall += 4000 * DAY_MS;
    const before = runtime.state().asOf;
    await must(runtime.advance());
    await must(runtime.advance());
    expect(runtime.state().asOf).toBe(before);
    expect(heard).toEqual([
      { fault: { _tag: 'ClockLeapt', ms: 4000 * DAY_MS }, effect: undefined },
    ]);
    at.wall -= 3997 * DAY_MS;
    runtime.acceptClock();
    await must(runtime.advance());
    expect(runtime.state().asOf).toBeGreaterThan(before);
  });

  it('is told at a start, and followed then', async () => {
    const { host, heard } = listening();
    await grow(await start(host));
    const wall = START + 30 * DAY_MS;
    const clock = wallClock({ wall: () => wall, monotonic: () => 0 });
    const next = await start({ ...host, clock });
    expect(heard).toMatchObject([{ fault: { _tag: 'LongGap' } }]);
    const quota = { type: 'SetQuota', data: { region: HOME, clusters: 9 } } as const;
    expect((await must(next.dispatch(quota))).events.at(-1)?.event.data.at).toBe(wall);
  });
});

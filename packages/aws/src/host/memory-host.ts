/**
 * A fleet in memory: the runtime's own loop over a store in memory, with keys of its own.
 *
 * @module
 */
import type { Edition } from '@hsm-lifecycle/core';
import { editions } from '@hsm-lifecycle/core';
import type { Quotas } from '@hsm-lifecycle/core/fleet';
import {
  createMemoryKeyring,
  generateKeyringState,
  nobleCipher,
  platformRandom,
  type RandomBytes,
} from '@hsm-lifecycle/crypto';
import {
  createRuntime,
  MANUFACTURER,
  memoryStore,
  type OnFault,
  type OpenFleetRefusal,
} from '@hsm-lifecycle/runtime';
import { isLeft, right, type Either } from '../kernel/either.ts';
import { AWS_REGIONS } from './aws-regions.ts';
import type { Host } from './host.ts';
import type { MovableClock } from './movable-clock.ts';
import { runtimeHost } from './runtime-host.ts';

/** What a host in memory is given. */
export type MemoryHostWith = {
  readonly clock: MovableClock;
  /** `editions.aws2026` if left out. */
  readonly edition?: Edition;
  /** AWS's defaults if left out. */
  readonly quotas?: Quotas | 'NONE';
  /** All of AWS's regions if left out. */
  readonly regions?: readonly string[];
  /** Varies the ids; the platform's if left out. */
  readonly random?: RandomBytes;
  /** Is told what went wrong in the background. */
  readonly onFault?: OnFault;
};

const FLEET = 'fleet';

const opened = async (given: MemoryHostWith): Promise<Either<OpenFleetRefusal, Host>> => {
  const { clock, edition = editions.aws2026, regions = AWS_REGIONS } = given;
  const { quotas, random, onFault } = given;
  const state = generateKeyringState({ regions, manufacturers: [MANUFACTURER] }, platformRandom);
  const keyring = createMemoryKeyring(state);
  if (isLeft(keyring)) throw new Error(`no keyring: ${keyring.left._tag}`);
  const store = memoryStore();
  const runtime = createRuntime({
    store,
    keyring: keyring.right,
    cipher: nobleCipher(),
    clock: clock.now,
    edition,
    ...(quotas !== undefined && { quotas }),
    ...(random !== undefined && { random }),
    ...(onFault !== undefined && { onFault }),
  });
  if (isLeft(runtime)) throw new Error(`no runtime: ${runtime.left._tag}`);
  const fleet = await runtime.right.fleet(FLEET);
  if (isLeft(fleet)) return fleet;
  return right(
    runtimeHost({
      fleet: fleet.right,
      store,
      clock,
      regions,
      close: () => runtime.right.close(),
    }),
  );
};

/**
 * Makes a host in memory.
 *
 * @returns Left: `BadEdition` or `QuotaOutOfRange`
 */
export const memoryHost = async (
  given: MemoryHostWith,
): Promise<Either<OpenFleetRefusal, Host>> => {
  const first = await opened(given);
  if (isLeft(first)) return first;
  let host = first.right;
  return right({
    regions: host.regions,
    now: host.now,
    tick: host.tick,
    look: () => host.look(),
    submit: (make) => host.submit(make),
    events: (after) => host.events(after),
    reset: async () => {
      const next = await opened(given);
      if (isLeft(next)) throw new Error(`no new fleet: ${next.left._tag}`);
      const before = host;
      host = next.right;
      await before.close();
    },
    close: () => host.close(),
  });
};

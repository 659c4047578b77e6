/**
 * Endpoints for measurements: in memory, over SQLite, and of a fleet that is given.
 *
 * @module
 */
import {
  createCloudHsm,
  memoryHost,
  runtimeHost,
  standingClock,
  type CloudHsm,
} from '@hsm-lifecycle/aws';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { createMemoryKeyring, generateKeyringState, platformRandom } from '@hsm-lifecycle/crypto';
import { nodeCipher } from '@hsm-lifecycle/crypto/node';
import { createRuntime, MANUFACTURER, type Store } from '@hsm-lifecycle/runtime';
import { REGION } from './grown-fleet.ts';
import { must } from './must.ts';

const START = Date.UTC(2026, 10, 2);
const secret = new Uint8Array(32);
const regions = [REGION];

/** An empty fleet in memory. */
export const endpointInMemory = async (): Promise<CloudHsm> => {
  const clock = standingClock({ at: START });
  const host = must(await memoryHost({ clock, quotas: 'NONE', regions }));
  return createCloudHsm({ host, secret });
};

/** An empty fleet over a store. */
export const endpointOver = async (store: Store): Promise<CloudHsm> => {
  const clock = standingClock({ at: START });
  const state = generateKeyringState({ regions, manufacturers: [MANUFACTURER] }, platformRandom);
  const runtime = must(
    createRuntime({
      store,
      keyring: must(createMemoryKeyring(state)),
      cipher: nodeCipher(),
      clock: clock.now,
      quotas: 'NONE',
    }),
  );
  const fleet = must(await runtime.fleet('fleet'));
  const host = runtimeHost({ fleet, store, clock, regions, close: () => runtime.close() });
  return createCloudHsm({ host, secret });
};

/** Only reads: the fleet as it is given. */
export const endpointOf = async (fleet: Fleet): Promise<CloudHsm> => {
  const { host } = await endpointInMemory();
  const now = (): number => fleet.asOf;
  return createCloudHsm({
    host: { ...host, now, look: async () => ({ _tag: 'Right', right: fleet }) },
    secret,
  });
};

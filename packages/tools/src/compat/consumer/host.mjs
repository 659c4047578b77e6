/**
 * The code of a host on Node: a runtime over SQLite, with the ciphers of Node.
 *
 * The file is valid JavaScript and valid TypeScript.
 *
 * @module
 */
import { createMemoryKeyring, generateKeyringState, platformRandom } from '@hsm-lifecycle/crypto';
import { nodeCipher } from '@hsm-lifecycle/crypto/node';
import { createRuntime, MANUFACTURER, verifyStore } from '@hsm-lifecycle/runtime';
import { openSqlite } from '@hsm-lifecycle/runtime/sqlite';

const region = 'eu-west-1';

/** Opens a store in a file that does not exist yet, creates a cluster in it, and verifies it. */
export const host = async (file = 'fleet.sqlite') => {
  const scopes = { regions: [region], manufacturers: [MANUFACTURER] };
  const keyring = createMemoryKeyring(generateKeyringState(scopes, platformRandom));
  const store = openSqlite(file);
  if (keyring._tag === 'Left') throw new Error(keyring.left._tag);
  if (store._tag === 'Left') throw new Error(store.left.reason);
  const planes = { store: store.right, cipher: nodeCipher(), keyring: keyring.right };
  const runtime = createRuntime({ ...planes, clock: () => 0 });
  if (runtime._tag === 'Left') throw new Error(runtime.left._tag);
  const fleet = await runtime.right.fleet('production');
  if (fleet._tag === 'Left') throw new Error(fleet.left._tag);
  const subnets = [{ subnetId: 'subnet-0a1b2c3d', availabilityZone: 'eu-west-1a' }];
  const created = await fleet.right.dispatch({
    type: 'CreateCluster',
    data: { region, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets },
  });
  await fleet.right.idle();
  const verified = await verifyStore({ ...planes, fleet: 'production' });
  await runtime.right.close();
  await store.right.close();
  return `host: dispatched ${created._tag}, verified ${verified._tag}`;
};

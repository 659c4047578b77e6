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
  const planes = { cipher: nodeCipher(), keyring: keyring.right };
  const ports = { ...store.right, ...planes, now: () => 0 };
  const runtime = await createRuntime(ports);
  if (runtime._tag === 'Left') throw new Error(runtime.left._tag);
  const subnets = [{ subnetId: 'subnet-0a1b2c3d', availabilityZone: 'eu-west-1a' }];
  const created = await runtime.right.dispatch({
    type: 'CreateCluster',
    data: { region, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets },
  });
  await runtime.right.idle();
  const verified = await verifyStore(ports);
  await runtime.right.close();
  store.right.close();
  return `host: dispatched ${created._tag}, verified ${verified._tag}`;
};

/**
 * A host for tests: real planes, a clock that stands still until it is moved, and shorthands that
 * fail loudly.
 *
 * @module
 */
import { hostEdition, memoryStore, createRuntime, MANUFACTURER } from '@hsm-lifecycle/runtime';
import type {
  Answer,
  StoreChange,
  FleetHost,
  KeyEntry,
  Runtime,
  RuntimeWith,
  Store,
  StoredEvent,
} from '@hsm-lifecycle/runtime';
import type { Cluster } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import {
  createMemoryKeyring,
  generateKeyringState,
  type MemoryKeyring,
} from '@hsm-lifecycle/crypto';
import { nodeCipher } from '@hsm-lifecycle/crypto/node';

export const HOME = 'us-east-1';
export const AWAY = 'eu-west-1';
export const START = 1_700_000_000_000;

/** Takes what must be right. */
export const must = async <Value>(answer: Answer<unknown, Value>): Promise<Value> => {
  const it = await answer;
  if (it._tag === 'Left') throw new Error(JSON.stringify(it.left));
  return it.right;
};

/** Takes what must be refused. */
export const refusal = async <Refusal>(answer: Answer<Refusal, unknown>): Promise<Refusal> => {
  const it = await answer;
  if (it._tag === 'Right') throw new Error('this was to be refused');
  return it.left;
};

/** A keyring for both regions; the same bytes give the same keys. */
export const keyringOf = (fill = 7): MemoryKeyring => {
  let count = fill;
  const random = (bytes: number) => new Uint8Array(bytes).fill((count += 1));
  const keyring = createMemoryKeyring(
    generateKeyringState({ regions: [HOME, AWAY], manufacturers: [MANUFACTURER] }, random),
  );
  if (keyring._tag === 'Left') throw new Error(keyring.left._tag);
  return keyring.right;
};

export type World = RuntimeWith & {
  /** The fleet of the tests. */
  readonly fleet: string;
  readonly tick: (ms: number) => void;
};

/** Everything that a runtime needs, on a store in memory unless another is given. */
export const world = (given: Partial<RuntimeWith> = {}): World => {
  let now = START;
  return {
    store: memoryStore(),
    fleet: 'fleet-one',
    cipher: nodeCipher(),
    keyring: keyringOf(),
    edition: hostEdition,
    quotas: 'NONE',
    random: (bytes) => new Uint8Array(bytes),
    clock: () => now,
    ...given,
    tick: (ms) => {
      now += ms;
    },
  };
};

/** The runtime of one fleet. */
export type Started = FleetHost & Pick<Runtime, 'close' | 'health' | 'acceptClock'>;

export const runtimeOf = (it: RuntimeWith): Runtime => {
  const made = createRuntime(it);
  if (made._tag === 'Left') throw new Error(JSON.stringify(made.left));
  return made.right;
};

export const start = async (it: World): Promise<Started> => {
  const { close, health, acceptClock, fleet } = runtimeOf(it);
  return { ...(await must(fleet(it.fleet))), close, health, acceptClock };
};

/** Ends a host as a kill does: nothing that it has in progress is finished. */
export const kill = (host: Started): Promise<void> => host.close({ signal: AbortSignal.abort() });

export const subnets = [
  { subnetId: 'subnet-0123456789abcdef0', availabilityZone: `${HOME}a` },
  { subnetId: 'subnet-0123456789abcdef1', availabilityZone: `${HOME}b` },
];

export const clusters = (fleet: Fleet): readonly Cluster[] =>
  [...fleet.holders.values()].filter((it) => it.kind === 'CLUSTER');

export const clusterOf = (fleet: Fleet, index = 0): Cluster => {
  const it = clusters(fleet)[index];
  if (it === undefined) throw new Error('no such cluster');
  return it;
};

/** Grows a cluster of two HSMs with a user and a key; both its backups are READY. */
export const grow = async (runtime: FleetHost): Promise<Cluster> => {
  const { events } = await must(
    runtime.dispatch({
      type: 'CreateCluster',
      data: { region: HOME, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets },
    }),
  );
  const clusterId = events[0]?.stream ?? '';
  const later = (ms: number) => must(runtime.advance(runtime.state().asOf + ms));
  await later(600_000);
  await must(
    runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}a` } }),
  );
  await must(runtime.idle());
  await must(runtime.dispatch({ type: 'Initialize', data: { clusterId } }));
  await later(600_000);
  await must(runtime.dispatch({ type: 'Activate', data: { clusterId } }));
  await must(runtime.idle());
  await must(
    runtime.dispatch({ type: 'CreateUser', data: { clusterId, name: 'alice', role: 'CU' } }),
  );
  await must(
    runtime.dispatch({
      type: 'CreateKey',
      data: { clusterId, keyId: 'k1', owner: 'alice', kind: 'symmetric' },
    }),
  );
  await must(
    runtime.dispatch({ type: 'AddHsm', data: { clusterId, availabilityZone: `${HOME}b` } }),
  );
  const fleet = await must(runtime.idle());
  const cluster = clusters(fleet).find((it) => it.clusterId === clusterId);
  if (cluster === undefined) throw new Error('the cluster is gone');
  return cluster;
};

/** All events of the fleet. */
export const eventsOf = ({ store, fleet }: World): Promise<readonly StoredEvent[]> =>
  must(store.read({ fleet, after: 0 }));

/** The ids of all who have a key record. */
export const holdersOf = ({ store, fleet }: World): Promise<readonly string[]> =>
  must(store.holders(fleet));

/** The key record of a holder. */
export const entryOf = async ({ store, fleet }: World, id: string): Promise<KeyEntry | undefined> =>
  (await must(store.sealed(fleet, id)))?.entry;

/** Writes to the store beside any host. */
export const writeBeside = async (
  { store, fleet }: World,
  some: Partial<StoreChange>,
): Promise<void> => {
  const expected = await must(store.head(fleet));
  await must(store.commit({ fleet, commit: 'beside', expected, events: [], ...some }));
};

/** Destroys a key record, as nobody should. */
export const destroyBeside = (host: World, holderId: string): Promise<void> =>
  writeBeside(host, { records: [{ change: 'DESTROY', holderId }] });

/** Puts another key record in the place of one. */
export const replaceBeside = (host: World, entry: KeyEntry, generation: number): Promise<void> =>
  writeBeside(host, { records: [{ change: 'REPLACE', entry, generation }] });

/** A host whose commits are changed, or answered, before they reach the store. */
export const committing = (
  host: World,
  commit: (change: StoreChange, own: Store) => ReturnType<Store['commit']>,
): World => ({
  ...host,
  store: { ...host.store, commit: (change) => commit(change, host.store) },
});

/** A commit that never comes back. */
export const never = (): Promise<never> => new Promise(() => undefined);

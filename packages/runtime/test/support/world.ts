/**
 * A host for tests: real planes, a clock that stands still until it is moved, and shorthands that
 * fail loudly.
 *
 * @module
 */
import {
  hostEdition,
  memoryEventLog,
  memorySnapshotStore,
  createRuntime,
  MANUFACTURER,
} from '@hsm-lifecycle/runtime';
import type { Answer, Runtime, RuntimeWith, SnapshotStore } from '@hsm-lifecycle/runtime';
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
  readonly snapshots: SnapshotStore;
  readonly tick: (ms: number) => void;
};

/** Everything that a runtime needs, on memory stores unless others are given. */
export const world = (given: Partial<RuntimeWith> = {}): World => {
  let now = START;
  return {
    eventLog: memoryEventLog(),
    snapshots: memorySnapshotStore(),
    cipher: nodeCipher(),
    keyring: keyringOf(),
    edition: hostEdition,
    quotas: 'NONE',
    random: (bytes) => new Uint8Array(bytes),
    now: () => now,
    ...given,
    tick: (ms) => {
      now += ms;
    },
  };
};

export const start = (it: RuntimeWith): Promise<Runtime> => must(createRuntime(it));

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
export const grow = async (runtime: Runtime): Promise<Cluster> => {
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

/**
 * The providers of the crypto package, ready to seal a backup and to open it.
 *
 * @module
 */
import {
  createMemoryKeyring,
  generateKeyringState,
  nobleKeyPrimitives,
  nobleCipher,
  openSnapshot,
  platformRandom,
  sealSnapshot,
  webcryptoCipher,
  type RandomBytes,
  type Sealed,
  type SnapshotCipher,
} from '@hsm-lifecycle/crypto';
import { nodeCipher, nodeKeyPrimitives } from '@hsm-lifecycle/crypto/node';
import { must } from './must.ts';

/** The names of the providers. */
export type ProviderName = 'node' | 'webcrypto' | 'noble';

/** Seals and opens as a user of the package would. */
export type Sealer = {
  readonly seal: (snapshot: Uint8Array) => Promise<Sealed>;
  readonly open: (sealed: Sealed) => Promise<Uint8Array>;
};

const REGION = 'eu-west-1';
const MANUFACTURER = 'bench';
const HOLDER = { region: REGION, manufacturer: MANUFACTURER, backupId: 'backup-bench222222' };
const CLUSTER_ID = 'cluster-bench222222';
const FACTS = {
  ...HOLDER,
  clusterId: CLUSTER_ID,
  hsmType: 'hsm2m.medium',
  createdAt: Date.UTC(2026, 0, 1),
};
const EXPECTED = {
  clusterId: CLUSTER_ID,
  originRegion: REGION,
  originBackupId: HOLDER.backupId,
  holder: HOLDER,
};

const ciphers: Readonly<Record<ProviderName, (random: RandomBytes) => SnapshotCipher>> = {
  node: nodeCipher,
  webcrypto: webcryptoCipher,
  noble: nobleCipher,
};

/** All providers, by name. */
export const PROVIDERS: readonly ProviderName[] = ['node', 'webcrypto', 'noble'];

/** Makes sealers whose keyrings have the same keys, so that each opens what another has sealed. */
export const sealers = (
  randomOf: () => RandomBytes = () => platformRandom,
): Readonly<Record<ProviderName, Sealer>> => {
  const scopes = { regions: [REGION], manufacturers: [MANUFACTURER] };
  const state = generateKeyringState(scopes, platformRandom);
  const sealer = (name: ProviderName): Sealer => {
    const primitives = name === 'node' ? nodeKeyPrimitives : nobleKeyPrimitives;
    const keyring = must(createMemoryKeyring(state, { primitives }));
    const planes = { cipher: ciphers[name](randomOf()), keyring };
    return {
      seal: async (snapshot) => must(await sealSnapshot({ ...FACTS, snapshot }, planes)),
      open: async (sealed) => must(await openSnapshot({ ...sealed, expected: EXPECTED }, planes)),
    };
  };
  return { node: sealer('node'), webcrypto: sealer('webcrypto'), noble: sealer('noble') };
};

/** Makes a snapshot: bytes with a long period, the same ones each time. */
export const snapshotOf = (bytes: number): Uint8Array => {
  const snapshot = new Uint8Array(bytes);
  for (let at = 0; at < bytes; at += 1) snapshot[at] = (at * 31 + (at >>> 8)) % 256;
  return snapshot;
};

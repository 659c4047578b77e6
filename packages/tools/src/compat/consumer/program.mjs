/**
 * A first program: a cluster, a fleet, a file, a sealed backup.
 *
 * The file is valid JavaScript and valid TypeScript. Every tool runs it, every compiler checks it.
 *
 * @module
 */
import { activate, addHsm, andThen, createCluster, explain, initialize } from '@hsm-lifecycle/core';
import { decodeCommand, fleetFromJson, fleetToJson } from '@hsm-lifecycle/core/codec';
import { clusterIn, emptyFleet, step } from '@hsm-lifecycle/core/fleet';
import {
  createMemoryKeyring,
  decodeSnapshot,
  encodeSnapshot,
  generateKeyringState,
  nobleCipher,
  openSnapshotSync,
  platformRandom,
  sealSnapshotSync,
} from '@hsm-lifecycle/crypto';

const clusterId = 'cluster-primaryaaaa';
const region = 'eu-west-1';
const availabilityZone = 'eu-west-1a';
const subnets = [{ subnetId: 'subnet-0a1b2c3d', availabilityZone }];
const MINUTE = 60_000;

/** Creates a cluster, adds an HSM, initializes and activates. */
export const activeCluster = () => {
  const created = createCluster({
    at: 0,
    clusterId,
    region,
    hsmType: 'hsm2m.medium',
    mode: 'FIPS',
    subnets,
  });
  if (created._tag === 'Left') throw new Error(explain(created.left));
  const added = addHsm(created.right[0], { at: 10 * MINUTE, availabilityZone });
  const initialized = andThen(initialize, { at: 30 * MINUTE })(added);
  const activated = andThen(activate, { at: 40 * MINUTE })(initialized);
  if (activated._tag === 'Left') throw new Error(explain(activated.left));
  const [cluster] = activated.right;
  return `cluster: ${cluster.state}, ${cluster.hsms.length} HSM, ${cluster.backups.length} backup`;
};

/** Creates a cluster in a fleet with a command from JSON, and lets time pass. */
const steppedFleet = () => {
  const data = { at: 0, clusterId, region, hsmType: 'hsm2m.medium', mode: 'FIPS', subnets };
  const command = decodeCommand(JSON.parse(JSON.stringify({ type: 'CreateCluster', data })));
  if (command._tag === 'Left') throw new Error(`not a command: ${command.left.path}`);
  const empty = emptyFleet({ at: 0 });
  if (empty._tag === 'Left') throw new Error(explain(empty.left));
  const created = step(empty.right, command.right);
  if (created._tag === 'Left') throw new Error(explain(created.left));
  const later = step(created.right[0], { type: 'Advance', data: { at: 30 * MINUTE } });
  if (later._tag === 'Left') throw new Error(explain(later.left));
  return later.right[0];
};

/** Writes a fleet as JSON and reads it back. */
export const fleetInAFile = () => {
  const text = fleetToJson(steppedFleet());
  const read = fleetFromJson(text);
  if (read._tag === 'Left') throw new Error(`not a fleet: ${read.left._tag}`);
  const same = fleetToJson(read.right) === text;
  return `fleet: ${clusterIn(read.right, clusterId)?.state}, the same in a file: ${same}`;
};

/** Seals a snapshot with noble's ciphers, and opens it. */
export const sealedBackup = () => {
  const scopes = { regions: [region], manufacturers: ['acme'] };
  const keyring = createMemoryKeyring(generateKeyringState(scopes, platformRandom));
  const snapshot = encodeSnapshot({ users: ['admin'] });
  if (keyring._tag === 'Left' || snapshot._tag === 'Left') throw new Error('not well formed');
  const planes = { cipher: nobleCipher(), keyring: keyring.right };
  const holder = { region, manufacturer: 'acme', backupId: 'backup-abcdefg2345' };
  const facts = { ...holder, clusterId, hsmType: 'hsm2m.medium', createdAt: 0 };
  const sealed = sealSnapshotSync({ ...facts, snapshot: snapshot.right }, planes);
  if (sealed._tag === 'Left') throw new Error(sealed.left._tag);
  const expected = { clusterId, originRegion: region, originBackupId: holder.backupId, holder };
  const opened = openSnapshotSync({ ...sealed.right, expected }, planes);
  if (opened._tag === 'Left') throw new Error(opened.left._tag);
  const contents = decodeSnapshot(opened.right);
  return `snapshot: ${contents._tag === 'Right' ? JSON.stringify(contents.right) : 'unreadable'}`;
};

/** Does all of it, and returns one line for each result. */
export const program = () => [activeCluster(), fleetInAFile(), sealedBackup()];

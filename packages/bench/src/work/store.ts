/**
 * Files for one measurement, and what a runtime needs beside them.
 *
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryKeyring, generateKeyringState, platformRandom } from '@hsm-lifecycle/crypto';
import { nodeCipher, nodeKeyPrimitives } from '@hsm-lifecycle/crypto/node';
import { createRuntime, MANUFACTURER, type FleetHost, type Store } from '@hsm-lifecycle/runtime';
import { openSqlite } from '@hsm-lifecycle/runtime/sqlite';
import { REGION } from './grown-fleet.ts';
import { must } from './must.ts';

/** Creates a folder for some work, and removes it afterwards. */
export const inFolder = async <Value>(work: (folder: string) => Promise<Value>): Promise<Value> => {
  const folder = mkdtempSync(join(tmpdir(), 'hsm-lifecycle-bench-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Opens a store for some work, and closes it afterwards. */
export const inStore = async <Value>(
  path: string,
  work: (store: Store) => Promise<Value>,
): Promise<Value> => {
  const store = must(openSqlite(path));
  try {
    return await work(store);
  } finally {
    await store.close();
  }
};

/** Gives every fleet the same seed. */
const random = (bytes: number): Uint8Array => new Uint8Array(bytes);

/** The fleet of the measurements. */
export const FLEET = 'fleet';

/** An open fleet, and how to close it. */
export type Started = FleetHost & { readonly close: () => Promise<void> };

/** Opens the fleet of a store, with the `node` cipher and a clock that stands still. */
export const started = async (store: Store): Promise<Started> => {
  const keyring = must(
    createMemoryKeyring(
      generateKeyringState({ regions: [REGION], manufacturers: [MANUFACTURER] }, platformRandom),
      { primitives: nodeKeyPrimitives },
    ),
  );
  const planes = { cipher: nodeCipher(), keyring };
  const runtime = must(createRuntime({ store, ...planes, clock: () => 0, random, quotas: 'NONE' }));
  return { ...must(await runtime.fleet(FLEET)), close: runtime.close };
};

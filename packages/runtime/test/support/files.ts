/**
 * Real files for tests, in a folder that is removed afterwards.
 *
 * @module
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@hsm-lifecycle/runtime';
import { openSqlite } from '@hsm-lifecycle/runtime/sqlite';

/** A folder of stores. */
export type Files = {
  readonly path: () => string;
  readonly store: (at?: string) => Store;
  readonly clear: () => void;
};

/** Names files in a new folder, and opens stores; `clear` closes and removes them all. */
export const files = (): Files => {
  const folder = mkdtempSync(join(tmpdir(), 'hsm-runtime-'));
  const open: Store[] = [];
  let count = 0;
  const path = (): string => join(folder, `store-${(count += 1)}.db`);
  return {
    path,
    store: (at = path()): Store => {
      const store = openSqlite(at);
      if (store._tag === 'Left') throw new Error(JSON.stringify(store.left));
      open.push(store.right);
      return store.right;
    },
    clear: () => {
      for (const store of open) void store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

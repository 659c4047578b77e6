/**
 * The runtime from command to report, on stores in memory.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { grow, must, start, world } from './support/world.ts';

describe('createRuntime', () => {
  it('seals what the machine backs up, and lets HSMs join from it', async () => {
    const host = world();
    const runtime = await start(host);
    const cluster = await grow(runtime);
    expect(cluster.hsms.map(({ state }) => state)).toEqual(['ACTIVE', 'ACTIVE']);
    expect(cluster.backups.map(({ state }) => state)).toEqual(['READY', 'READY']);
    expect(await must(host.snapshots.holderIds())).toEqual(cluster.backups.map(({ backupId }) => backupId));
  });
});

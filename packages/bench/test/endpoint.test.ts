/**
 * The questions of the bench are answered, and the first page is that of all backups.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import { serveNode } from '@hsm-lifecycle/aws/node';
import { ratioOf } from '../src/measure/load.ts';
import { loadsOf, manyBackups } from '../src/rows/endpoint.ts';
import { endpointInMemory } from '../src/work/endpoints.ts';

describe('the endpoint', () => {
  it('answers every question of the bench, or the bench stops', async () => {
    const cloudHsm = await endpointInMemory();
    const { url, close } = await serveNode(cloudHsm);
    const server = { url, cpu: () => undefined };
    const loads = await loadsOf(server, { clusters: 3, requests: 5 });
    await close();
    await cloudHsm.host.close();
    expect([...loads.keys()]).toHaveLength(5);
    for (const load of loads.values()) expect(load.perSecond).toBeGreaterThan(0);
    await expect(loadsOf(server, { clusters: 1, requests: 1 })).rejects.toThrow('ECONNREFUSED');
  });

  it('gives the first page of as many backups as there are', async () => {
    const { backups, firstPage } = await manyBackups(1);
    expect(backups).toBeGreaterThanOrEqual(379);
    await firstPage();
  });

  it('is compared by CPU where the system tells it, else by requests a second', () => {
    const load = { perSecond: 10, p50: 1, p99: 2, cpuMs: undefined };
    expect(ratioOf(load, { ...load, perSecond: 5 })).toBe(2);
    expect(ratioOf({ ...load, cpuMs: 1 }, { ...load, cpuMs: 4 })).toBe(4);
  });
});

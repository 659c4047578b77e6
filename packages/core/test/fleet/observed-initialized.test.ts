/**
 * INITIALIZED clusters that were observed: the report of an activation is late (F-244).
 */
import { describe, expect, it } from '@jest/globals';
import { effectiveContents, type Cluster } from '@hsm-lifecycle/core';
import { clusterIn, residualData, step, type Fleet } from '@hsm-lifecycle/core/fleet';
import { AT, backupSeen, HOUR, observed, PROD, run, runFrom } from './seen.ts';

const prod = (fleet: Fleet): Cluster => {
  const cluster = clusterIn(fleet, PROD);
  if (cluster === undefined) throw new Error('no cluster');
  return cluster;
};
const later = { type: 'Advance', data: { at: AT + HOUR } } as const;
const making = {
  ...backupSeen,
  createdAt: AT - 30_000,
  state: 'CREATE_IN_PROGRESS',
  expectedAt: AT + 60_000,
} as const;

describe('an observed INITIALIZED cluster', () => {
  it('may hold what nobody has listed', () => {
    const [fleet] = run(observed({ phase: 'INITIALIZED', backups: [] }), later);
    expect(effectiveContents(prod(fleet)).isComplete).toBe(false);
    expect(residualData(fleet, { keyIds: ['root'] })).toMatchObject({
      right: [{ place: 'hsm', cannotBeRuledOut: true }],
    });
    const [active] = runFrom(fleet, { type: 'Activate', data: { at: AT + HOUR, clusterId: PROD } });
    expect(effectiveContents(prod(active)).isComplete).toBe(false);
  });

  it('can have the backup of its activation, which is reported next', () => {
    const [fleet, [, reported]] = run(observed({ phase: 'INITIALIZED', backups: [making] }), later);
    expect(reported).toMatchObject({ event: { type: 'ClusterActivationReported' } });
    expect(prod(fleet)).toMatchObject({
      phase: 'ACTIVE',
      activatedAt: making.createdAt,
      material: { isComplete: false },
      backups: [{ state: 'READY', material: { isComplete: false } }],
    });
  });

  it('cannot have more backups', () => {
    const second = { ...backupSeen, backupId: 'backup-zzzzzzzzzzc' } as const;
    const [fleet] = run();
    expect(
      step(fleet, observed({ phase: 'INITIALIZED', backups: [backupSeen, second] })),
    ).toMatchObject({ left: { _tag: 'NotObservable', field: 'backups' } });
  });
});

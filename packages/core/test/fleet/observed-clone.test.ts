/**
 * Clusters that may have been restored from a backup that nobody listed.
 */
import { describe, expect, it } from '@jest/globals';
import { effectiveContents, type Cluster, type Command } from '@hsm-lifecycle/core';
import { clusterIn, residualData, type Fleet } from '@hsm-lifecycle/core/fleet';
import { fleetFromJson, fleetToJson } from '@hsm-lifecycle/core/codec';
import {
  AT,
  backupSeen,
  DAY,
  HOUR,
  hsmSeen,
  observed,
  otherHsmSeen,
  PROD,
  run,
  runFrom,
  type ClusterSeen,
} from './seen.ts';

const prod = (fleet: Fleet): Cluster => {
  const cluster = clusterIn(fleet, PROD);
  if (cluster === undefined) throw new Error('no cluster');
  return cluster;
};

const advance = (ms: number): Command => ({ type: 'Advance', data: { at: AT + ms } });
const settle: Command = {
  type: 'Settle',
  data: { at: AT, id: otherHsmSeen.hsmId, outcome: 'FAILED', reason: 'lost' },
};

const isListed = (fleet: Fleet): boolean => {
  const places = residualData(fleet, { clusterId: PROD, keyIds: ['root'] });
  return places._tag === 'Right' && places.right.some((place) => place.cannotBeRuledOut);
};

const joining = { ...otherHsmSeen, state: 'CREATE_IN_PROGRESS', expectedAt: AT + HOUR } as const;
const pending = { ...backupSeen, state: 'PENDING_DELETION', deleteAt: AT + DAY } as const;

const cases: readonly (readonly [string, Partial<ClusterSeen>, readonly Command[]])[] = [
  ['without HSMs and backups', { hsms: [], backups: [] }, []],
  [
    'whose only HSM fails',
    { backups: [] },
    [{ type: 'FailHsm', data: { at: AT, clusterId: PROD, hsmId: hsmSeen.hsmId } }],
  ],
  ['whose first HSM is joining', { hsms: [joining], backups: [] }, []],
  ['whose first HSM fails to join', { hsms: [joining], backups: [] }, [settle]],
  ['whose only backup awaits its purge', { hsms: [], backups: [pending] }, []],
  [
    'still being restored, as its certificate shows',
    { phase: 'CREATE_IN_PROGRESS', expectedAt: AT + HOUR, certificate: 'A', hsms: [], backups: [] },
    [],
  ],
];

describe('an observed cluster without a READY backup of its own', () => {
  it.each(cases)('is never called empty: %s', (_, seen, commands) => {
    const [fleet] = run(observed(seen), ...commands);
    for (const each of [fleet, runFrom(fleet, advance(2 * HOUR))[0]]) {
      expect(isListed(each)).toBe(true);
      expect(effectiveContents(prod(each)).isComplete).toBe(false);
      expect(prod(each).state).not.toBe('UNINITIALIZED');
      expect(fleetFromJson(fleetToJson(each))).toMatchObject({ _tag: 'Right' });
    }
  });

  it('gives its next HSM what it may have been restored from', () => {
    const [fleet, events] = run(observed({ hsms: [], backups: [] }), {
      type: 'AddHsm',
      data: { at: AT, clusterId: PROD, availabilityZone: 'eu-west-1a' },
    });
    expect(events.at(-1)).toMatchObject({ event: { data: { from: { kind: 'ORIGIN' } } } });
    const [later] = runFrom(fleet, advance(3 * DAY));
    expect(prod(later)).toMatchObject({ origin: undefined, material: { isComplete: false } });
  });

  it('is active again after a deletion that fails, with its origin', () => {
    const [fleet] = run(
      observed({
        phase: 'DELETE_IN_PROGRESS',
        expectedAt: AT + HOUR,
        certificate: 'A',
        hsms: [],
        backups: [],
      }),
      {
        type: 'Settle',
        data: { at: AT, id: PROD, outcome: 'FAILED', reason: 'it is in use' },
      },
    );
    expect(prod(fleet)).toMatchObject({ phase: 'ACTIVE', origin: { access: { users: [] } } });
    expect(isListed(fleet)).toBe(true);
  });

  it('has no origin if it has a READY backup, is blank or is DELETED', () => {
    const others: readonly Partial<ClusterSeen>[] = [
      {},
      { phase: 'UNINITIALIZED', backups: [] },
      { phase: 'DELETED', hsms: [], backups: [pending] },
      { phase: 'CREATE_IN_PROGRESS', expectedAt: AT, hsms: [], backups: [] },
    ];
    for (const seen of others) expect(prod(run(observed(seen))[0]).origin).toBeUndefined();
  });
});

import { describe, expect, it } from '@jest/globals';
import { left } from 'fp-ts/lib/Either.js';
import { HOUR_MS, type Command, type ReplicatingCommand } from '@hsm-lifecycle/core';
import { step, type Fleet } from '@hsm-lifecycle/core/fleet';
import { after, clustersIn, ELSEWHERE } from '@hsm-lifecycle/testing';
import { clusterId, copyId, exampleFleet, ordered, storyOf, theCopy } from './world.ts';
import { legalCommands, residualData } from './answers.ts';

const start = exampleFleet.asOf;
const restoring: Command = {
  type: 'Restore',
  data: {
    at: start,
    backupId: copyId,
    subnets: [{ subnetId: 'subnet-0f1e2d3c', availabilityZone: `${ELSEWHERE}a` }],
  },
};
const restored = ordered(exampleFleet, restoring, {
  type: 'Advance',
  data: { at: start + HOUR_MS },
});
const clone =
  clustersIn(restored).find((each) => each.clusterId !== clusterId)?.clusterId ?? 'none';
const at = start + 2 * HOUR_MS;

/** The clone has an HSM, and the key k2 and the user dora that the first cluster lacks. */
const apart: Fleet = ordered(
  restored,
  {
    type: 'AddHsm',
    data: { at: start + HOUR_MS, clusterId: clone, availabilityZone: `${ELSEWHERE}a` },
  },
  { type: 'Advance', data: { at } },
  { type: 'CreateUser', data: { at, clusterId: clone, name: 'dora', role: 'CU' } },
  {
    type: 'CreateKey',
    data: { at, clusterId: clone, keyId: 'k2', owner: 'alice', kind: 'symmetric' },
  },
);

const bringing = (changes: object = {}): ReplicatingCommand => ({
  type: 'ReplicateKey',
  data: { at, clusterId, from: clone, keyId: 'k2', ...changes },
});

describe('replicating in a fleet', () => {
  it('is an event of the cluster that gets something, and of no other (F-247)', () => {
    expect(storyOf(apart, bringing())).toEqual([`${clusterId} KeyReplicated`]);
    expect(
      storyOf(apart, { type: 'ReplicateUser', data: { at, clusterId, from: clone, name: 'dora' } }),
    ).toEqual([`${clusterId} UserReplicated`]);
  });

  it('makes one key of two places: it is no longer residual (F-247)', () => {
    const keys = (of: Fleet) =>
      residualData(of, { clusterId }).flatMap((place) => place.keys.map(({ keyId }) => keyId));
    expect(keys(apart)).toContain('k2');
    expect(keys(after(step(apart, bringing())))).not.toContain('k2');
  });

  it('refuses clusters that are not there, whichever they are (M-3)', () => {
    for (const field of ['clusterId', 'from'])
      expect(step(apart, bringing({ [field]: 'cluster-22222222222' }))).toEqual(
        left({ _tag: 'ClusterNotFound', rule: 'M-3', clusterId: 'cluster-22222222222' }),
      );
  });

  it('refuses a copy on either side (M-3)', () => {
    for (const field of ['clusterId', 'from'])
      expect(step(apart, bringing({ [field]: `cluster-${theCopy().stem}` }))).toMatchObject(
        left({ _tag: 'ClusterNotFound' }),
      );
  });

  it.each([ELSEWHERE, 'eu-west-1'])('refuses it while %s is out of reach (M-7)', (region) => {
    const lost = ordered(apart, { type: 'LoseRegion', data: { at, region, kind: 'UNREACHABLE' } });
    expect(step(lost, bringing())).toEqual(
      left({ _tag: 'RegionOutOfReach', rule: 'M-7', region, kind: 'UNREACHABLE' }),
    );
  });

  it('passes on what the clusters refuse (M-3)', () => {
    expect(step(apart, bringing({ keyId: 'k9' }))).toMatchObject(left({ _tag: 'KeyNotFound' }));
    expect(
      step(apart, { type: 'ReplicateUser', data: { at, clusterId, from: clone, name: 'eve' } }),
    ).toMatchObject(left({ _tag: 'UserNotFound' }));
  });

  it('is among the legal commands, with a cluster of the lineage (F-247)', () => {
    const legal = legalCommands(apart, { clusterId, at }).filter(({ type }) =>
      type.startsWith('Replicate'),
    );
    expect(legal.map(({ type, legal: is }) => [type, is])).toEqual([
      ['ReplicateUser', true],
      ['ReplicateKey', true],
    ]);
    expect(
      legal.every(({ example }) => 'from' in example.data && example.data.from === clone),
    ).toBe(true);
  });
});

/**
 * The lineage of what was observed: the same in any order of observation.
 */
import { describe, expect, it } from '@jest/globals';
import {
  equalFleets,
  evolveFleet,
  residualData,
  type Fleet,
  type ResidualData,
} from '@hsm-lifecycle/core/fleet';
import { fleetFromJson, fleetToJson } from '@hsm-lifecycle/core/codec';
import {
  AT,
  copied,
  empty,
  keySeen,
  listed,
  observed,
  OTHER,
  PROD,
  run,
  userSeen,
} from './seen.ts';

const other = observed({ clusterId: OTHER, certificate: 'A', hsms: [], backups: [] });
const source = observed({ certificate: 'A', hsms: [], backups: [] });
const copy = copied({ contents: listed([keySeen('root')], [userSeen('alice')]) });
const clone = {
  type: 'Restore',
  data: {
    at: AT,
    backupId: 'backup-yyyyyyyyyyb',
    clusterId: 'cluster-CCCCCCCCCCd',
    subnets: [{ subnetId: 'subnet-e3a17c99', availabilityZone: 'us-east-1a' }],
  },
} as const;

const placesOf = (fleet: Fleet, input: ResidualData): readonly string[] => {
  const places = residualData(fleet, input);
  if (places._tag === 'Left') throw new Error(places.left._tag);
  return places.right.map(({ place, id }) => `${place} ${id}`);
};

const kinOf = (fleet: Fleet): unknown =>
  Object.fromEntries(
    [...fleet.holders.values()].map((holder) => [
      holder.kind === 'CLUSTER' ? holder.clusterId : holder.copyId,
      [holder.lineageId, holder.certificate],
    ]),
  );

describe('lineage', () => {
  it.each([
    ['copy, other, source', [copy, other, source]],
    ['other, copy, source', [other, copy, source]],
    ['other, source, copy', [other, source, copy]],
  ])('is one, whatever was seen first: %s', (_, commands) => {
    const [fleet] = run(...commands);
    expect(kinOf(fleet)).toEqual({
      [OTHER]: [OTHER, 'A'],
      [PROD]: [OTHER, 'A'],
      'backup-yyyyyyyyyyb': [OTHER, 'A'],
    });
    for (const clusterId of [PROD, OTHER])
      expect(placesOf(fleet, { clusterId, keyIds: ['root'] })).toContain('copy backup-yyyyyyyyyyb');
  });

  it('takes in what was made from a copy before its source was seen', () => {
    const [fleet] = run(copy, clone, source, other);
    expect(kinOf(fleet)).toEqual({
      [OTHER]: [PROD, 'A'],
      [PROD]: [PROD, 'A'],
      'backup-yyyyyyyyyyb': [PROD, 'A'],
      'cluster-CCCCCCCCCCd': [PROD, 'A'],
    });
  });

  it('is the same in a replay and in JSON', () => {
    const [fleet, events] = run(other, copy, clone, source);
    expect(equalFleets(events.reduce(evolveFleet, empty()), fleet)).toBe(true);
    const read = fleetFromJson(fleetToJson(fleet));
    expect(read._tag === 'Right' && equalFleets(read.right, fleet)).toBe(true);
  });
});

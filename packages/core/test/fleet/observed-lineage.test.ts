/**
 * Lineages that nobody has shown: what may be of a cluster's is not left out.
 */
import { describe, expect, it } from '@jest/globals';
import { commandRefusal } from '../../src/transitions/command-forms.ts';
import { decodeCommand } from '@hsm-lifecycle/core/codec';
import { residualData, step, type Fleet } from '@hsm-lifecycle/core/fleet';
import {
  AT,
  copied,
  empty,
  hsmSeen,
  keySeen,
  listed,
  observed,
  OTHER,
  PROD,
  run,
  userSeen,
} from './seen.ts';

const contents = listed([keySeen('root')], [userSeen('alice')]);
const goneClone = {
  region: 'eu-west-1',
  backupId: 'backup-wwwwwwwwwwb',
  clusterId: OTHER,
} as const;
const placesFor = (fleet: Fleet, clusterId: string): unknown => {
  const places = residualData(fleet, { clusterId, keyIds: ['root'] });
  return places._tag === 'Right'
    ? places.right.map(({ place, id, cannotBeRuledOut }) => [place, id, cannotBeRuledOut])
    : places.left;
};
const unsigned = observed({
  clusterId: OTHER,
  contents,
  hsms: [{ ...hsmSeen, hsmId: 'hsm-qqqqqqqqqqc', eniId: 'eni-00000002' }],
  backups: [],
});

describe('residualData of a lineage', () => {
  it('lists a copy of a clone that is gone', () => {
    const [fleet] = run(
      observed({ certificate: 'A', hsms: [] }),
      copied({ contents, source: goneClone }),
    );
    expect(placesFor(fleet, PROD)).toContainEqual(['copy', 'backup-yyyyyyyyyyb', true]);
  });

  it('lists a cluster without a certificate, and is asked of one', () => {
    const [fleet] = run(observed({ certificate: 'A' }), unsigned);
    expect(placesFor(fleet, PROD)).toContainEqual(['hsm', 'hsm-qqqqqqqqqqc', true]);
    expect(placesFor(fleet, OTHER)).toContainEqual(['hsm', hsmSeen.hsmId, true]);
  });

  it('leaves out another certificate, what is complete, and what the model made', () => {
    const [fleet] = run(
      observed({ certificate: 'A' }),
      observed({ clusterId: OTHER, certificate: 'B', hsms: [], backups: [] }),
      {
        type: 'CreateCluster',
        data: {
          at: AT,
          clusterId: 'cluster-madehere234',
          region: 'eu-west-1',
          hsmType: 'hsm2m.medium',
          mode: 'FIPS',
          subnets: [{ subnetId: 'subnet-0a1b2c3d', availabilityZone: 'eu-west-1a' }],
        },
      },
    );
    expect(placesFor(fleet, PROD)).toEqual([
      ['hsm', hsmSeen.hsmId, true],
      ['backup', 'backup-zzzzzzzzzzb', true],
    ]);
    const [made] = run(
      {
        type: 'CreateCluster',
        data: {
          at: AT - 3_600_000,
          clusterId: 'cluster-madehere234',
          region: 'eu-west-1',
          hsmType: 'hsm2m.medium',
          mode: 'FIPS',
          subnets: [{ subnetId: 'subnet-0a1b2c3d', availabilityZone: 'eu-west-1a' }],
        },
      },
      { type: 'Advance', data: { at: AT } },
      {
        type: 'AddHsm',
        data: { at: AT, clusterId: 'cluster-madehere234', availabilityZone: 'eu-west-1a' },
      },
      unsigned,
    );
    expect(placesFor(made, 'cluster-madehere234')).toEqual([]);
  });
});

describe('an observation', () => {
  it.each([
    ['certificate', copied],
    ['lineageId', copied],
    ['stem', copied],
    ['edition', observed],
    ['lineageId', observed],
    ['note', observed],
  ] as const)('refuses an undeclared %s, as decodeCommand does', (member, make) => {
    const command = { ...make(), data: { ...make().data, [member]: 'A' } };
    expect(commandRefusal(command)).toMatchObject({
      _tag: 'NotWellFormed',
      field: `data.${member}`,
    });
    expect(decodeCommand(JSON.parse(JSON.stringify(command)))).toMatchObject({ _tag: 'Left' });
    expect(step(empty(), make())).toMatchObject({ _tag: 'Right' });
  });
});

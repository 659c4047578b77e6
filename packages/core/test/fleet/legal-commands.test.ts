import { describe, expect, it } from '@jest/globals';
import { customEdition, editions, type Command } from '@hsm-lifecycle/core';
import { step, type Fleet } from '@hsm-lifecycle/core/fleet';
import {
  after,
  clustersIn,
  fleet,
  freshFleet,
  growFleet,
  growth,
  subnets,
} from '@hsm-lifecycle/testing';
import { legalCommands } from './answers.ts';

const exampleFleet = fleet();
const at = exampleFleet.asOf;
const [cluster] = clustersIn(exampleFleet);
const clusterId = cluster?.clusterId ?? 'cluster-none';
const first = cluster?.backups[0]?.backupId ?? '';
const inOrder = (before: Fleet, ...commands: readonly Command[]): Fleet =>
  commands.reduce((now, command) => after(step(now, command)), before);

describe('legalCommands', () => {
  const legality = (before: Fleet, when = before.asOf) =>
    new Map(legalCommands(before, { clusterId, at: when }).map((each) => [each.type, each]));

  it('gives an example of each type that is accepted, or a refusal', () => {
    const now = legality(exampleFleet);
    const legal = [...now.values()].filter((each) => each.legal);
    expect(legal.map(({ type }) => type)).toEqual(
      expect.arrayContaining([
        'AddHsm',
        'RemoveHsm',
        'SetRetention',
        'Tag',
        'DeleteBackup',
        'CopyToRegion',
        'Restore',
        'CreateKey',
        'DeleteKey',
      ]),
    );
    expect(legal.every(({ example }) => step(exampleFleet, example)._tag === 'Right')).toBe(true);
    expect(now.get('DeleteCluster')).toMatchObject({
      legal: false,
      refusal: { _tag: 'HsmsRemain' },
    });
    expect(now.get('Activate')).toMatchObject({
      legal: false,
      refusal: { _tag: 'WrongState' },
    });
    expect(now.get('UndeleteBackup')).toMatchObject({
      legal: false,
      refusal: { _tag: 'BackupNotPendingDeletion' },
    });
    expect(now.get('Settle')).toMatchObject({
      legal: false,
      refusal: { _tag: 'NothingInProgress' },
    });
  });

  it('tries everything that a cluster has in progress or could lose', () => {
    const busy = inOrder(
      exampleFleet,
      { type: 'AddHsm', data: { at, clusterId, availabilityZone: 'eu-west-1a' } },
      { type: 'DeleteBackup', data: { at, backupId: first } },
    );
    expect(legality(busy).get('Settle')?.legal).toBe(true);
    expect(legality(busy).get('UndeleteBackup')?.legal).toBe(true);
  });

  it('removes an existing tag', () => {
    const tagged = inOrder(exampleFleet, {
      type: 'Tag',
      data: { at, resourceId: clusterId, tags: { team: 'blue' } },
    });
    expect(legality(tagged).get('Untag')).toMatchObject({
      legal: true,
      example: { data: { keys: ['team'] } },
    });
    expect(legality(exampleFleet).get('Untag')?.legal).toBe(true);
  });

  it('gives only policies that the cluster’s edition allows', () => {
    const longer = customEdition(editions.aws2026, {
      name: 'longer',
      retentionDaysMin: 100,
      retentionDaysDefault: 100,
    });
    const made = inOrder(
      freshFleet({ at, edition: longer._tag === 'Right' ? longer.right : editions.aws2026 }),
      {
        type: 'CreateCluster',
        data: {
          at,
          region: 'eu-west-1',
          hsmType: 'hsm2m.medium',
          mode: 'FIPS',
          subnets: subnets(1),
        },
      },
    );
    const setting = legalCommands(made, {
      clusterId: clustersIn(made)[0]?.clusterId ?? '',
      at,
    }).find(({ type }) => type === 'SetRetention');
    expect(setting).toMatchObject({ legal: true, example: { data: { retentionDays: 100 } } });
  });

  it('has an example even for what a cluster does not have', () => {
    const made = inOrder(freshFleet({ at }), {
      type: 'CreateCluster',
      data: {
        at,
        region: 'us-east-1',
        hsmType: 'hsm2m.medium',
        mode: 'FIPS',
        subnets: subnets(1, 'us-east-1'),
      },
    });
    const fresh = clustersIn(made)[0]?.clusterId ?? '';
    const now = new Map(
      legalCommands(made, { clusterId: fresh, at }).map((each) => [each.type, each]),
    );
    expect(now.get('RemoveHsm')).toMatchObject({ legal: false, refusal: { _tag: 'WrongState' } });
    expect(now.get('DeleteBackup')).toMatchObject({
      legal: false,
      refusal: { _tag: 'BackupNotFound' },
    });
    expect(now.get('Settle')).toMatchObject({ legal: true });
  });

  it('changes the HSM type of a cluster whose edition can, or rolls that back', () => {
    const old = growFleet(
      freshFleet({ edition: editions.aws2024 }),
      ...growth.map((maker) => (now: Fleet): Command => {
        const command = maker(now);
        return command.type === 'CreateCluster'
          ? { ...command, data: { ...command.data, hsmType: 'hsm1.medium' } }
          : command;
      }),
    );
    const id = clustersIn(old)[0]?.clusterId ?? '';
    const changing = (now: Fleet) =>
      legalCommands(now, { clusterId: id, at: now.asOf }).find(
        ({ type }) => type === 'ChangeHsmType',
      );
    const forwards = changing(old);
    expect(forwards).toMatchObject({ legal: true, example: { data: { hsmType: 'hsm2m.medium' } } });
    const migrating = forwards === undefined ? old : inOrder(old, forwards.example);
    expect(changing(migrating)).toMatchObject({
      legal: true,
      example: { data: { hsmType: 'hsm1.medium' } },
    });
  });

  it('has nothing for a cluster that never existed', () => {
    expect(legalCommands(exampleFleet, { clusterId: 'cluster-none', at })).toEqual([]);
  });
});

/**
 * ModifyCluster: the retention, or the HSM type and back.
 */
import { describe, expect, it } from '@jest/globals';
import { editions } from '@hsm-lifecycle/core';
import { activated, alice, commanded, described, done, refused } from './support/calls.ts';
import { endpoint, HOME, SUBNETS } from './support/endpoint.ts';

const DAY = 24 * 60;

describe('ModifyCluster', () => {
  it('changes one thing, and what is set already too (U-33)', async () => {
    const side = await endpoint();
    const ClusterId = await activated(side);
    const BackupRetentionPolicy = { Type: 'DAYS', Value: '90' } as const;
    expect(await refused(side, 'ModifyCluster', { ClusterId })).toMatchObject({ rule: 'U-33' });
    expect(
      await refused(side, 'ModifyCluster', {
        ClusterId,
        HsmType: 'hsm2m.medium',
        BackupRetentionPolicy,
      }),
    ).toMatchObject({ rule: 'U-33' });
    await done(side, 'ModifyCluster', { ClusterId, BackupRetentionPolicy });
  });

  it('migrates a cluster while its HSMs stay ACTIVE, and turns back (U-37)', async () => {
    const side = await endpoint({ edition: editions.aws2024 });
    const { Cluster } = await done(side, 'CreateCluster', {
      HsmType: 'hsm1.medium',
      SubnetIds: SUBNETS,
    });
    const clusterId = Cluster?.ClusterId ?? '';
    side.pass(10);
    await done(side, 'CreateHsm', { ClusterId: clusterId, AvailabilityZone: `${HOME}a` });
    side.pass(15);
    await commanded(side, { type: 'Initialize', data: { clusterId } });
    side.pass(5);
    await commanded(side, { type: 'Activate', data: { clusterId } });
    side.pass(5);
    const started = await done(side, 'ModifyCluster', {
      ClusterId: clusterId,
      HsmType: 'hsm2m.medium',
    });
    expect(started.Cluster).toMatchObject({ State: 'MODIFY_IN_PROGRESS', HsmType: 'hsm1.medium' });
    expect(started.Cluster?.HsmTypeRollbackExpiration).toBe(
      (side.clock.now() + DAY * 60_000) / 1000,
    );
    side.pass(10);
    expect((await described(side, clusterId)).Hsms).toMatchObject([{ State: 'ACTIVE' }]);
    expect(
      await refused(side, 'CreateHsm', { ClusterId: clusterId, AvailabilityZone: `${HOME}b` }),
    ).toMatchObject({
      rule: 'F-88',
    });
    side.pass(40);
    expect(await described(side, clusterId)).toMatchObject({
      State: 'ACTIVE',
      HsmType: 'hsm2m.medium',
      Hsms: [{ HsmType: 'hsm2m.medium' }],
    });
    const back = await done(side, 'ModifyCluster', {
      ClusterId: clusterId,
      HsmType: 'hsm1.medium',
    });
    expect(back.Cluster?.State).toBe('ROLLBACK_IN_PROGRESS');
    side.pass(60);
    expect(await described(side, clusterId)).toMatchObject({
      State: 'ACTIVE',
      HsmType: 'hsm1.medium',
    });
  });

  it('does not turn back at the very instant of the expiration (U-38)', async () => {
    const attempt = async (minutes: number): Promise<string> => {
      const side = await endpoint({ edition: editions.aws2024 });
      const { Cluster } = await done(side, 'CreateCluster', {
        HsmType: 'hsm1.medium',
        SubnetIds: SUBNETS,
      });
      const ClusterId = Cluster?.ClusterId ?? '';
      side.pass(10);
      await done(side, 'CreateHsm', { ClusterId, AvailabilityZone: `${HOME}a` });
      side.pass(15);
      await commanded(side, { type: 'Initialize', data: { clusterId: ClusterId } });
      side.pass(5);
      await commanded(side, { type: 'Activate', data: { clusterId: ClusterId } });
      side.pass(5);
      await done(side, 'ModifyCluster', { ClusterId, HsmType: 'hsm2m.medium' });
      side.pass(minutes);
      const outcome = await side.cloudHsm.call(
        'ModifyCluster',
        { ClusterId, HsmType: 'hsm1.medium' },
        alice,
      );
      return outcome._tag === 'Left'
        ? String(outcome.left.rule)
        : String(outcome.right.Cluster?.State);
    };
    expect(await attempt(DAY - 1)).toBe('ROLLBACK_IN_PROGRESS');
    expect(await attempt(DAY)).toBe('F-190');
  });
});

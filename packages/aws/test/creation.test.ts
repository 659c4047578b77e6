/**
 * What is asked of new clusters and HSMs.
 */
import { describe, expect, it } from '@jest/globals';
import { editions } from '@hsm-lifecycle/core';
import {
  activated,
  alice,
  commanded,
  created,
  described,
  done,
  PLATFORM,
  refused,
} from './support/calls.ts';
import { endpoint, HOME, SUBNETS } from './support/endpoint.ts';

describe('CreateCluster', () => {
  it('wants a mode, but for hsm1.medium and for a restore (U-34)', async () => {
    const side = await endpoint({ edition: editions.aws2024 });
    expect(
      await refused(side, 'CreateCluster', { HsmType: 'hsm2m.medium', SubnetIds: SUBNETS }),
    ).toMatchObject({ rule: 'F-183' });
    const { Cluster } = await done(side, 'CreateCluster', {
      HsmType: 'hsm1.medium',
      SubnetIds: SUBNETS,
    });
    expect(Cluster?.Mode).toBe('FIPS');
    await activated(side);
    const { Backups } = await done(side, 'DescribeBackups', {});
    const SourceBackupId = Backups?.[0]?.BackupId;
    const restoring = { HsmType: 'hsm2m.medium', SubnetIds: SUBNETS, SourceBackupId };
    expect((await done(side, 'CreateCluster', restoring)).Cluster?.Mode).toBe('FIPS');
  });

  it('gives each subnet that nobody listed a zone of its own, and keeps it (U-35)', async () => {
    const side = await endpoint();
    const first = await described(side, await created(side));
    expect(first.SubnetMapping).toEqual({ [`${HOME}a`]: SUBNETS[0], [`${HOME}b`]: SUBNETS[1] });
    const { Cluster } = await done(side, 'CreateCluster', {
      ...PLATFORM,
      SubnetIds: ['subnet-aaaaaaaa', SUBNETS[0] ?? ''],
    });
    expect(Cluster?.SubnetMapping).toEqual({
      [`${HOME}b`]: 'subnet-aaaaaaaa',
      [`${HOME}a`]: SUBNETS[0],
    });
    expect(Cluster?.VpcId).toBe(first.VpcId);
    expect(
      await refused(side, 'CreateCluster', {
        ...PLATFORM,
        SubnetIds: ['subnet-aaaaaaaa', 'subnet-aaaaaaaa'],
      }),
    ).toMatchObject({ rule: 'F-118' });
  });

  it('reads a retention, which has a value (F-37)', async () => {
    const side = await endpoint();
    const asked = { ...PLATFORM, SubnetIds: SUBNETS };
    expect(
      await refused(side, 'CreateCluster', { ...asked, BackupRetentionPolicy: { Type: 'DAYS' } }),
    ).toMatchObject({ rule: 'F-37' });
    expect(
      await refused(side, 'CreateCluster', { ...asked, BackupRetentionPolicy: { Value: '380' } }),
    ).toMatchObject({ rule: 'F-154' });
    const { Cluster } = await done(side, 'CreateCluster', {
      ...asked,
      BackupRetentionPolicy: { Value: '007' },
    });
    expect(Cluster?.BackupRetentionPolicy).toEqual({ Type: 'DAYS', Value: '7' });
  });

  it('refuses a tag key that occurs twice or begins with aws:', async () => {
    const side = await endpoint();
    const tag = (
      ...keys: string[]
    ): { readonly TagList: readonly { Key: string; Value: string }[] } => ({
      TagList: keys.map((Key) => ({ Key, Value: '' })),
    });
    const asked = { ...PLATFORM, SubnetIds: SUBNETS };
    for (const TagList of [tag('a', 'a'), tag('aws:a'), tag('AWS:a')])
      // eslint-disable-next-line no-await-in-loop
      expect(await refused(side, 'CreateCluster', { ...asked, ...TagList })).toMatchObject({
        code: 'CloudHsmTagException',
      });
    const { Cluster } = await done(side, 'CreateCluster', { ...asked, ...tag('__proto__', 'b') });
    expect(Cluster?.TagList?.map(({ Key }) => Key)).toEqual(['__proto__', 'b']);
  });
});

describe('CreateHsm', () => {
  it('gives each HSM an address, the one asked for or the lowest free one (F-62)', async () => {
    const side = await endpoint();
    const ClusterId = await activated(side);
    const [first] = (await described(side, ClusterId)).Hsms ?? [];
    expect(first?.EniIp).toMatch(/^10\.\d+\.\d+\.4$/u);
    const AvailabilityZone = `${HOME}a`;
    expect(
      await refused(side, 'CreateHsm', { ClusterId, AvailabilityZone, IpAddress: '10.0.0.256' }),
    ).toMatchObject({ rule: 'F-62' });
    expect(
      await refused(side, 'CreateHsm', { ClusterId, AvailabilityZone, IpAddress: first?.EniIp }),
    ).toMatchObject({ rule: 'F-89' });
    const IpAddress = first?.EniIp?.replace(/4$/u, '77');
    const { Hsm } = await done(side, 'CreateHsm', { ClusterId, AvailabilityZone, IpAddress });
    expect(Hsm?.EniIp).toBe(IpAddress);
  });

  it('of 200 that race makes one first HSM', async () => {
    const side = await endpoint();
    const ClusterId = await created(side);
    const outcomes = await Promise.all(
      Array.from({ length: 200 }, () =>
        side.cloudHsm.call('CreateHsm', { ClusterId, AvailabilityZone: `${HOME}a` }, alice),
      ),
    );
    expect(outcomes.filter(({ _tag }) => _tag === 'Right')).toHaveLength(1);
    side.pass(15);
    expect((await described(side, ClusterId)).Hsms).toHaveLength(1);
  });

  it('says that creation failed in the service’s own words, and the HSM stays listed', async () => {
    const side = await endpoint();
    const ClusterId = await activated(side);
    const { Hsm } = await done(side, 'CreateHsm', { ClusterId, AvailabilityZone: `${HOME}b` });
    await commanded(side, {
      type: 'FailHsm',
      data: { clusterId: ClusterId, hsmId: Hsm?.HsmId ?? '', reason: 'a test' },
    });
    expect((await described(side, ClusterId)).Hsms).toMatchObject([
      { State: 'ACTIVE' },
      {
        State: 'DEGRADED',
        StateMessage: 'HSM creation failed. Please delete this HSM and try again.',
      },
    ]);
  });
});

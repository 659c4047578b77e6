/**
 * What the API's own rules say about single actions.
 */
import { describe, expect, it } from '@jest/globals';
import { editions } from '@hsm-lifecycle/core';
import {
  activated,
  alice,
  as,
  commanded,
  created,
  described,
  done,
  PLATFORM,
  refused,
  withHsm,
} from './support/calls.ts';
import { AWAY, endpoint, HOME, SUBNETS, type Endpoint } from './support/endpoint.ts';

const DAY = 24 * 60;

/** Many backups: one a day. */
const withBackups = async (side: Endpoint, days: number): Promise<string> => {
  const clusterId = await activated(side);
  side.pass(days * DAY);
  return clusterId;
};

const idsOf = (backups: readonly { readonly BackupId: string }[] | undefined): readonly string[] =>
  (backups ?? []).map(({ BackupId }) => BackupId);

describe('DescribeBackups', () => {
  it('gives all pages once, newest first or last, for any size of page (U-24)', async () => {
    const side = await endpoint();
    await withBackups(side, 9);
    await withBackups(side, 7);
    const all = (await done(side, 'DescribeBackups', {})).Backups ?? [];
    expect(all.length).toBeGreaterThan(20);
    const instants = all.map(({ CreateTimestamp }) => CreateTimestamp ?? 0);
    expect(instants).toEqual(instants.toSorted((a, b) => b - a));
    for (const SortAscending of [false, true])
      for (const MaxResults of [1, 2, 3, 7, 50]) {
        const found: string[] = [];
        let NextToken: string | undefined;
        do {
          const asked = { MaxResults, SortAscending, NextToken };
          // eslint-disable-next-line no-await-in-loop
          const page = await done(side, 'DescribeBackups', asked);
          found.push(...idsOf(page.Backups));
          ({ NextToken } = page);
        } while (NextToken !== undefined);
        expect(found).toEqual(SortAscending ? idsOf(all).toReversed() : idsOf(all));
      }
  });

  it('takes a token for the same question only', async () => {
    const side = await endpoint();
    await withBackups(side, 3);
    const { NextToken } = await done(side, 'DescribeBackups', { MaxResults: 1 });
    await done(side, 'DescribeBackups', { NextToken });
    const other = as(side, { account: '333333333333', region: HOME });
    expect(await refused(other, 'DescribeBackups', { NextToken })).toMatchObject({
      code: 'CloudHsmInvalidRequestException',
    });
    await refused(side, 'DescribeBackups', { NextToken, SortAscending: true });
    await refused(side, 'DescribeBackups', { NextToken: `${NextToken}x` });
    await refused(side, 'DescribeClusters', { NextToken });
  });

  it('filters: unknown keys are refused, values are alternatives, all keys apply (U-31)', async () => {
    const side = await endpoint();
    const clusterId = await withBackups(side, 2);
    const all = idsOf((await done(side, 'DescribeBackups', {})).Backups);
    const filtered = async (Filters: Record<string, string[]>): Promise<readonly string[]> =>
      idsOf((await done(side, 'DescribeBackups', { Filters })).Backups);
    expect(await filtered({ clusterIds: [clusterId] })).toEqual(all);
    expect(await filtered({ clusterIds: ['cluster-zzzzzzzzzzz'] })).toEqual([]);
    expect(await filtered({ backupIds: all.slice(0, 2) })).toEqual(all.slice(0, 2));
    expect(await filtered({ states: ['READY', 'DELETED'], backupIds: all.slice(1) })).toEqual(
      all.slice(1),
    );
    expect(await filtered({ states: [] })).toEqual([]);
    expect(await refused(side, 'DescribeBackups', { Filters: { other: [] } })).toMatchObject({
      rule: 'U-31',
    });
  });

  it('filters what never expires by True and False alone (F-64)', async () => {
    const side = await endpoint();
    await withBackups(side, 1);
    const [first = ''] = idsOf((await done(side, 'DescribeBackups', {})).Backups);
    await done(side, 'ModifyBackupAttributes', { BackupId: first, NeverExpires: true });
    const flagged = { neverExpires: ['True'] };
    expect(idsOf((await done(side, 'DescribeBackups', { Filters: flagged })).Backups)).toEqual([
      first,
    ]);
    const wrong = { neverExpires: ['true'] };
    expect(await refused(side, 'DescribeBackups', { Filters: wrong })).toMatchObject({
      rule: 'F-64',
    });
  });

  it('gives a copy a cluster that does not exist (U-14)', async () => {
    const side = await endpoint();
    await withBackups(side, 1);
    const away = as(side, { ...alice, region: AWAY });
    const [BackupId = ''] = idsOf((await done(side, 'DescribeBackups', {})).Backups);
    await done(side, 'CopyBackupToRegion', { BackupId, DestinationRegion: AWAY });
    side.pass(20);
    const { Backups } = await done(away, 'DescribeBackups', {});
    const [copy] = Backups ?? [];
    expect(copy).toMatchObject({
      SourceBackup: BackupId,
      SourceRegion: HOME,
      BackupState: 'READY',
    });
    const clusterIds = [copy?.ClusterId ?? ''];
    expect((await done(away, 'DescribeClusters', { Filters: { clusterIds } })).Clusters).toEqual(
      [],
    );
    const { Backups: found } = await done(away, 'DescribeBackups', { Filters: { clusterIds } });
    expect(idsOf(found)).toEqual([copy?.BackupId]);
  });
});

describe('DescribeClusters', () => {
  it('lists a DELETED cluster for an hour, which nothing else finds (U-32)', async () => {
    const side = await endpoint();
    const ClusterId = await created(side);
    await done(side, 'DeleteCluster', { ClusterId });
    side.pass(3);
    expect((await described(side, ClusterId)).State).toBe('DELETED');
    expect(await refused(side, 'DeleteCluster', { ClusterId })).toMatchObject({
      code: 'CloudHsmResourceNotFoundException',
    });
    await refused(side, 'ListTags', { ResourceId: ClusterId });
    side.pass(60);
    expect((await done(side, 'DescribeClusters', {})).Clusters).toEqual([]);
  });

  it('gives pages by id', async () => {
    const side = await endpoint({ quotas: 'NONE' });
    const ids: string[] = [];
    // eslint-disable-next-line no-await-in-loop
    for (let n = 0; n < 5; n += 1) ids.push(await created(side));
    const { Clusters, NextToken } = await done(side, 'DescribeClusters', { MaxResults: 3 });
    const rest = await done(side, 'DescribeClusters', { MaxResults: 3, NextToken });
    expect(rest.NextToken).toBeUndefined();
    expect(
      [...(Clusters ?? []), ...(rest.Clusters ?? [])].map(({ ClusterId }) => ClusterId),
    ).toEqual(ids.toSorted());
  });
});

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

describe('tags', () => {
  it('of clusters and backups are listed in pages, and have a limit (F-60)', async () => {
    const side = await endpoint();
    const ResourceId = await withHsm(side);
    const TagList = Array.from({ length: 50 }, (_, n) => ({ Key: `k${n + 10}`, Value: '' }));
    await done(side, 'TagResource', { ResourceId, TagList });
    const { TagList: first, NextToken } = await done(side, 'ListTags', {
      ResourceId,
      MaxResults: 30,
    });
    const rest = await done(side, 'ListTags', { ResourceId, MaxResults: 30, NextToken });
    expect([...first, ...rest.TagList]).toEqual(TagList);
    expect(rest.NextToken).toBeUndefined();
    expect(
      await refused(side, 'TagResource', { ResourceId, TagList: [{ Key: 'more', Value: '' }] }),
    ).toMatchObject({ code: 'CloudHsmResourceLimitExceededException', rule: 'F-60' });
  });
});

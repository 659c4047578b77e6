/**
 * Lists: pages, filters and tags.
 */
import { describe, expect, it } from '@jest/globals';
import {
  activated,
  alice,
  as,
  commanded,
  created,
  described,
  done,
  refused,
  withHsm,
} from './support/calls.ts';
import { AWAY, endpoint, HOME, type Endpoint } from './support/endpoint.ts';

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
    await refused(side, 'DescribeBackups', { NextToken: `${NextToken}.x` });
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

describe('a region that is out of reach', () => {
  it('answers no requests, lists included, while others do (M-7)', async () => {
    const side = await endpoint();
    const ClusterId = await created(side);
    await commanded(side, { type: 'LoseRegion', data: { region: HOME, kind: 'UNREACHABLE' } });
    const failure = { code: 'CloudHsmInternalFailureException', rule: 'M-7' };
    expect(await refused(side, 'DescribeClusters', {})).toMatchObject(failure);
    expect(await refused(side, 'DescribeBackups', {})).toMatchObject(failure);
    expect(await refused(side, 'ListTags', { ResourceId: ClusterId })).toMatchObject(failure);
    expect(await refused(side, 'DeleteCluster', { ClusterId })).toMatchObject(failure);
    const away = as(side, { ...alice, region: AWAY });
    expect((await done(away, 'DescribeClusters', {})).Clusters).toEqual([]);
    await commanded(side, { type: 'RecoverRegion', data: { region: HOME } });
    expect((await described(side, ClusterId)).State).toBe('UNINITIALIZED');
  });
});

/**
 * The calls that Terraform's provider makes: create, wait by polling, replace, destroy.
 *
 * @see F-101, F-107, F-120; the resources aws_cloudhsm_v2_cluster and aws_cloudhsm_v2_hsm
 */
import { describe, expect, it } from '@jest/globals';
import type { Output } from '@hsm-lifecycle/aws';
import { activated, commanded, described, done, PLATFORM, refused } from './support/calls.ts';
import { endpoint, HOME, SUBNETS, type Endpoint } from './support/endpoint.ts';

type Cluster = NonNullable<NonNullable<Output<'CreateCluster'>['Cluster']>>;
type Hsm = NonNullable<Cluster['Hsms']>[number];

const POLLS_MAX = 300;

/** Polls every 30 seconds until a look gives something. */
const polled = async <Found>(
  side: Endpoint,
  look: () => Promise<Found | undefined>,
): Promise<Found> => {
  for (let polls = 0; polls < POLLS_MAX; polls += 1) {
    // eslint-disable-next-line no-await-in-loop
    const found = await look();
    if (found !== undefined) return found;
    side.pass(0.5);
  }
  throw new Error('polled too often');
};

/** The provider finds an HSM by its id, or by its network interface, through all pages. */
const findHsm = async (
  side: Endpoint,
  { hsmId, eniId }: { readonly hsmId: string; readonly eniId: string },
): Promise<Hsm | undefined> => {
  let NextToken: string | undefined;
  do {
    // eslint-disable-next-line no-await-in-loop
    const page = await done(side, 'DescribeClusters', { NextToken, MaxResults: 1 });
    for (const { Hsms = [] } of page.Clusters ?? []) {
      const it2 = Hsms.find((hsm) => hsm.HsmId === hsmId || (eniId !== '' && hsm.EniId === eniId));
      if (it2 !== undefined) return it2;
    }
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return undefined;
};

const hsmActive = async (side: Endpoint, of: { hsmId: string; eniId: string }): Promise<Hsm> =>
  polled(side, async () => {
    const found = await findHsm(side, of);
    return found?.State === 'ACTIVE' ? found : undefined;
  });

const namesOf = (hsm: Partial<Hsm> = {}): { readonly hsmId: string; readonly eniId: string } => ({
  hsmId: hsm.HsmId ?? '',
  eniId: hsm.EniId ?? '',
});

describe('the calls of Terraform', () => {
  it('create a cluster and an HSM by its subnet, and destroy both', async () => {
    const side = await endpoint({ quotas: 'NONE' });
    await activated(side);
    const { Cluster: made } = await done(side, 'CreateCluster', {
      ...PLATFORM,
      SubnetIds: SUBNETS,
      TagList: [{ Key: 'Name', Value: 'example' }],
    });
    const ClusterId = made?.ClusterId ?? '';
    const cluster = await polled(side, async () => {
      const it2 = await described(side, ClusterId);
      return it2.State === 'UNINITIALIZED' ? it2 : undefined;
    });
    // The provider inverts the mapping; its plan never settles unless each subnet has its own zone.
    const zones = Object.entries(cluster.SubnetMapping ?? {});
    expect(zones.map(([, subnet]) => subnet).toSorted()).toEqual(SUBNETS.toSorted());
    const AvailabilityZone = zones.find(([, subnet]) => subnet === SUBNETS[1])?.[0] ?? '';
    const { Hsm: adding } = await done(side, 'CreateHsm', { ClusterId, AvailabilityZone });
    const hsmId = adding?.HsmId ?? '';
    const eniId = adding?.EniId ?? '';
    expect(eniId).not.toBe('');
    const hsm = await hsmActive(side, { hsmId, eniId });
    expect(hsm).toMatchObject({ SubnetId: SUBNETS[1], AvailabilityZone });
    await done(side, 'DeleteHsm', { ClusterId, HsmId: hsmId });
    await polled(side, async () => {
      const left = await findHsm(side, { hsmId, eniId });
      // The wait fails on any state but DELETE_IN_PROGRESS.
      expect(left?.State ?? 'DELETE_IN_PROGRESS').toBe('DELETE_IN_PROGRESS');
      return left === undefined ? 'gone' : undefined;
    });
    await done(side, 'DeleteCluster', { ClusterId });
    await polled(side, async () =>
      (await described(side, ClusterId)).State === 'DELETED' ? 'gone' : undefined,
    );
    // A second destroy takes not-found for success.
    expect(await refused(side, 'DeleteCluster', { ClusterId })).toMatchObject({
      code: 'CloudHsmResourceNotFoundException',
    });
  });

  it('find an HSM by its network interface after the service has replaced it (F-101)', async () => {
    const side = await endpoint();
    const clusterId = await activated(side);
    const { Hsm: second } = await done(side, 'CreateHsm', {
      ClusterId: clusterId,
      AvailabilityZone: `${HOME}b`,
    });
    const hsmId = second?.HsmId ?? '';
    const eniId = second?.EniId ?? '';
    await hsmActive(side, { hsmId, eniId });
    await commanded(side, { type: 'FailHsm', data: { clusterId, hsmId, reason: 'hardware' } });
    side.pass(180);
    expect(await findHsm(side, { hsmId, eniId: '' })).toBeUndefined();
    const replaced = await findHsm(side, { hsmId, eniId });
    expect(replaced).toMatchObject({ EniId: eniId, State: 'ACTIVE' });
    expect(replaced?.HsmId).not.toBe(hsmId);
  });

  it('replace an HSM: the new one has another network interface (F-102)', async () => {
    const side = await endpoint();
    const ClusterId = await activated(side);
    const [before] = (await described(side, ClusterId)).Hsms ?? [];
    const gone = namesOf(before);
    await done(side, 'DeleteHsm', { ClusterId, HsmId: gone.hsmId });
    await polled(side, async () =>
      (await findHsm(side, gone)) === undefined ? 'gone' : undefined,
    );
    const { Hsm: adding } = await done(side, 'CreateHsm', {
      ClusterId,
      AvailabilityZone: `${HOME}a`,
      IpAddress: before?.EniIp,
    });
    const after = await hsmActive(side, namesOf(adding));
    expect(after.EniId).not.toBe(gone.eniId);
    expect(after.EniIp).toBe(before?.EniIp);
  });

  it('replace a cluster from its backup, and change tags in place (F-108, F-193)', async () => {
    const side = await endpoint();
    const ClusterId = await activated(side);
    const tags = [{ Key: 'Name', Value: 'first' }];
    await done(side, 'TagResource', { ResourceId: ClusterId, TagList: tags });
    await done(side, 'UntagResource', { ResourceId: ClusterId, TagKeyList: ['Name'] });
    expect((await described(side, ClusterId)).TagList).toEqual([]);
    const { Backups } = await done(side, 'DescribeBackups', {});
    const SourceBackupId = Backups?.[0]?.BackupId;
    const [hsm] = (await described(side, ClusterId)).Hsms ?? [];
    await done(side, 'DeleteHsm', { ClusterId, HsmId: hsm?.HsmId });
    await polled(side, async () =>
      (await described(side, ClusterId)).Hsms?.length === 0 ? 'gone' : undefined,
    );
    await done(side, 'DeleteCluster', { ClusterId });
    await polled(side, async () =>
      (await described(side, ClusterId)).State === 'DELETED' ? 'gone' : undefined,
    );
    const { Cluster } = await done(side, 'CreateCluster', {
      ...PLATFORM,
      SubnetIds: SUBNETS,
      SourceBackupId,
    });
    const pending = new Set<string | undefined>();
    const restored = await polled(side, async () => {
      const it2 = await described(side, Cluster?.ClusterId ?? '');
      if (it2.State === 'ACTIVE') return it2;
      pending.add(it2.State);
      return undefined;
    });
    // The provider's wait fails on any other state on the way.
    expect([...pending]).toEqual(['CREATE_IN_PROGRESS']);
    expect(restored).toMatchObject({ SourceBackupId, Hsms: [] });
  });
});

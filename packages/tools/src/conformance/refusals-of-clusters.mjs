/**
 * Refusals of the actions about clusters and HSMs, beside those of their states: by hand, from
 * facts and choices. A row is what is asked, and the answer.
 *
 * @module
 */
import { editions } from '@hsm-lifecycle/core';
import { arnOf, backupStates } from './backup-states.mjs';
import { active, adding, clusterStates, hsmIds, PLATFORM, SUBNETS } from './cluster-states.mjs';
import { HOME, started } from './endpoint.mjs';
import { papersFor } from './papers.mjs';

const nothing = () => started();
const empty = clusterStates['UNINITIALIZED, no HSM'];
const withCsr = clusterStates['UNINITIALIZED, its HSM ACTIVE'];
const running = clusterStates['ACTIVE, its HSM ACTIVE'];
const old = () => started({ edition: editions.aws2024 });

const commanded = (state, type, data) => async () => {
  const it = await state();
  await it.control('command', { type, data });
  return it;
};

const quota = (more) => ({ account: '111111111111', region: HOME, ...more });

/** A backup of a NON_FIPS cluster. */
const nonFips = async () => {
  const it = await active({}, { ...PLATFORM, Mode: 'NON_FIPS' });
  const { Backups } = await it.done('DescribeBackups', {});
  return { ...it, backupId: Backups[0].BackupId };
};

const creating = (what, more, { expected, from = nothing }) => ({
  what,
  from,
  input: (it) => ({ ...PLATFORM, ...(typeof more === 'function' ? more(it) : more) }),
  expected,
});

const retained = (Value) => ({ BackupRetentionPolicy: { Type: 'DAYS', Value } });

const inCluster = (what, more, { expected, from = running }) => ({
  what,
  from,
  input: async (it) => ({ ClusterId: it.clusterId, ...(await more(it)) }),
  expected,
});

const inZone = (zone, more) => () => ({ AvailabilityZone: `${HOME}${zone}`, ...more });

const addressOf = async (it) => {
  const { Clusters } = await it.done('DescribeClusters', {});
  return Clusters[0].Hsms[0].EniIp;
};

const full = async () => {
  const it = await running();
  for (let count = 1; count < 28; count += 1) await adding(it, 'b');
  return it;
};

const anotherPapers = async (it) => {
  const [own, other] = [await papersFor(it), await papersFor(it)];
  return { SignedCert: own.SignedCert, TrustAnchor: other.TrustAnchor };
};

const swapped = async (it) => {
  const { SignedCert, TrustAnchor } = await papersFor(it);
  return { SignedCert: TrustAnchor, TrustAnchor: SignedCert };
};

const tooLong = async (it) => {
  const { SignedCert, TrustAnchor } = await papersFor(it);
  return { SignedCert, TrustAnchor: TrustAnchor.repeat(5) };
};

const justMigrated = (by) => async () => {
  const it = await clusterStates.MODIFY_IN_PROGRESS();
  await it.control('advance', { by });
  return it;
};

/** By action. */
export const refusalsOfClusters = {
  CreateCluster: [
    creating('no Mode, of hsm2m.medium', { Mode: undefined }, { expected: 'IR F-183' }),
    creating(
      'an HSM type that is not offered',
      { HsmType: 'hsm1.medium' },
      { expected: 'IR F-185' },
    ),
    creating('a subnet twice', { SubnetIds: [SUBNETS[0], SUBNETS[0]] }, { expected: 'IR F-118' }),
    creating('eleven subnets', { SubnetIds: Array(11).fill(SUBNETS[0]) }, { expected: 'IR F-52' }),
    creating('no subnet', { SubnetIds: [] }, { expected: 'IR F-52' }),
    creating('a retention of 6 days', retained('6'), { expected: 'IR F-154' }),
    creating('a retention of 380 days', retained('380'), { expected: 'IR F-154' }),
    creating('a retention without a value', { BackupRetentionPolicy: {} }, { expected: 'IR F-37' }),
    creating(
      'DUALSTACK, of hsm1.medium',
      { HsmType: 'hsm1.medium', NetworkType: 'DUALSTACK' },
      { expected: 'IR F-122', from: old },
    ),
    creating(
      'NON_FIPS, of hsm1.medium',
      { HsmType: 'hsm1.medium', Mode: 'NON_FIPS' },
      { expected: 'IR F-185', from: old },
    ),
    creating(
      'FIPS, from a backup of a NON_FIPS cluster',
      ({ backupId }) => ({ SourceBackupId: backupId }),
      { expected: 'IR F-184', from: nonFips },
    ),
    creating(
      'hsm1.medium, from a backup of hsm2m.medium',
      ({ backupId }) => ({ SourceBackupId: backupId, HsmType: 'hsm1.medium' }),
      { expected: 'IR F-184', from: backupStates.READY },
    ),
    creating(
      'from a backup by its ARN in another region',
      (it) => ({ SourceBackupId: arnOf({ ...it, who: { ...it.who, region: 'us-east-1' } }) }),
      { expected: 'NF M-3', from: backupStates.READY },
    ),
    creating(
      'one cluster more than the quota',
      {},
      { expected: 'IR F-124', from: commanded(nothing, 'SetQuota', quota({ clusters: 0 })) },
    ),
    creating(
      'a tag key twice',
      {
        TagList: [
          { Key: 'a', Value: '1' },
          { Key: 'a', Value: '2' },
        ],
      },
      { expected: 'TG F-60' },
    ),
    creating(
      'a tag key that begins with aws:',
      { TagList: [{ Key: 'aws:a', Value: '' }] },
      { expected: 'TG F-60' },
    ),
  ],
  CreateHsm: [
    inCluster('a zone without a subnet', inZone('f'), { expected: 'IR F-120' }),
    inCluster(
      'an address that another HSM has',
      async (it) => ({
        ...inZone('a')(),
        IpAddress: await addressOf(it),
      }),
      { expected: 'IR F-89' },
    ),
    inCluster('an address with 256', inZone('a', { IpAddress: '10.0.0.256' }), {
      expected: 'IR F-62',
    }),
    inCluster('an address outside the subnet', inZone('a', { IpAddress: '192.168.0.4' }), {
      expected: 'IR F-89',
    }),
    inCluster('a zone where CloudHSM is not offered', inZone('a'), {
      expected: 'IR F-245',
      from: commanded(empty, 'SetZonesWithoutHsms', { availabilityZones: [`${HOME}a`] }),
    }),
    inCluster('a zone that is out of reach', inZone('b'), {
      expected: 'IR U-51',
      from: commanded(running, 'LoseZone', { availabilityZone: `${HOME}b` }),
    }),
    inCluster('one HSM more than the quota', inZone('a'), {
      expected: 'IR F-125',
      from: commanded(running, 'SetQuota', quota({ hsms: 1 })),
    }),
    inCluster('one HSM more than a cluster may have', inZone('a'), {
      expected: 'IR F-126',
      from: full,
    }),
  ],
  DeleteCluster: [inCluster('with an HSM', () => ({}), { expected: 'IR F-105' })],
  DeleteHsm: [
    inCluster('no HSM', () => ({}), { expected: 'IR U-19' }),
    inCluster(
      'an HSM in two ways',
      async (it) => ({
        HsmId: (await hsmIds(it))[0],
        EniIp: await addressOf(it),
      }),
      { expected: 'IR U-19' },
    ),
    inCluster('an HSM that does not exist', () => ({ HsmId: 'hsm-zzzzzzzzzzz' }), {
      expected: 'NF M-3',
    }),
  ],
  DescribeClusters: [
    {
      what: 'an unknown filter',
      from: nothing,
      input: () => ({ Filters: { name: ['a'] } }),
      expected: 'IR U-31',
    },
    { what: 'pages of 26', from: nothing, input: () => ({ MaxResults: 26 }), expected: 'IR F-57' },
    {
      what: 'a token of nobody',
      from: nothing,
      input: () => ({ NextToken: 'x' }),
      expected: 'IR F-58',
    },
  ],
  InitializeCluster: [
    inCluster('a trust anchor that has not signed', anotherPapers, {
      expected: 'IR F-77',
      from: withCsr,
    }),
    inCluster('a certificate with another key', swapped, { expected: 'IR F-77', from: withCsr }),
    inCluster('a chain of five', tooLong, { expected: 'IR F-77', from: withCsr }),
    inCluster('no certificates', () => ({ SignedCert: '', TrustAnchor: '' }), {
      expected: 'IR F-77',
      from: withCsr,
    }),
  ],
  ModifyCluster: [
    inCluster('nothing', () => ({}), { expected: 'IR U-33' }),
    inCluster('both', () => ({ HsmType: 'hsm2m.medium', ...retained('30') }), {
      expected: 'IR U-33',
    }),
    inCluster('a retention of 6 days', () => retained('6'), { expected: 'IR F-154' }),
    inCluster('a retention of 380 days', () => retained('380'), { expected: 'IR F-154' }),
    inCluster('a type to which nothing leads', () => ({ HsmType: 'hsm9.large' }), {
      expected: 'IR F-186',
    }),
    inCluster('the former type, 24 hours after the start', () => ({ HsmType: 'hsm1.medium' }), {
      expected: 'IR F-190',
      from: justMigrated('24h'),
    }),
  ],
};

/**
 * Lives of a cluster, as a client of any kind calls them: the whole one, and a short one in which
 * each action is called once.
 */
import { expect } from '@jest/globals';
import type { Json } from './clients.ts';
import { ALICE, AWAY, BOB, HOME, SUBNETS, type Endpoint } from './endpoint.ts';
import { signedByCustomer } from './signed-by.ts';

/** Calls an action by its name. */
export type Call = (action: string, input: Json) => Promise<Json>;

/** A client in two regions, the endpoint that it calls, and its control plane. */
export type Life = {
  readonly it: Endpoint;
  readonly url: string;
  readonly call: Call;
  /** The same client in the other region. */
  readonly callAway: Call;
};

/** A value inside a value. */
export const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce((inner: unknown, name) => Reflect.get(Object(inner), name), value);

/** A text inside a value. */
export const text = (value: unknown, ...path: readonly (string | number)[]): string =>
  String(at(value, ...path));

const control = async (url: string, name: string, body: Json): Promise<void> => {
  const answer = await fetch(`${url}/_control/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(await answer.text()).not.toContain('message');
  expect(answer.status).toBe(200);
};

/** From the first call to an ACTIVE cluster of two HSMs. */
const growing = async ({ it: side, url, call }: Life): Promise<string> => {
  const created = await call('CreateCluster', {
    HsmType: 'hsm2m.medium',
    SubnetIds: SUBNETS,
    TagList: [{ Key: 'team', Value: 'keys' }],
  });
  const ClusterId = text(created, 'Cluster', 'ClusterId');
  expect(at(created, 'Cluster', 'State')).toBe('CREATE_IN_PROGRESS');
  side.pass(10);
  await call('CreateHsm', { ClusterId, AvailabilityZone: `${HOME}a` });
  side.pass(15);
  const described = await call('DescribeClusters', { Filters: { clusterIds: [ClusterId] } });
  expect(at(described, 'Clusters', 0, 'State')).toBe('UNINITIALIZED');
  const papers = await signedByCustomer(
    text(described, 'Clusters', 0, 'Certificates', 'ClusterCsr'),
  );
  expect(at(await call('InitializeCluster', { ClusterId, ...papers }), 'State')).toBe(
    'INITIALIZE_IN_PROGRESS',
  );
  await control(url, 'advance', { by: '5m' });
  await control(url, 'activate', { clusterId: ClusterId });
  await call('CreateHsm', { ClusterId, AvailabilityZone: `${HOME}b` });
  await control(url, 'advance', { by: '20m' });
  const active = await call('DescribeClusters', { Filters: { states: ['ACTIVE'] } });
  expect(at(active, 'Clusters', 0, 'ClusterId')).toBe(ClusterId);
  expect(at(active, 'Clusters', 0, 'Hsms', 1, 'State')).toBe('ACTIVE');
  return ClusterId;
};

/** Everything that can be done with backups. */
const keeping = async (life: Life, ClusterId: string): Promise<string> => {
  const { call, callAway, it: side } = life;
  const listed = await call('DescribeBackups', { Filters: { clusterIds: [ClusterId] } });
  expect(at(listed, 'Backups', 'length')).toBe(2);
  const BackupId = text(listed, 'Backups', 0, 'BackupId');
  // The v3 client's model has no BackupArn.
  const ResourceArn = `arn:aws:cloudhsm:${HOME}:${ALICE}:backup/${BackupId}`;
  const exempt = await call('ModifyBackupAttributes', { BackupId, NeverExpires: true });
  expect(at(exempt, 'Backup', 'NeverExpires')).toBe(true);
  const policy = { Type: 'DAYS', Value: '30' };
  const kept = await call('ModifyCluster', { ClusterId, BackupRetentionPolicy: policy });
  expect(at(kept, 'Cluster', 'BackupRetentionPolicy', 'Value')).toBe('30');
  await call('TagResource', { ResourceId: BackupId, TagList: [{ Key: 'keep', Value: 'yes' }] });
  expect(at(await call('ListTags', { ResourceId: BackupId }), 'TagList', 0, 'Key')).toBe('keep');
  await call('UntagResource', { ResourceId: BackupId, TagKeyList: ['keep'] });
  expect(at(await call('ListTags', { ResourceId: BackupId }), 'TagList', 'length')).toBe(0);
  const copy = await call('CopyBackupToRegion', { BackupId, DestinationRegion: AWAY });
  expect(at(copy, 'DestinationBackup', 'SourceBackup')).toBe(BackupId);
  side.pass(15);
  const copies = await callAway('DescribeBackups', { Filters: { sourceBackupIds: [BackupId] } });
  expect(at(copies, 'Backups', 0, 'BackupState')).toBe('READY');
  const Policy = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { AWS: BOB }, Action: ['cloudhsm:CreateCluster'] }],
  });
  await call('PutResourcePolicy', { ResourceArn, Policy });
  expect(at(await call('GetResourcePolicy', { ResourceArn }), 'Policy')).toBe(Policy);
  expect(at(await call('DeleteResourcePolicy', { ResourceArn }), 'Policy')).toBe(Policy);
  const deleted = await call('DeleteBackup', { BackupId });
  expect(at(deleted, 'Backup', 'BackupState')).toBe('PENDING_DELETION');
  expect(at(await call('RestoreBackup', { BackupId }), 'Backup', 'BackupState')).toBe('READY');
  return BackupId;
};

/** A second cluster from a backup, and the end of the first. */
const ending = async (
  { call, it: side }: Life,
  ClusterId: string,
  BackupId: string,
): Promise<void> => {
  const restored = await call('CreateCluster', {
    HsmType: 'hsm2m.medium',
    SubnetIds: SUBNETS,
    SourceBackupId: BackupId,
  });
  expect(at(restored, 'Cluster', 'SourceBackupId')).toBe(BackupId);
  expect(text(restored, 'Cluster', 'Certificates', 'ClusterCertificate')).toContain('BEGIN');
  const cluster = await call('DescribeClusters', { Filters: { clusterIds: [ClusterId] } });
  const first = text(cluster, 'Clusters', 0, 'Hsms', 0, 'HsmId');
  const second = text(cluster, 'Clusters', 0, 'Hsms', 1, 'EniId');
  expect(at(await call('DeleteHsm', { ClusterId, HsmId: first }), 'HsmId')).toBe(first);
  await call('DeleteHsm', { ClusterId, EniId: second });
  await expect(call('DeleteCluster', { ClusterId })).rejects.toMatchObject({
    name: 'CloudHsmInvalidRequestException',
  });
  side.pass(20);
  const deleting = await call('DeleteCluster', { ClusterId });
  expect(at(deleting, 'Cluster', 'State')).toBe('DELETE_IN_PROGRESS');
  side.pass(10);
  const gone = await call('DescribeClusters', { Filters: { clusterIds: [ClusterId] } });
  expect(at(gone, 'Clusters', 0, 'State')).toBe('DELETED');
  await expect(call('DeleteCluster', { ClusterId })).rejects.toMatchObject({
    name: 'CloudHsmResourceNotFoundException',
  });
};

/** Everything that the API has, in the order of a life. */
export const wholeLife = async (life: Life): Promise<void> => {
  const clusterId = await growing(life);
  await ending(life, clusterId, await keeping(life, clusterId));
};

const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { AWS: BOB }, Action: ['cloudhsm:CreateCluster'] }],
});

/** What is done with a cluster and its backup that changes neither's state for long. */
const caring = async ({ call }: Life, ClusterId: string, BackupId: string): Promise<void> => {
  const ResourceArn = `arn:aws:cloudhsm:${HOME}:${ALICE}:backup/${BackupId}`;
  await call('ModifyBackupAttributes', { BackupId, NeverExpires: true });
  await call('ModifyCluster', { ClusterId, BackupRetentionPolicy: { Type: 'DAYS', Value: '30' } });
  await call('TagResource', { ResourceId: ClusterId, TagList: [{ Key: 'a', Value: 'b' }] });
  expect(at(await call('ListTags', { ResourceId: ClusterId }), 'TagList', 0, 'Key')).toBe('a');
  await call('UntagResource', { ResourceId: ClusterId, TagKeyList: ['a'] });
  const copy = await call('CopyBackupToRegion', { BackupId, DestinationRegion: AWAY });
  expect(at(copy, 'DestinationBackup', 'SourceBackup')).toBe(BackupId);
  await call('PutResourcePolicy', { ResourceArn, Policy: POLICY });
  expect(at(await call('GetResourcePolicy', { ResourceArn }), 'Policy')).toBe(POLICY);
  await call('DeleteResourcePolicy', { ResourceArn });
};

/** Each action once, with one refusal. */
export const shortLife = async (life: Life): Promise<void> => {
  const { call, it: side, url } = life;
  const created = await call('CreateCluster', { HsmType: 'hsm2m.medium', SubnetIds: SUBNETS });
  const ClusterId = text(created, 'Cluster', 'ClusterId');
  side.pass(10);
  const added = await call('CreateHsm', { ClusterId, AvailabilityZone: `${HOME}a` });
  side.pass(15);
  const described = await call('DescribeClusters', { Filters: { clusterIds: [ClusterId] } });
  const csr = text(described, 'Clusters', 0, 'Certificates', 'ClusterCsr');
  await call('InitializeCluster', { ClusterId, ...(await signedByCustomer(csr)) });
  await control(url, 'advance', { by: '5m' });
  await control(url, 'activate', { clusterId: ClusterId });
  await control(url, 'advance', { by: '5m' });
  const BackupId = text(await call('DescribeBackups', {}), 'Backups', 0, 'BackupId');
  await caring(life, ClusterId, BackupId);
  const deleted = await call('DeleteBackup', { BackupId });
  expect(at(deleted, 'Backup', 'BackupState')).toBe('PENDING_DELETION');
  expect(at(await call('RestoreBackup', { BackupId }), 'Backup', 'BackupState')).toBe('READY');
  await call('DeleteHsm', { ClusterId, HsmId: text(added, 'Hsm', 'HsmId') });
  await expect(call('DeleteCluster', { ClusterId })).rejects.toMatchObject({
    name: 'CloudHsmInvalidRequestException',
  });
  side.pass(20);
  const deleting = await call('DeleteCluster', { ClusterId });
  expect(at(deleting, 'Cluster', 'State')).toBe('DELETE_IN_PROGRESS');
};

/**
 * A whole life, by each genuine client as far as its own model goes; the rest by raw JSON.
 */
import { describe, expect, it } from '@jest/globals';
import { actions, createControl } from '@hsm-lifecycle/aws';
import {
  ALICE,
  AWAY,
  BOB,
  endpoint,
  HOME,
  serving,
  SUBNETS,
  type Endpoint,
} from './support/endpoint.ts';
import {
  awsCli,
  boto3,
  hasAwsCli,
  hasBoto3,
  rawJson,
  sdkV2,
  sdkV3,
  type At,
  type GenuineClient,
  type Json,
} from './support/clients.ts';
import { signedByCustomer } from './support/signed-by.ts';

type Call = (action: string, input: Json) => Promise<Json>;

type Life = {
  readonly it: Endpoint;
  readonly url: string;
  readonly call: Call;
  /** The same client in the other region. */
  readonly callAway: Call;
};

const at = (value: unknown, ...path: readonly (string | number)[]): unknown =>
  path.reduce((inner: unknown, name) => Reflect.get(Object(inner), name), value);

const text = (value: unknown, ...path: readonly (string | number)[]): string =>
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

const living = async (
  make: (where: At) => GenuineClient | Promise<GenuineClient>,
): Promise<readonly string[]> => {
  const side = await endpoint({ defaultMode: 'FIPS' });
  const own = new Set<string>();
  const plane = createControl({ host: side.cloudHsm.host, clock: side.clock });
  await serving(side.cloudHsm, { control: plane }, async ({ url }) => {
    const where = { url, account: ALICE, region: HOME };
    const clients = [await make(where), await make({ ...where, region: AWAY })] as const;
    const calling =
      (client: GenuineClient, raw: GenuineClient): Call =>
      async (action, input) => {
        if (!client.knows(action)) return raw.call(action, input);
        const output = await client.call(action, input);
        own.add(action);
        return output;
      };
    const life: Life = {
      it: side,
      url,
      call: calling(clients[0], rawJson(where)),
      callAway: calling(clients[1], rawJson({ ...where, region: AWAY })),
    };
    const clusterId = await growing(life);
    await ending(life, clusterId, await keeping(life, clusterId));
    for (const client of clients) client.close();
  });
  return [...own].toSorted();
};

/** Each call is a process of one to three seconds. */
const CLI_MS = 300_000;

const ALL = actions.toSorted();
const LATER = ['DeleteResourcePolicy', 'GetResourcePolicy', 'PutResourcePolicy'];

describe('a whole life', () => {
  it('by raw JSON: all actions', async () => {
    expect(await living(rawJson)).toEqual(ALL);
  });

  it('by the SDK for JavaScript v3: all but resource policies, which it does not know', async () => {
    expect(await living(sdkV3)).toEqual(ALL.filter((action) => !LATER.includes(action)));
  });

  it('by the SDK for JavaScript v2: all actions', async () => {
    expect(await living(sdkV2)).toEqual(ALL);
  });
});

/** Says so when a client is not on the machine. */
const whereThere = (isThere: boolean, name: string): typeof describe | typeof describe.skip => {
  if (isThere) return describe;
  process.stdout.write(`whole life: skipped by ${name}, which is not on this machine\n`);
  return describe.skip;
};

whereThere(hasBoto3, 'boto3')('a whole life by boto3', () => {
  it('takes as many actions as its version knows', async () => {
    const own = await living(boto3);
    expect(ALL).toEqual(expect.arrayContaining([...own]));
    expect(own.length).toBeGreaterThanOrEqual(ALL.length - LATER.length);
  });
});

/** `AWS_CLI_LIFE=1`: the whole life, which takes two minutes; else a few calls. */
const isWhole = process.env['AWS_CLI_LIFE'] === '1';

const fewCalls = async (): Promise<readonly string[]> => {
  const side = await endpoint();
  await serving(side.cloudHsm, {}, async ({ url }) => {
    const client = awsCli({ url, account: ALICE, region: HOME });
    const { Cluster } = await client.call('CreateCluster', {
      HsmType: 'hsm2m.medium',
      Mode: 'FIPS',
      SubnetIds: SUBNETS,
    });
    const ClusterId = text(Cluster, 'ClusterId');
    const AvailabilityZone = `${HOME}a`;
    await expect(client.call('CreateHsm', { ClusterId, AvailabilityZone })).rejects.toMatchObject({
      name: 'CloudHsmInvalidRequestException',
    });
    side.pass(10);
    const { Clusters } = await client.call('DescribeClusters', {});
    expect(Clusters).toMatchObject([{ ClusterId, State: 'UNINITIALIZED', Mode: 'FIPS' }]);
  });
  return ALL;
};

whereThere(hasAwsCli, 'the AWS CLI')('the AWS CLI', () => {
  const name = isWhole ? 'lives a whole life with all actions' : 'creates and lists a cluster';
  it(
    name,
    async () => {
      expect(await (isWhole ? living(awsCli) : fewCalls())).toEqual(ALL);
    },
    CLI_MS,
  );
});

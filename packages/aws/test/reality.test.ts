/**
 * Taking in what AWS lists.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { editions, explain } from '@hsm-lifecycle/core';
import { evolveFleet, emptyFleet, equalFleets } from '@hsm-lifecycle/core/fleet';
import { fleetFromAws, type FleetFromAws, type TakenIn } from '@hsm-lifecycle/aws';
import { right } from 'fp-ts/lib/Either.js';
import { as, done } from './support/calls.ts';
import { endpoint, must } from './support/endpoint.ts';

const AT = Date.UTC(2026, 10, 2, 9);
const ACCOUNT = '123456789012';
const hsm = {
  HsmId: 'hsm-ABCdefghijk',
  AvailabilityZone: 'eu-west-1a',
  SubnetId: 'subnet-12345678',
  EniId: 'eni-12345678',
  EniIp: '10.0.1.9',
  State: 'ACTIVE',
  StateMessage: 'HSM created.',
};
const cluster = {
  BackupRetentionPolicy: { Type: 'DAYS', Value: 455 },
  ClusterId: 'cluster-QRSTuvwxyz2',
  CreateTimestamp: '2024-08-01T10:00:00.5+02:00',
  Hsms: [hsm],
  HsmType: 'hsm2m.medium',
  Mode: 'FIPS',
  State: 'ACTIVE',
  SubnetMapping: { 'eu-west-1a': 'subnet-12345678' },
  TagList: [],
  Certificates: { ClusterCertificate: 'AAAA' },
};
const backup = {
  BackupId: 'backup-MNOpqrstuvw',
  BackupArn: `arn:aws:cloudhsm:eu-west-1:${ACCOUNT}:backup/backup-MNOpqrstuvw`,
  BackupState: 'READY',
  ClusterId: cluster.ClusterId,
  CreateTimestamp: 1793600000.25,
  NeverExpires: true,
  HsmType: 'hsm2m.medium',
  Mode: 'FIPS',
};

const taken = (given: Partial<FleetFromAws>): TakenIn => must(fleetFromAws({ at: AT, ...given }));
const notes = (given: Partial<FleetFromAws>): readonly string[] =>
  taken(given).unexplained.map(({ id, what }) => `${id}: ${what}`);

describe('fleetFromAws', () => {
  it('takes in what each tool prints, and its events make the same fleet', () => {
    const clusters = [
      { Clusters: [cluster] },
      [{ Clusters: [cluster] }],
      [cluster],
      { Clusters: [{ ...cluster, CreateTimestamp: new Date('2024-08-01T08:00:00.500Z') }] },
      { Clusters: [{ ...cluster, CreateTimestamp: 1722499200.5 }] },
    ];
    const [first, ...others] = clusters.map((it2) =>
      taken({ clusters: it2, backups: { Backups: [backup] } }),
    );
    if (first === undefined) throw new Error('nothing was taken in');
    for (const { fleet } of others) expect(equalFleets(fleet, first.fleet)).toBe(true);
    const beginning = must(emptyFleet({ at: AT }));
    expect(equalFleets(first.events.reduce(evolveFleet, beginning), first.fleet)).toBe(true);
    expect(first.unexplained).toEqual([
      { id: cluster.ClusterId, what: expect.stringContaining('455 days') },
    ]);
  });

  it('lists AWS’s own ids again, for the account and region that have them', async () => {
    const side = await endpoint();
    const { commands } = taken({ clusters: [cluster], backups: [backup] });
    for (const command of commands)
      // eslint-disable-next-line no-await-in-loop
      must(await side.cloudHsm.host.submit(() => right(command)));
    const own = as(side, { account: ACCOUNT, region: 'eu-west-1' });
    const { Clusters } = await done(own, 'DescribeClusters', {});
    expect(Clusters).toMatchObject([
      {
        ClusterId: cluster.ClusterId,
        CreateTimestamp: 1722499200.5,
        State: 'ACTIVE',
        BackupRetentionPolicy: { Value: '455' },
        Hsms: [{ HsmId: hsm.HsmId, EniId: hsm.EniId, EniIp: hsm.EniIp, State: 'ACTIVE' }],
        Certificates: { ClusterCertificate: 'AAAA' },
      },
    ]);
    const { Backups } = await done(own, 'DescribeBackups', {});
    expect(Backups).toMatchObject([
      { BackupId: backup.BackupId, CreateTimestamp: 1793600000.25, NeverExpires: true },
    ]);
    expect(
      (await done(own, 'DescribeClusters', { Filters: { clusterIds: [cluster.ClusterId] } }))
        .Clusters,
    ).toHaveLength(1);
    expect((await done(side, 'DescribeClusters', {})).Clusters).toEqual([]);
  });

  it.each([
    [
      'more pages',
      { clusters: { Clusters: [], NextToken: 'x' } },
      /^clusters: There is a NextToken/u,
    ],
    [
      'no policy',
      { clusters: [{ ...cluster, BackupRetentionPolicy: undefined }] },
      /no BackupRetentionPolicy/u,
    ],
    [
      'a state without an end',
      { clusters: [{ ...cluster, State: 'UPDATE_IN_PROGRESS' }] },
      /taken for ACTIVE/u,
    ],
    [
      'an HSM without an interface',
      { clusters: [{ ...cluster, Hsms: [{ ...hsm, EniId: undefined }] }] },
      /no EniId/u,
    ],
    ['backups of an unlisted cluster', { backups: [backup] }, /taken for a DELETED cluster/u],
    [
      'a failed copy',
      { backups: [{ ...backup, BackupState: 'DELETED' }] },
      /It is DELETED; left out/u,
    ],
    [
      'a purge that is over',
      { backups: [{ ...backup, BackupState: 'PENDING_DELETION', DeleteTimestamp: 1 }] },
      /purged by now/u,
    ],
    [
      'a backup that another account shares',
      {
        backups: [{ ...backup, BackupArn: backup.BackupArn.replace(ACCOUNT, '999999999999') }],
        account: ACCOUNT,
      },
      /belongs to account 999999999999/u,
    ],
    [
      'what contradicts itself',
      { clusters: [{ ...cluster, State: 'UNINITIALIZED' }], backups: [backup] },
      /Left out\. /u,
    ],
  ])('says that it cannot explain %s', (_, given, text) => {
    expect(notes(given).join('\n')).toMatch(text);
  });

  it('lets what is in progress end', () => {
    const { fleet, unexplained } = taken({
      clusters: [
        {
          ...cluster,
          State: 'CREATE_IN_PROGRESS',
          Hsms: [],
          BackupRetentionPolicy: { Value: '90' },
        },
      ],
    });
    const [only] = fleet.holders.values();
    expect(only).toMatchObject({ expectedAt: AT + 5 * 60_000 });
    expect(unexplained).toEqual([]);
  });

  it('takes in copies, in the region of their ARN', () => {
    const { fleet } = taken({
      backups: [
        {
          ...backup,
          SourceRegion: 'us-east-1',
          SourceBackup: 'backup-aaaaaaaaaaa',
          SourceCluster: 'cluster-aaaaaaaaaaa',
          CopyTimestamp: 1793600100,
        },
      ],
    });
    expect([...fleet.holders.values()]).toMatchObject([
      { kind: 'COPY', copyId: backup.BackupId, region: 'eu-west-1', account: ACCOUNT },
    ]);
  });

  it('takes in once what is listed twice, as pages list it that change while they are read', () => {
    const twice = { clusters: [cluster, cluster], backups: [backup, backup] };
    const once = taken({ clusters: [cluster], backups: [backup] });
    expect(equalFleets(taken(twice).fleet, once.fleet)).toBe(true);
    expect(taken(twice).unexplained).toEqual(once.unexplained);
    const changed = { clusters: [{ ...cluster, Hsms: [] }, cluster], backups: [backup] };
    expect(equalFleets(taken(changed).fleet, once.fleet)).toBe(true);
    expect(notes(changed)).toContain(
      `${cluster.ClusterId}: It is listed more than once, and not always the same; ` +
        'taken as it is listed last.',
    );
  });

  it('says that pages are missing, region by region, in whatever order they come', () => {
    const NextToken = 'bW9yZQ==';
    const elsewhere = {
      ...backup,
      BackupId: 'backup-22222222222',
      BackupArn: `arn:aws:cloudhsm:us-east-1:${ACCOUNT}:backup/backup-22222222222`,
      ClusterId: 'cluster-22222222222',
    };
    const more = 'backups: There is a NextToken: the list is not whole. Give all pages.';
    const first = { Backups: [backup], NextToken };
    const second = { Backups: [{ ...backup, BackupId: 'backup-33333333333' }] };
    expect(notes({ clusters: [cluster], backups: first })).toContain(more);
    expect(notes({ clusters: [cluster], backups: [first, second] })).not.toContain(more);
    expect(notes({ clusters: [cluster], backups: [second, first] })).not.toContain(more);
    expect(notes({ clusters: [cluster], backups: [first, { Backups: [] }] })).not.toContain(more);
    expect(notes({ clusters: [cluster], backups: [first, { Backups: [elsewhere] }] })).toContain(
      more,
    );
  });

  it('says that an instant is in the future, such as one in milliseconds', () => {
    const CreateTimestamp = 1_793_600_000_250;
    expect(
      notes({
        clusters: [{ ...cluster, CreateTimestamp }],
        backups: [{ ...backup, CreateTimestamp }],
      }),
    ).toEqual(
      expect.arrayContaining([
        `${cluster.ClusterId}: Its CreateTimestamp is after the lists were made; now, then.`,
        `${backup.BackupId}: Its CreateTimestamp is after the lists were made; now, then.`,
      ]),
    );
  });

  it.each<[string, object, string]>([
    ['another type', { BackupId: 1 }, 'is of another type. It must be text.'],
    ['no id', {}, 'is missing. It must be given.'],
    ['an unknown word', { BackupState: 'GONE' }, 'It must be one of CREATE_IN_PROGRESS, READY, '],
    [
      'another pattern',
      { BackupId: 'b' },
      'It must be text that matches backup-[2-7a-zA-Z]{11,16}.',
    ],
  ])('says what is wrong in a sentence: %s', (_, it2, sentence) => {
    const given = Object.keys(it2).length === 0 ? it2 : { ...backup, ...it2 };
    const outcome = fleetFromAws({ at: AT, backups: [given] });
    expect(outcome._tag === 'Left' ? explain(outcome.left) : '').toContain(sentence);
  });

  it('refuses documents of another form, and editions that leave the end to a report', () => {
    expect(fleetFromAws({ at: AT, clusters: [{ ClusterId: 1 }] })).toMatchObject({
      left: { _tag: 'MalformedInput', path: expect.stringContaining('clusterId') },
    });
    expect(fleetFromAws({ at: AT, backups: [{}] })).toMatchObject({
      left: { path: expect.stringContaining('backupId') },
    });
    const { durations } = editions.aws2026;
    const edition = {
      ...editions.aws2026,
      name: 'x',
      durations: { ...durations, hsm: 'REPORTED' as const },
    };
    expect(fleetFromAws({ at: AT, edition })).toMatchObject({
      left: { path: 'edition.durations.hsm' },
    });
  });
});

const CASES =
  process.env['CASES'] ?? fileURLToPath(new URL('../../../../shared/cases', import.meta.url));
const isHere = existsSync(CASES);
if (!isHere) process.stdout.write('reality: the cases are skipped, ../shared/cases is not there\n');
// eslint-disable-next-line jest/no-disabled-tests
const suite = isHere ? describe : describe.skip;

suite('the cases that people have pasted', () => {
  const document = (name: string): unknown =>
    JSON.parse(readFileSync(`${CASES}/${name}.json`, 'utf8'));

  it('are taken in, but for what is said', () => {
    const { fleet, unexplained } = taken({
      clusters: [
        document('aws-1-describe-clusters-2018'),
        document('aws-2-describe-clusters-cli-v2'),
      ],
      backups: document('aws-4-describe-backups'),
      region: 'us-east-1',
    });
    expect([...fleet.holders.values()].map(({ kind }) => kind).toSorted()).toEqual([
      'CLUSTER',
      'CLUSTER',
      'CLUSTER',
      'COPY',
    ]);
    expect(unexplained.map(({ id }) => id).toSorted()).toEqual([
      'backup-copyfail234',
      'backups',
      'cluster-notlisted23',
      'cluster-qv2mhc7aept',
    ]);
  });
});

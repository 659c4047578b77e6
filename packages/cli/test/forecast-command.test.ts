/**
 * `forecast`: what becomes of the backups that AWS lists.
 */
import { describe, expect, it } from '@jest/globals';
import { run } from './cli.ts';

const cluster = {
  BackupRetentionPolicy: { Type: 'DAYS', Value: '90' },
  ClusterId: 'cluster-abcdefghijk',
  CreateTimestamp: '2026-01-01T00:00:00Z',
  Hsms: [],
  HsmType: 'hsm2m.medium',
  Mode: 'FIPS',
  State: 'ACTIVE',
  SubnetMapping: { 'eu-west-1a': 'subnet-12345678' },
};
const backup = (id: string, day: string): object => ({
  BackupId: `backup-${id}`,
  BackupArn: `arn:aws:cloudhsm:eu-west-1:111122223333:backup/backup-${id}`,
  BackupState: 'READY',
  ClusterId: cluster.ClusterId,
  CreateTimestamp: `2026-${day}T00:00:00Z`,
  HsmType: 'hsm2m.medium',
  Mode: 'FIPS',
});
const copy = {
  ...backup('copycopycopy', '10-01'),
  BackupArn: 'arn:aws:cloudhsm:us-east-1:111122223333:backup/backup-copycopycopy',
  SourceRegion: 'eu-west-1',
  SourceBackup: 'backup-newernewer2',
  SourceCluster: cluster.ClusterId,
  CopyTimestamp: '2026-10-02T00:00:00Z',
};
const files = {
  'clusters.json': JSON.stringify({ Clusters: [cluster] }),
  'backups.json': JSON.stringify({
    Backups: [backup('olderolder2', '09-01'), backup('newernewer2', '10-01')],
  }),
  'copies.json': JSON.stringify({ Backups: [copy] }),
  'other.json': '{}',
};
const forecast = (...argv: readonly string[]): ReturnType<typeof run> =>
  run(['forecast', '--at', '2026-11-02', ...argv], { files });

describe('forecast', () => {
  it('says when backups expire, and what a lost region leaves', async () => {
    const { code, out } = await forecast('clusters.json', 'backups.json');
    expect(code).toBe(0);
    expect(out).toMatch(
      /backup-olderolder2 {2}expires Mon 30 Nov 2026 00:00 UTC, purged Mon 7 Dec 2026/u,
    );
    // Retention never deletes the last one.
    expect(out).toMatch(/backup-newernewer2 {2}stays/u);
    expect(out).toContain('eu-west-1  these could not be restored: cluster-abcdefghijk');
  });

  it('reads files as Windows writes them, and lists of pages', async () => {
    const page = files['backups.json'];
    const { code, out } = await run(
      ['forecast', '--at', '2026-11-02', 'clusters.json', 'marked.json', 'pages.json'],
      { files: { ...files, 'marked.json': `\uFEFF${page}`, 'pages.json': `[${page}]` } },
    );
    expect(code).toBe(0);
    expect(out).toMatch(/backup-newernewer2 {2}stays/u);
  });

  it.each([
    [['--account', '12'], 'It must be an account: 12 digits.'],
    [['--region', 'mars'], 'It must be a region, such as eu-west-1.'],
    [['--retention-days', '5'], 'It must be 7 to 379.'],
    [['--retention-days', '500'], 'It must be 7 to 379.'],
    [['missing.json'], 'cannot read missing.json: '],
  ])('refuses %j, and says why', async (argv, why) => {
    const { code, err } = await forecast('clusters.json', ...argv);
    expect(code).toBe(2);
    expect(err).toContain(why);
  });

  it('compares with another policy', async () => {
    const { out } = await forecast('clusters.json', 'backups.json', '--retention-days', '300');
    expect(out).toMatch(/backup-olderolder2 .*; as proposed: expires Mon 28 Jun 2027/u);
  });

  it('knows copies elsewhere, which nothing ever deletes', async () => {
    const { out } = await forecast('clusters.json', 'backups.json', 'copies.json');
    expect(out).toContain('eu-west-1  every cluster with a backup can be restored elsewhere');
    expect(out).toMatch(/nothing ever deletes \(F-169\)\n {2}backup-copycopycopy/u);
  });

  it('prints one JSON document', async () => {
    const { out } = await forecast('clusters.json', 'backups.json', '--json');
    expect(JSON.parse(out)).toMatchObject({
      format: 'hsm-lifecycle/forecast',
      forecasts: [{ backupId: 'backup-olderolder2' }, { backupId: 'backup-newernewer2' }],
      unexplained: [],
    });
  });

  it.each([
    ['a file that lists neither', ['other.json'], /neither "Clusters" nor "Backups"/u],
    ['a file that is not there', ['nowhere.json'], /nowhere.json/u],
    ['an end before the beginning', ['clusters.json', '--until', '2026-01-01'], /2026/u],
  ])('refuses %s', async (_, argv, text) => {
    const { code, err } = await forecast(...argv);
    expect(code).toBe(2);
    expect(err).toMatch(text);
  });
});

/**
 * Refusals of the actions about backups, policies and tags, beside those of their states: by hand,
 * from facts and choices. A row is what is asked, and the answer.
 *
 * @module
 */
import { arnOf, backupStates, policyWith } from './backup-states.mjs';
import { clusterStates } from './cluster-states.mjs';
import { ALICE, AWAY, HOME } from './endpoint.mjs';

const ready = backupStates.READY;

const ALLOW = {
  Effect: 'Allow',
  Principal: { AWS: '222222222222' },
  Action: 'cloudhsm:CreateCluster',
};

const about = (what, input, { expected, from = ready }) => ({ what, from, input, expected });

const copyTo =
  (region, more) =>
  ({ backupId }) => ({
    BackupId: backupId,
    DestinationRegion: region,
    ...more,
  });

const awayLost = async () => {
  const it = await ready();
  await it.control('command', { type: 'LoseRegion', data: { region: AWAY, kind: 'UNREACHABLE' } });
  return it;
};

const tags = (count, start = 0) =>
  Array.from({ length: count }, (_, n) => ({ Key: `key${start + n}`, Value: '' }));

const fullOfTags = async () => {
  const it = await ready();
  await it.done('TagResource', { ResourceId: it.backupId, TagList: tags(50) });
  return it;
};

const putting = (what, statement) =>
  about(
    what,
    (it) => ({ ResourceArn: arnOf(it), Policy: policyWith({ ...ALLOW, ...statement }) }),
    { expected: 'IR U-36' },
  );

const clusterArn = ({ clusterId }) =>
  `arn:aws:cloudhsm:${HOME}:${ALICE.account}:cluster/${clusterId}`;

const ofCluster = (more) =>
  about('the policy of a cluster', (it) => ({ ResourceArn: clusterArn(it), ...more }), {
    expected: 'IR F-175',
    from: clusterStates['ACTIVE, its HSM ACTIVE'],
  });

const byResource =
  (more) =>
  ({ backupId }) => ({ ResourceId: backupId, ...more });

const twice = [...tags(1), ...tags(1)];
const reserved = [{ Key: 'aws:team', Value: '' }];

/** By action. */
export const refusalsOfBackups = {
  CopyBackupToRegion: [
    about('to its own region', copyTo(HOME), { expected: 'IR U-15' }),
    about('to another partition', copyTo('us-gov-west-1'), { expected: 'IR F-171' }),
    about('to a region that is not served', copyTo('us-east-9'), { expected: 'IR F-123' }),
    about('to a region that is out of reach', copyTo(AWAY), { expected: 'SV M-7', from: awayLost }),
    about('a tag key twice', copyTo(AWAY, { TagList: twice }), { expected: 'TG F-60' }),
  ],
  DeleteBackup: [
    about('a second time', ({ backupId }) => ({ BackupId: backupId }), {
      expected: 'IR U-13',
      from: backupStates.PENDING_DELETION,
    }),
    about('after the purge', ({ backupId }) => ({ BackupId: backupId }), {
      expected: 'NF F-239',
      from: backupStates.purged,
    }),
  ],
  DeleteResourcePolicy: [ofCluster({})],
  DescribeBackups: [
    about('an unknown filter', () => ({ Filters: { name: ['a'] } }), { expected: 'IR U-31' }),
    about('neverExpires as true', () => ({ Filters: { neverExpires: ['true'] } }), {
      expected: 'IR F-64',
    }),
    about('pages of 51', () => ({ MaxResults: 51 }), { expected: 'IR F-57' }),
    about('a token of nobody', () => ({ NextToken: 'x' }), { expected: 'IR F-58' }),
  ],
  GetResourcePolicy: [ofCluster({})],
  ListTags: [
    about('a token of nobody', byResource({ NextToken: 'x' }), { expected: 'IR F-58' }),
    about('of an HSM', () => ({ ResourceId: 'hsm-zzzzzzzzzzz' }), { expected: 'IR F-49' }),
  ],
  ModifyBackupAttributes: [
    about('of a copy', ({ backupId }) => ({ BackupId: backupId, NeverExpires: true }), {
      expected: 'IR F-169',
      from: backupStates['READY, a copy'],
    }),
  ],
  PutResourcePolicy: [
    ofCluster({ Policy: policyWith(ALLOW) }),
    about('no JSON', (it) => ({ ResourceArn: arnOf(it), Policy: 'x' }), { expected: 'IR U-36' }),
    putting('a condition', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }),
    putting('a denial', { Effect: 'Deny' }),
    putting('a user in place of an account', {
      Principal: { AWS: 'arn:aws:iam::222222222222:user/x' },
    }),
    putting('another action', { Action: 'cloudhsm:DeleteBackup' }),
  ],
  RestoreBackup: [
    about('that is not deleted', ({ backupId }) => ({ BackupId: backupId }), {
      expected: 'IR F-146',
    }),
    about('after the purge', ({ backupId }) => ({ BackupId: backupId }), {
      expected: 'NF F-239',
      from: backupStates.purged,
    }),
  ],
  TagResource: [
    about('an empty list', byResource({ TagList: [] }), { expected: 'IR F-60' }),
    about('51 tags in one call', byResource({ TagList: tags(51) }), { expected: 'IR F-60' }),
    about('the 51st tag', byResource({ TagList: tags(1, 50) }), {
      expected: 'LX F-60',
      from: fullOfTags,
    }),
    about('a key twice', byResource({ TagList: twice }), { expected: 'TG F-60' }),
    about('a key that begins with aws:', byResource({ TagList: reserved }), {
      expected: 'TG F-60',
    }),
    about('an HSM', () => ({ ResourceId: 'hsm-zzzzzzzzzzz', TagList: tags(1) }), {
      expected: 'IR F-49',
    }),
  ],
  UntagResource: [about('no key', byResource({ TagKeyList: [] }), { expected: 'IR F-60' })],
};

/**
 * The inputs of the API's 18 actions.
 *
 * @see F-9 to F-26, CloudHSM V2 API 2017-04-28
 * @module
 */

/** The structures that inputs consist of, by name; the input of an action has the action's name. */
export const inputs = {
  Tag: { kind: 'STRUCTURE', required: { Key: 'TagKey', Value: 'TagValue' }, optional: {} },
  BackupRetentionPolicy: {
    kind: 'STRUCTURE',
    required: {},
    optional: { Type: 'BackupRetentionType', Value: 'BackupRetentionValue' },
  },

  CopyBackupToRegion: {
    kind: 'STRUCTURE',
    required: { DestinationRegion: 'Region', BackupId: 'BackupId' },
    optional: { TagList: 'TagList' },
  },
  CreateCluster: {
    kind: 'STRUCTURE',
    required: { HsmType: 'HsmType', SubnetIds: 'SubnetIds' },
    optional: {
      BackupRetentionPolicy: 'BackupRetentionPolicy',
      SourceBackupId: 'BackupArn',
      NetworkType: 'NetworkType',
      TagList: 'TagList',
      Mode: 'ClusterMode',
    },
  },
  CreateHsm: {
    kind: 'STRUCTURE',
    required: { ClusterId: 'ClusterId', AvailabilityZone: 'ExternalAz' },
    optional: { IpAddress: 'IpAddress' },
  },
  DeleteBackup: { kind: 'STRUCTURE', required: { BackupId: 'BackupId' }, optional: {} },
  DeleteCluster: { kind: 'STRUCTURE', required: { ClusterId: 'ClusterId' }, optional: {} },
  DeleteHsm: {
    kind: 'STRUCTURE',
    required: { ClusterId: 'ClusterId' },
    optional: { HsmId: 'HsmId', EniId: 'EniId', EniIp: 'IpAddress' },
  },
  DeleteResourcePolicy: {
    kind: 'STRUCTURE',
    required: {},
    optional: { ResourceArn: 'CloudHsmArn' },
  },
  DescribeBackups: {
    kind: 'STRUCTURE',
    required: {},
    optional: {
      NextToken: 'NextToken',
      MaxResults: 'BackupsMaxSize',
      Filters: 'Filters',
      Shared: 'Flag',
      SortAscending: 'Flag',
    },
  },
  DescribeClusters: {
    kind: 'STRUCTURE',
    required: {},
    optional: { Filters: 'Filters', NextToken: 'NextToken', MaxResults: 'ClustersMaxSize' },
  },
  GetResourcePolicy: { kind: 'STRUCTURE', required: {}, optional: { ResourceArn: 'CloudHsmArn' } },
  InitializeCluster: {
    kind: 'STRUCTURE',
    required: { ClusterId: 'ClusterId', SignedCert: 'Cert', TrustAnchor: 'Cert' },
    optional: {},
  },
  ListTags: {
    kind: 'STRUCTURE',
    required: { ResourceId: 'ResourceId' },
    optional: { NextToken: 'NextToken', MaxResults: 'MaxSize' },
  },
  ModifyBackupAttributes: {
    kind: 'STRUCTURE',
    required: { BackupId: 'BackupId', NeverExpires: 'Flag' },
    optional: {},
  },
  ModifyCluster: {
    kind: 'STRUCTURE',
    required: { ClusterId: 'ClusterId' },
    optional: { HsmType: 'HsmType', BackupRetentionPolicy: 'BackupRetentionPolicy' },
  },
  PutResourcePolicy: {
    kind: 'STRUCTURE',
    required: {},
    optional: { ResourceArn: 'CloudHsmArn', Policy: 'ResourcePolicy' },
  },
  RestoreBackup: { kind: 'STRUCTURE', required: { BackupId: 'BackupId' }, optional: {} },
  TagResource: {
    kind: 'STRUCTURE',
    required: { ResourceId: 'ResourceId', TagList: 'TagList' },
    optional: {},
  },
  UntagResource: {
    kind: 'STRUCTURE',
    required: { ResourceId: 'ResourceId', TagKeyList: 'TagKeyList' },
    optional: {},
  },
} as const;

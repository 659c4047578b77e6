/**
 * The outputs of the API's 18 actions.
 *
 * @see F-9 to F-38, CloudHSM V2 API 2017-04-28
 * @module
 */

/** The structures that outputs consist of, by name. */
export const outputs = {
  Certificates: {
    kind: 'STRUCTURE',
    required: {},
    optional: {
      ClusterCsr: 'Cert',
      HsmCertificate: 'Cert',
      AwsHardwareCertificate: 'Cert',
      ManufacturerHardwareCertificate: 'Cert',
      ClusterCertificate: 'Cert',
    },
  },
  SubnetMapping: { kind: 'MAP', key: 'ExternalAz', of: 'SubnetId' },
  Hsm: {
    kind: 'STRUCTURE',
    required: { HsmId: 'HsmId' },
    optional: {
      AvailabilityZone: 'ExternalAz',
      ClusterId: 'ClusterId',
      SubnetId: 'SubnetId',
      EniId: 'EniId',
      EniIp: 'IpAddress',
      EniIpV6: 'IpV6Address',
      HsmType: 'HsmType',
      State: 'HsmState',
      StateMessage: 'Text',
    },
  },
  Hsms: { kind: 'LIST', of: 'Hsm' },
  Cluster: {
    kind: 'STRUCTURE',
    required: {},
    optional: {
      BackupPolicy: 'BackupPolicy',
      BackupRetentionPolicy: 'BackupRetentionPolicy',
      ClusterId: 'ClusterId',
      CreateTimestamp: 'Instant',
      Hsms: 'Hsms',
      HsmType: 'HsmType',
      HsmTypeRollbackExpiration: 'Instant',
      PreCoPassword: 'PreCoPassword',
      SecurityGroup: 'SecurityGroup',
      SourceBackupId: 'BackupId',
      State: 'ClusterState',
      StateMessage: 'StateMessage',
      SubnetMapping: 'SubnetMapping',
      VpcId: 'VpcId',
      NetworkType: 'NetworkType',
      Certificates: 'Certificates',
      TagList: 'TagList',
      Mode: 'ClusterMode',
    },
  },
  Clusters: { kind: 'LIST', of: 'Cluster' },
  Backup: {
    kind: 'STRUCTURE',
    required: { BackupId: 'BackupId' },
    optional: {
      BackupArn: 'BackupArn',
      BackupState: 'BackupState',
      ClusterId: 'ClusterId',
      CreateTimestamp: 'Instant',
      CopyTimestamp: 'Instant',
      NeverExpires: 'Flag',
      SourceRegion: 'Region',
      SourceBackup: 'BackupId',
      SourceCluster: 'ClusterId',
      DeleteTimestamp: 'Instant',
      TagList: 'TagList',
      HsmType: 'HsmType',
      Mode: 'ClusterMode',
    },
  },
  Backups: { kind: 'LIST', of: 'Backup' },
  DestinationBackup: {
    kind: 'STRUCTURE',
    required: {},
    optional: {
      CreateTimestamp: 'Instant',
      SourceRegion: 'Region',
      SourceBackup: 'BackupId',
      SourceCluster: 'ClusterId',
    },
  },

  ClusterOutput: { kind: 'STRUCTURE', required: {}, optional: { Cluster: 'Cluster' } },
  HsmOutput: { kind: 'STRUCTURE', required: {}, optional: { Hsm: 'Hsm' } },
  HsmIdOutput: { kind: 'STRUCTURE', required: {}, optional: { HsmId: 'HsmId' } },
  BackupOutput: { kind: 'STRUCTURE', required: {}, optional: { Backup: 'Backup' } },
  CopyOutput: {
    kind: 'STRUCTURE',
    required: {},
    optional: { DestinationBackup: 'DestinationBackup' },
  },
  PolicyOutput: {
    kind: 'STRUCTURE',
    required: {},
    optional: { ResourceArn: 'CloudHsmArn', Policy: 'ResourcePolicy' },
  },
  PolicyTextOutput: { kind: 'STRUCTURE', required: {}, optional: { Policy: 'ResourcePolicy' } },
  ClustersPage: {
    kind: 'STRUCTURE',
    required: {},
    optional: { Clusters: 'Clusters', NextToken: 'NextToken' },
  },
  BackupsPage: {
    kind: 'STRUCTURE',
    required: {},
    optional: { Backups: 'Backups', NextToken: 'NextToken' },
  },
  TagsPage: {
    kind: 'STRUCTURE',
    required: { TagList: 'TagList' },
    optional: { NextToken: 'NextToken' },
  },
  StateOutput: {
    kind: 'STRUCTURE',
    required: {},
    optional: { State: 'ClusterState', StateMessage: 'StateMessage' },
  },
  EmptyOutput: { kind: 'STRUCTURE', required: {}, optional: {} },
} as const;

/** The name of each action's output. */
export const outputNames = {
  CopyBackupToRegion: 'CopyOutput',
  CreateCluster: 'ClusterOutput',
  CreateHsm: 'HsmOutput',
  DeleteBackup: 'BackupOutput',
  DeleteCluster: 'ClusterOutput',
  DeleteHsm: 'HsmIdOutput',
  DeleteResourcePolicy: 'PolicyOutput',
  DescribeBackups: 'BackupsPage',
  DescribeClusters: 'ClustersPage',
  GetResourcePolicy: 'PolicyTextOutput',
  InitializeCluster: 'StateOutput',
  ListTags: 'TagsPage',
  ModifyBackupAttributes: 'BackupOutput',
  ModifyCluster: 'ClusterOutput',
  PutResourcePolicy: 'PolicyOutput',
  RestoreBackup: 'BackupOutput',
  TagResource: 'EmptyOutput',
  UntagResource: 'EmptyOutput',
} as const;

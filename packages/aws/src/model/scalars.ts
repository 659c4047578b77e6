/**
 * The texts, numbers, lists and maps of the API; ids and regions are in `identifiers.ts`.
 *
 * @see F-39 to F-63, CloudHSM V2 API 2017-04-28
 * @module
 */

/** The shapes that both inputs and outputs use, by name. */
export const scalars = {
  Flag: { kind: 'FLAG' },
  Instant: { kind: 'INSTANT' },
  Text: { kind: 'TEXT' },
  Texts: { kind: 'LIST', of: 'Text' },

  SubnetId: { kind: 'TEXT', pattern: 'subnet-[0-9a-fA-F]{8,17}' },
  SubnetIds: { kind: 'LIST', of: 'SubnetId', min: 1, max: 10 },
  EniId: { kind: 'TEXT', pattern: 'eni-[0-9a-fA-F]{8,17}' },
  SecurityGroup: { kind: 'TEXT', pattern: 'sg-[0-9a-fA-F]{8,17}' },
  VpcId: { kind: 'TEXT', pattern: 'vpc-[0-9a-fA-F]{8,17}' },
  IpAddress: { kind: 'TEXT', pattern: '\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}' },
  IpV6Address: { kind: 'TEXT', max: 100 },

  HsmType: { kind: 'TEXT', max: 32, pattern: '((p|)hsm[0-9][a-z.]*\\.[a-zA-Z]+)' },
  ClusterMode: { kind: 'TEXT', words: ['FIPS', 'NON_FIPS'] },
  NetworkType: { kind: 'TEXT', words: ['IPV4', 'DUALSTACK'] },
  ClusterState: {
    kind: 'TEXT',
    words: [
      'CREATE_IN_PROGRESS',
      'UNINITIALIZED',
      'INITIALIZE_IN_PROGRESS',
      'INITIALIZED',
      'ACTIVE',
      'UPDATE_IN_PROGRESS',
      'MODIFY_IN_PROGRESS',
      'ROLLBACK_IN_PROGRESS',
      'DELETE_IN_PROGRESS',
      'DELETED',
      'DEGRADED',
    ],
  },
  HsmState: {
    kind: 'TEXT',
    words: ['CREATE_IN_PROGRESS', 'ACTIVE', 'DEGRADED', 'DELETE_IN_PROGRESS', 'DELETED'],
  },
  BackupState: {
    kind: 'TEXT',
    words: ['CREATE_IN_PROGRESS', 'READY', 'DELETED', 'PENDING_DELETION'],
  },
  BackupPolicy: { kind: 'TEXT', words: ['DEFAULT'] },
  BackupRetentionType: { kind: 'TEXT', words: ['DAYS'] },
  BackupRetentionValue: { kind: 'TEXT', min: 1, max: 3, pattern: '[0-9]+' },

  Cert: { kind: 'TEXT', max: 20_000, pattern: '[a-zA-Z0-9+-/=\\s]*' },
  PreCoPassword: { kind: 'TEXT', min: 7, max: 32 },
  StateMessage: { kind: 'TEXT', max: 300, pattern: '.*' },

  Field: { kind: 'TEXT', pattern: '[a-zA-Z0-9_-]+' },
  Filters: { kind: 'MAP', key: 'Field', of: 'Texts', max: 30 },
  NextToken: { kind: 'TEXT', max: 256, pattern: '.*' },
  BackupsMaxSize: { kind: 'WHOLE', min: 1, max: 50 },
  ClustersMaxSize: { kind: 'WHOLE', min: 1, max: 25 },
  MaxSize: { kind: 'WHOLE', min: 1, max: 100 },

  TagKey: { kind: 'TEXT', min: 1, max: 128, pattern: '([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)' },
  TagValue: { kind: 'TEXT', min: 0, max: 256, pattern: '([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)' },
  TagList: { kind: 'LIST', of: 'Tag', min: 1, max: 50 },
  TagKeyList: { kind: 'LIST', of: 'TagKey', min: 1, max: 50 },
  ResourcePolicy: { kind: 'TEXT', min: 1, max: 20_000 },
} as const;

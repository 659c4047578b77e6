/**
 * The fields of the steps that take in what exists.
 *
 * @module
 */
import {
  grammars,
  type AccountId,
  type BackupId,
  type ClusterId,
  type ClusterMode,
  type CommandOf,
  type EniId,
  type EpochMillis,
  type Grammar,
  type HsmId,
  type HsmType,
  type KeyKind,
  type NetworkType,
  type Region,
} from '@hsm-lifecycle/core';
import {
  describedField,
  field,
  listField,
  optionalField,
  recordField,
  type Field,
  type FieldsOf,
} from './field.ts';
import {
  accountField,
  countField,
  flagField,
  hsmTypeField,
  instantField,
  ipAddressField,
  nameField,
  regionField,
  tagsField,
  textField,
  wordField,
  wordOrField,
  zoneAndCidrField,
  zoneField,
  type ZoneAndCidr,
} from './values.ts';

type TagList = Readonly<Record<string, string>>;

type ClusterSeen = CommandOf<'ObserveCluster'>['data'];

/** A key that is known to be somewhere, and its owner. */
export type ListedKey = { readonly key: string; readonly owner: string; readonly kind?: KeyKind };

/** A user who is known to be somewhere. */
export type ListedUser = { readonly name: string; readonly role: 'CO' | 'CU' };

/** The keys and users that are known to be somewhere; others may be there too. */
export type Listed = {
  readonly keys?: readonly ListedKey[];
  readonly users?: readonly ListedUser[];
};

/** An HSM as it was seen. */
export type ListedHsm = {
  readonly hsmId: HsmId;
  readonly zone: string;
  readonly eniId: EniId;
  readonly ipAddress?: string;
  readonly state?: ClusterSeen['hsms'][number]['state'];
  readonly expectedAt?: EpochMillis;
};

/** A backup as it was seen. */
export type ListedBackup = Listed & {
  readonly backupId: BackupId;
  readonly createdAt: EpochMillis;
  readonly state?: ClusterSeen['backups'][number]['state'];
  readonly expectedAt?: EpochMillis;
  readonly deleteAt?: EpochMillis;
  readonly neverExpires?: boolean;
  readonly tags?: TagList;
  readonly hsmType?: HsmType;
  readonly mode?: ClusterMode;
};

/** The fields of an `ObserveCluster` step. */
export type ObserveClusterFields = Listed & {
  readonly clusterId: ClusterId;
  readonly account?: AccountId;
  readonly region: Region;
  readonly createdAt: EpochMillis;
  readonly phase?: ClusterSeen['phase'];
  readonly expectedAt?: EpochMillis;
  readonly hsmType?: HsmType;
  readonly mode?: ClusterMode;
  readonly networkType?: NetworkType;
  readonly zones: readonly (string | ZoneAndCidr)[];
  readonly retentionDays?: number | 'NONE';
  readonly tags?: TagList;
  readonly certificate?: string;
  readonly hsms?: readonly ListedHsm[];
  readonly backups?: readonly ListedBackup[];
};

/** The fields of an `ObserveCopy` step. */
export type ObserveCopyFields = ListedBackup & {
  readonly account?: AccountId;
  readonly region: Region;
  readonly copiedAt: EpochMillis;
  readonly sourceBackupId: BackupId;
  readonly sourceClusterId: ClusterId;
  readonly sourceRegion: Region;
};

const idField = <Id extends string>({ pattern, expected, matches }: Grammar<Id>): Field<Id> =>
  field(expected, { type: 'string', pattern }, (input) => (matches(input) ? input : undefined));

const clusterId = idField(grammars.clusterId);
const backupId = idField(grammars.backupId);
const expectedAt = optionalField(
  describedField('When the work in progress ends, if there is any.', instantField),
);
const createdAt = describedField('When it was created.', instantField);
const platform = {
  hsmType: optionalField(describedField('hsm2m.medium if left out.', hsmTypeField)),
  mode: optionalField(describedField('FIPS if left out.', wordField('FIPS', 'NON_FIPS'))),
};
const account = optionalField(describedField('000000000000 if left out.', accountField));

const listedFields: FieldsOf<Listed> = {
  keys: optionalField(
    describedField(
      'Keys that it is known to hold; others may be there too.',
      listField(
        recordField<ListedKey>('a key', {
          key: nameField,
          owner: textField('the name of a crypto user'),
          kind: optionalField(wordField('symmetric', 'asymmetric')),
        }),
        'a list of keys, such as { "key": "root", "owner": "alice" }',
      ),
    ),
  ),
  users: optionalField(
    describedField(
      'Users that it is known to hold; others may be there too.',
      listField(
        recordField<ListedUser>('a user', {
          name: textField('the name of a user, such as "alice"'),
          role: wordField('CO', 'CU'),
        }),
        'a list of users, such as { "name": "alice", "role": "CU" }',
      ),
    ),
  ),
};

const hsmField = recordField<ListedHsm>('an HSM', {
  hsmId: idField(grammars.hsmId),
  zone: zoneField,
  eniId: idField(grammars.eniId),
  ipAddress: optionalField(ipAddressField),
  state: optionalField(
    describedField(
      'ACTIVE if left out.',
      wordField('CREATE_IN_PROGRESS', 'ACTIVE', 'DEGRADED', 'DELETE_IN_PROGRESS'),
    ),
  ),
  expectedAt,
});

const backupFields: FieldsOf<ListedBackup> = {
  ...listedFields,
  backupId,
  createdAt,
  state: optionalField(
    describedField(
      'READY if left out.',
      wordField('CREATE_IN_PROGRESS', 'READY', 'PENDING_DELETION'),
    ),
  ),
  expectedAt,
  deleteAt: optionalField(
    describedField('When it will be purged, if it is PENDING_DELETION.', instantField),
  ),
  neverExpires: optionalField(flagField),
  tags: optionalField(tagsField),
  ...platform,
};

/** The fields of the steps that take in what exists. */
export const observedFields: {
  readonly ObserveCluster: FieldsOf<ObserveClusterFields>;
  readonly ObserveCopy: FieldsOf<ObserveCopyFields>;
} = {
  ObserveCluster: {
    clusterId,
    account,
    region: regionField,
    createdAt,
    phase: optionalField(
      describedField(
        'ACTIVE if left out.',
        wordField(
          'CREATE_IN_PROGRESS',
          'UNINITIALIZED',
          'INITIALIZE_IN_PROGRESS',
          'INITIALIZED',
          'ACTIVE',
          'DELETE_IN_PROGRESS',
          'DELETED',
        ),
      ),
    ),
    expectedAt,
    ...platform,
    networkType: optionalField(describedField('IPV4 if left out.', wordField('IPV4', 'DUALSTACK'))),
    zones: describedField(
      'The zones for HSMs; each gets a subnet, whose addresses its HSMs have.',
      listField(zoneAndCidrField, 'zones, such as ["eu-west-1a"]'),
    ),
    retentionDays: optionalField(
      describedField(
        'For how many days it keeps its backups; 90 if left out.',
        wordOrField('NONE', countField('a number of days, such as 90')),
      ),
    ),
    tags: optionalField(tagsField),
    certificate: optionalField(
      describedField('The signed certificate; equal ones show one lineage.', textField('text')),
    ),
    ...listedFields,
    hsms: optionalField(listField(hsmField, 'a list of HSMs')),
    backups: optionalField(
      listField(recordField<ListedBackup>('a backup', backupFields), 'a list of backups'),
    ),
  },
  ObserveCopy: {
    ...backupFields,
    account,
    region: regionField,
    copiedAt: describedField('When it was copied.', instantField),
    sourceBackupId: backupId,
    sourceClusterId: clusterId,
    sourceRegion: regionField,
  },
};

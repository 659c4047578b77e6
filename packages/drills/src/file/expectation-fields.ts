/**
 * The fields of each kind of expectation.
 *
 * @module
 */
import type { ExpectationFields, PlaceFields, ExpectationKind } from './drill.ts';
import {
  describedField,
  listField,
  optionalField,
  recordField,
  type Field,
  type FieldsOf,
} from './field.ts';
import {
  countField,
  wordField,
  referenceField,
  regionField,
  spanField,
  textField,
} from './values.ts';

const cluster = {
  cluster: describedField('Which cluster.', referenceField('a cluster', 'such as "primary"')),
};
const backup = {
  backup: describedField('Which backup.', referenceField('a backup', '"latest backup of primary"')),
};
const keys = optionalField(listField(textField(), 'ids of keys'));
const users = optionalField(listField(textField(), 'names of users'));

const place: Field<PlaceFields> = recordField<PlaceFields>(
  'a place, such as { "place": "copy", "region": "eu-central-1" }',
  {
    place: wordField('hsm', 'joining-hsm', 'backup', 'pending-backup', 'copy', 'origin'),
    region: optionalField(regionField),
  },
);

const clusterState = wordField(
  'CREATE_IN_PROGRESS',
  'UNINITIALIZED',
  'INITIALIZE_IN_PROGRESS',
  'INITIALIZED',
  'ACTIVE',
  'DEGRADED',
  'UPDATE_IN_PROGRESS',
  'MODIFY_IN_PROGRESS',
  'ROLLBACK_IN_PROGRESS',
  'DELETE_IN_PROGRESS',
  'DELETED',
);

/** The fields of each kind of expectation, apart from `that` and `because`. */
export const expectationFields: {
  readonly [Kind in ExpectationKind]: FieldsOf<ExpectationFields[Kind]>;
} = {
  ClusterIs: {
    ...cluster,
    state: clusterState,
    hsms: optionalField(describedField('How many HSMs it has.', countField('a number of HSMs'))),
  },
  BackupIs: {
    ...backup,
    state: wordField('CREATE_IN_PROGRESS', 'READY', 'PENDING_DELETION', 'DELETED', 'GONE'),
  },
  Recoverable: {
    ...cluster,
    region: optionalField(describedField('Where; anywhere if left out.', regionField)),
    maxAge: optionalField(
      describedField('The greatest age of the newest recovery point (RPO).', spanField),
    ),
  },
  NotRecoverable: { ...cluster, region: optionalField(regionField) },
  CanComeBack: {
    ...cluster,
    keys: optionalField(
      describedField(
        'Which keys; everything that was deleted, if neither keys nor users are given.',
        keys,
      ),
    ),
    users: optionalField(describedField('Which users.', users)),
    from: optionalField(
      describedField(
        'Exactly the places from which they can come back; none if left out.',
        listField(place, 'places, such as [{ "place": "copy" }]'),
      ),
    ),
  },
  Holds: { ...cluster, keys, users },
  SameContents: {
    ...cluster,
    of: describedField(
      'A backup, a copy, a cluster, or the name of a Remember step.',
      referenceField('contents', '"dr copy"'),
    ),
  },
  HsmsAgree: cluster,
};

const sentences: Readonly<Record<ExpectationKind, string>> = {
  ClusterIs: 'The cluster is in this state (and has this many HSMs).',
  BackupIs: 'The backup or copy is in this state; GONE once it is purged.',
  Recoverable: 'A reachable READY backup or copy can be restored (one that is at most this old).',
  NotRecoverable: 'No reachable backup or copy can be restored.',
  CanComeBack: 'Keys and users can come back from exactly these places, lost regions included.',
  Holds:
    'Each ACTIVE HSM holds exactly the keys given, and exactly the users given (appliance user ' +
    'aside; names are compared without case).',
  SameContents:
    'Each ACTIVE HSM holds the same keys, users, passwords, certificates, policies and ' +
    'configuration as "of".',
  HsmsAgree: 'All ACTIVE HSMs hold the same users, passwords, policies and configuration.',
};

/** What each kind of expectation means, in one sentence. */
export const expectationSentences: Readonly<Record<string, string>> = sentences;

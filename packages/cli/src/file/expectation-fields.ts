/**
 * What each expectation of a drill file may say.
 *
 * @module
 */
import type { ExpectationFields, PlaceFields, Subject } from './drill.ts';
import { described, list, optional, record, type Field, type FieldsOf } from './field.ts';
import { count, oneOf, reference, region, span, text } from './values.ts';

const cluster = {
  cluster: described('Which cluster.', reference('a cluster', 'such as "primary"')),
};
const backup = {
  backup: described('Which backup.', reference('a backup', '"latest backup of primary"')),
};
const keys = optional(list(text(), 'ids of keys'));
const users = optional(list(text(), 'names of users'));

const place: Field<PlaceFields> = record<PlaceFields>(
  'a place, such as { "place": "copy", "region": "eu-central-1" }',
  {
    place: oneOf('hsm', 'joining-hsm', 'backup', 'pending-backup', 'copy', 'origin'),
    region: optional(region),
  },
);

const clusterState = oneOf(
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

/** The fields of each expectation. */
export const expectationFields: { readonly [It in Subject]: FieldsOf<ExpectationFields[It]> } = {
  ClusterIs: {
    ...cluster,
    state: clusterState,
    hsms: optional(described('How many HSMs it has.', count('a number of HSMs'))),
  },
  BackupIs: {
    ...backup,
    state: oneOf('CREATE_IN_PROGRESS', 'READY', 'PENDING_DELETION', 'DELETED', 'GONE'),
  },
  Recoverable: {
    ...cluster,
    region: optional(described('Where; anywhere if left out.', region)),
    maxAge: optional(described('How old the newest recovery point may be (RPO).', span)),
  },
  NotRecoverable: { ...cluster, region: optional(region) },
  CanComeBack: {
    ...cluster,
    keys: optional(
      described('Which keys; what was deleted, if neither keys nor users are given.', keys),
    ),
    users: optional(described('Which users.', users)),
    from: optional(
      described(
        'Exactly the places from which they can come back; none if left out.',
        list(place, 'places, such as [{ "place": "copy" }]'),
      ),
    ),
  },
  Holds: { ...cluster, keys, users },
  SameContents: {
    ...cluster,
    of: described(
      'A backup, a copy, a cluster, or what a Remember step named.',
      reference('contents', '"dr copy"'),
    ),
  },
};

const says: Readonly<Record<Subject, string>> = {
  ClusterIs: 'The cluster is in this state (and has so many HSMs).',
  BackupIs: 'The backup or copy is in this state; GONE once it is purged.',
  Recoverable:
    'A cluster can be made from a READY backup or copy that is within reach (and not older than this).',
  NotRecoverable: 'No cluster can be made from any backup or copy within reach.',
  CanComeBack: 'Keys and users can come back from exactly these places, lost regions included.',
  Holds:
    'The HSMs of the cluster hold exactly these keys, or exactly these users (the appliance user apart).',
  SameContents:
    'The HSMs of the cluster hold the same keys, users, certificates, policies and configuration as that.',
};

/** What each expectation means, in one sentence. */
export const expectationSays: Readonly<Record<string, string>> = says;

/**
 * The fields of each kind of step.
 *
 * @module
 */
import type { StepKind, StepFields } from './drill.ts';
import { describedField, listField, optionalField, type FieldsOf } from './field.ts';
import {
  countField,
  flagField,
  hsmTypeField,
  ipAddressField,
  stepTimeField,
  nameField,
  wordField,
  referenceField,
  regionField,
  textField,
  tagKeyField,
  tagsField,
  zoneField,
} from './values.ts';

const cluster = {
  cluster: describedField('Which cluster.', referenceField('a cluster', 'such as "primary"')),
};
const hsm = {
  hsm: describedField(
    'Which HSM.',
    referenceField('an HSM', 'such as "first HSM", "every HSM of primary"'),
  ),
};
const backup = {
  backup: describedField(
    'Which backup or backups.',
    referenceField('a backup', '"latest backup of primary", "every copy of primary"'),
  ),
};
const resource = {
  resource: describedField(
    'Which cluster, HSM, backup or copy.',
    referenceField('a resource', '"latest backup of primary"'),
  ),
};
const retentionDays = describedField(
  'For how many days the cluster keeps its backups.',
  countField('a number of days, such as 90'),
);
const reason = optionalField(describedField('Why; shown in the report.', textField()));

const newCluster: Pick<
  FieldsOf<StepFields['CreateCluster']>,
  'zones' | 'hsmType' | 'mode' | 'retentionDays' | 'tags'
> = {
  zones: describedField(
    'The zones for HSMs; each gets a subnet.',
    listField(zoneField, 'zones, such as ["eu-west-1a"]'),
  ),
  hsmType: optionalField(
    describedField(
      'hsm2m.medium if left out; for a restore, the type that the backup was made on.',
      hsmTypeField,
    ),
  ),
  mode: optionalField(
    describedField(
      'FIPS if the type is left out too; for a restore, the mode of the backup.',
      wordField('FIPS', 'NON_FIPS'),
    ),
  ),
  retentionDays: optionalField(retentionDays),
  tags: optionalField(tagsField),
};

const user = describedField(
  'The name of a user.',
  textField('the name of a user, such as "alice"'),
);
const idleUser = describedField(
  'The name of a user, or a phrase.',
  textField('the name of a user, such as "alice", or "every user idle for 90 days"'),
);
const kin = describedField(
  'The cluster that has it, of the same lineage.',
  referenceField('a cluster', 'such as "recovered"'),
);
const key = describedField('Your id for the key.', nameField);

/** The fields of each kind of step, apart from those that all steps may have. */
export const stepFields: { readonly [Kind in StepKind]: FieldsOf<StepFields[Kind]> } = {
  CreateCluster: {
    region: describedField('The region of the cluster.', regionField),
    ...newCluster,
  },
  Restore: { ...backup, ...newCluster },
  CopyToRegion: {
    ...backup,
    region: describedField('The region to copy to.', regionField),
    tags: optionalField(tagsField),
  },
  Initialize: {
    ...cluster,
    signingRequest: optionalField(
      describedField(
        'One that a NoteSigningRequest step named; the current one if left out.',
        textField('the name of a noted signing request, or its id'),
      ),
    ),
  },
  Activate: {
    ...cluster,
    admin: optionalField(describedField('The first admin; "admin" if left out.', user)),
  },
  AddHsm: {
    ...cluster,
    zone: describedField('The zone of the HSM.', zoneField),
    ipAddress: optionalField(ipAddressField),
  },
  RemoveHsm: hsm,
  DeleteCluster: cluster,
  SetRetention: { ...cluster, retentionDays },
  ApplyRetention: cluster,
  CreateUser: {
    ...cluster,
    name: user,
    role: describedField(
      'Crypto officer (CO) or crypto user (CU); AU and PRECO are refused.',
      wordField('CO', 'CU', 'AU', 'PRECO'),
    ),
  },
  DeleteUser: { ...cluster, name: idleUser },
  RecordLogin: { ...cluster, name: user },
  ChangePassword: { ...cluster, name: user },
  ReplicateUser: { ...cluster, from: kin, name: user },
  CreateKey: {
    ...cluster,
    key,
    label: optionalField(textField()),
    owner: describedField('A crypto user.', user),
    kind: optionalField(
      describedField('symmetric if left out.', wordField('symmetric', 'asymmetric')),
    ),
    expiresAt: optionalField(
      describedField('When it expires: an instant, or a span after this step.', stepTimeField),
    ),
  },
  DeleteKey: {
    ...cluster,
    key: describedField(
      'A key, or "every expired key".',
      textField('the id of a key, or "every expired key"'),
    ),
    by: optionalField(describedField('Who deletes it; its owner if left out.', user)),
  },
  ReplicateKey: { ...cluster, from: kin, key },
  PutCertificate: {
    ...cluster,
    certificate: textField('an id for the certificate'),
    subject: optionalField(textField()),
    expiresAt: optionalField(stepTimeField),
  },
  SetPolicy: { ...cluster, name: textField('the name of a policy'), value: textField('its value') },
  FailHsm: { ...hsm, reason },
  ReplaceHsm: hsm,
  ChangeHsmType: { ...cluster, hsmType: hsmTypeField },
  DeleteBackup: backup,
  UndeleteBackup: backup,
  SetNeverExpires: { ...backup, neverExpires: flagField },
  Tag: { ...resource, tags: tagsField },
  Untag: { ...resource, keys: listField(tagKeyField, 'keys of tags, such as ["team"]') },
  Settle: { ...resource, outcome: wordField('SUCCEEDED', 'FAILED'), reason },
  LoseRegion: {
    region: regionField,
    kind: describedField(
      'Unreachable for a time, or destroyed.',
      wordField('UNREACHABLE', 'DESTROYED'),
    ),
  },
  RecoverRegion: { region: regionField },
  SetQuota: {
    region: regionField,
    clusters: optionalField(countField('a number of clusters')),
    hsms: optionalField(countField('a number of HSMs')),
  },
  LoseZone: { zone: zoneField },
  RecoverZone: { zone: zoneField },
  SetZonesWithoutHsms: { zones: listField(zoneField, 'a list of zones, such as ["us-east-1c"]') },
  ForgetGone: {},
  Advance: {},
  Remember: cluster,
  NoteSigningRequest: cluster,
};

const sentences: Readonly<Record<StepKind, string>> = {
  CreateCluster: 'Creates a cluster, without HSMs.',
  Restore: 'Creates a cluster from a backup, in the region of the backup.',
  CopyToRegion: 'Copies a backup to another region.',
  Initialize: 'Uploads the signed certificate of the cluster.',
  Activate: 'Activates the cluster: the first admin sets a password, and a backup is forced.',
  AddHsm: 'Adds an HSM: a backup of its peer is forced, or the latest backup is restored.',
  RemoveHsm: 'Removes an HSM; a backup is forced.',
  DeleteCluster: 'Deletes a cluster without HSMs; its backups remain.',
  SetRetention: 'Sets how long the cluster keeps its backups.',
  ApplyRetention: 'Marks the backups that have exceeded their retention period.',
  CreateUser: 'Creates a user on the ACTIVE HSMs that lack it; again, to repair one.',
  DeleteUser: 'Deletes a user from the ACTIVE HSMs; backups keep it.',
  RecordLogin: 'Records that a user has logged in.',
  ChangePassword: 'Changes a password on the ACTIVE HSMs; backups keep the old one.',
  ReplicateUser: 'Copies a user from a cluster of the same lineage; never overwrites one.',
  CreateKey: 'Creates a key.',
  DeleteKey: 'Deletes a key from the HSMs; backups keep it.',
  ReplicateKey: 'Copies a key from a cluster of the same lineage, if its owner is there.',
  PutCertificate: 'Stores a certificate on the HSMs.',
  SetPolicy: 'Sets a policy on the ACTIVE HSMs.',
  FailHsm: 'Fault: an HSM becomes DEGRADED; the service replaces it by itself after a while.',
  ReplaceHsm: 'The service begins to replace an HSM: a new id in the same zone.',
  ChangeHsmType:
    'Changes the HSM type in place, HSM by HSM; the old type within 24 hours rolls back.',
  DeleteBackup: 'Deletes a backup; it can be undeleted for seven days.',
  UndeleteBackup: 'Undeletes a backup (AWS: RestoreBackup).',
  SetNeverExpires: 'Exempts a backup from retention, or ends the exemption.',
  Tag: 'Adds tags to a cluster or a backup.',
  Untag: 'Removes tags from a cluster or a backup.',
  Settle: 'Ends work in progress now, as succeeded or failed.',
  LoseRegion: 'Fault: a region is unreachable or destroyed.',
  RecoverRegion: 'An unreachable region is reachable again.',
  SetQuota: 'Sets the quota of clusters or HSMs in a region.',
  LoseZone: 'Fault: a zone is lost, with all that its HSMs hold.',
  RecoverZone: 'A lost zone is reachable again; the service then replaces its HSMs.',
  SetZonesWithoutHsms:
    'Says in which zones CloudHSM is not offered; replaces what was said before.',
  ForgetGone: 'Forgets purged copies, and deleted clusters once nothing of their lineage is left.',
  Advance: 'Lets time pass.',
  NoteSigningRequest: 'Notes the present certificate signing request under a name.',
  Remember: 'Saves what the cluster holds now, under the name in "as", for SameContents.',
};

/** What each kind of step does, in one sentence. */
export const stepSentences: Readonly<Record<string, string>> = sentences;

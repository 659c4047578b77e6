/**
 * The fields of each kind of step.
 *
 * @module
 */
import type { StepKind, StepFields } from './drill.ts';
import { describedField, listField, optionalField, type FieldsOf } from './field.ts';
import { observedFields } from './observed-step.ts';
import { removeHsmFields } from './remove-hsm-fields.ts';
import {
  accountField,
  sharedWithField,
  countField,
  flagField,
  hsmTypeField,
  ipAddressField,
  stepTimeField,
  nameField,
  wordField,
  wordOrField,
  referenceField,
  regionField,
  textField,
  tagKeyField,
  tagsField,
  zoneAndCidrField,
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
  'account' | 'zones' | 'hsmType' | 'mode' | 'networkType' | 'retentionDays' | 'tags'
> = {
  account: optionalField(
    describedField(
      'Who owns it; 000000000000 if left out; for a restore, the owner of the backup.',
      accountField,
    ),
  ),
  zones: describedField(
    'The zones for HSMs; each gets a subnet, whose addresses its HSMs have.',
    listField(zoneAndCidrField, 'zones, such as ["eu-west-1a"]'),
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
  networkType: optionalField(describedField('IPV4 if left out.', wordField('IPV4', 'DUALSTACK'))),
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
  ...observedFields,
  Initialize: {
    ...cluster,
    signingRequest: optionalField(
      describedField(
        'One that a NoteSigningRequest step named; the current one if left out.',
        textField('the name of a noted signing request, or its id'),
      ),
    ),
    certificate: optionalField(
      describedField('The signed certificate; restored clusters inherit it.', textField('text')),
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
  RemoveHsm: removeHsmFields,
  DeleteCluster: cluster,
  SetRetention: {
    ...cluster,
    retentionDays: describedField(
      'For how many days the cluster keeps its backups; "NONE" for ever, which only SUPPORT sets.',
      wordOrField('NONE', countField('a number of days, such as 90')),
    ),
    by: optionalField(
      describedField('Who sets it; CUSTOMER if left out.', wordField('CUSTOMER', 'SUPPORT')),
    ),
  },
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
  ShareBackup: {
    ...backup,
    accounts: describedField('The accounts that may restore it, or "EVERYONE".', sharedWithField),
    policy: optionalField(
      describedField('The resource policy; kept, not read. "{}" if left out.', textField()),
    ),
  },
  UnshareBackup: backup,
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
    account: optionalField(describedField('000000000000 if left out.', accountField)),
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

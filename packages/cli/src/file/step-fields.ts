/**
 * What each step of a drill file may say.
 *
 * @module
 */
import type { Act, StepFields } from './drill.ts';
import { described, list, optional, type FieldsOf } from './field.ts';
import {
  count,
  flag,
  hsmType,
  ipAddress,
  moment,
  name,
  oneOf,
  reference,
  region,
  text,
  tagKey,
  tags,
  zone,
} from './values.ts';

const cluster = {
  cluster: described('Which cluster.', reference('a cluster', 'such as "primary"')),
};
const hsm = {
  hsm: described('Which HSM.', reference('an HSM', 'such as "first HSM", "every HSM of primary"')),
};
const backup = {
  backup: described(
    'Which backup, or which ones.',
    reference('a backup', '"latest backup of primary", "every copy of primary"'),
  ),
};
const resource = {
  resource: described(
    'Which cluster, HSM, backup or copy.',
    reference('a resource', '"latest backup of primary"'),
  ),
};
const retentionDays = described(
  'Days for which the cluster keeps its backups.',
  count('a number of days, such as 90'),
);
const reason = optional(described('Why, as people will read it.', text()));

const newCluster: Pick<
  FieldsOf<StepFields['CreateCluster']>,
  'zones' | 'hsmType' | 'mode' | 'retentionDays' | 'tags'
> = {
  zones: described(
    'Where HSMs may be placed: a subnet is made in each.',
    list(zone, 'zones, such as ["eu-west-1a"]'),
  ),
  hsmType: optional(
    described('hsm2m.medium if left out; for a restore, what the backup was made on.', hsmType),
  ),
  mode: optional(
    described('FIPS if left out; for a restore, that of the backup.', oneOf('FIPS', 'NON_FIPS')),
  ),
  retentionDays: optional(retentionDays),
  tags: optional(tags),
};

const user = described('The name of a user.', text('the name of a user, such as "alice"'));
const idleUser = described(
  'The name of a user, or a phrase.',
  text('the name of a user, such as "alice", or "every user idle for 90 days"'),
);
const key = described('Your id for the key.', name);

/** The fields of each step, beside those that all steps may have. */
export const stepFields: { readonly [It in Act]: FieldsOf<StepFields[It]> } = {
  CreateCluster: { region: described('Where it is.', region), ...newCluster },
  Restore: { ...backup, ...newCluster },
  CopyToRegion: { ...backup, region: described('Where to.', region), tags: optional(tags) },
  Initialize: {
    ...cluster,
    signingRequest: optional(
      described('The present one if left out.', text('the id of a signing request')),
    ),
  },
  Activate: {
    ...cluster,
    admin: optional(described('The first admin; "admin" if left out.', user)),
  },
  AddHsm: {
    ...cluster,
    zone: described('Where it is placed.', zone),
    ipAddress: optional(ipAddress),
  },
  RemoveHsm: hsm,
  DeleteCluster: cluster,
  SetRetention: { ...cluster, retentionDays },
  ApplyRetention: cluster,
  CreateUser: {
    ...cluster,
    name: user,
    role: described('Crypto officer, crypto user.', oneOf('CO', 'CU', 'AU')),
  },
  DeleteUser: { ...cluster, name: idleUser },
  RecordLogin: { ...cluster, name: user },
  CreateKey: {
    ...cluster,
    key,
    label: optional(text()),
    owner: described('A crypto user.', user),
    kind: optional(described('symmetric if left out.', oneOf('symmetric', 'asymmetric'))),
    expiresAt: optional(
      described('From when it must not be used: an instant, or so long after this step.', moment),
    ),
  },
  DeleteKey: {
    ...cluster,
    key: described(
      'A key, or "every expired key".',
      text('the id of a key, or "every expired key"'),
    ),
  },
  PutCertificate: {
    ...cluster,
    certificate: text('an id for the certificate'),
    subject: optional(text()),
    expiresAt: optional(moment),
  },
  SetPolicy: { ...cluster, name: text('the name of a policy'), value: text('its value') },
  FailHsm: { ...hsm, reason },
  ReplaceHsm: hsm,
  DeleteBackup: backup,
  UndeleteBackup: backup,
  SetNeverExpires: { ...backup, neverExpires: flag },
  Tag: { ...resource, tags },
  Untag: { ...resource, keys: list(tagKey, 'keys of tags, such as ["team"]') },
  Settle: { ...resource, outcome: oneOf('SUCCEEDED', 'FAILED'), reason },
  LoseRegion: {
    region,
    kind: described('Out of reach for a time, or for good.', oneOf('UNREACHABLE', 'DESTROYED')),
  },
  RecoverRegion: { region },
  SetQuota: {
    region,
    clusters: optional(count('a number of clusters')),
    hsms: optional(count('a number of HSMs')),
  },
  ForgetGone: {},
  Advance: {},
  Remember: cluster,
};

const says: Readonly<Record<Act, string>> = {
  CreateCluster: 'Creates a cluster, without HSMs.',
  Restore: 'Creates a cluster out of a backup, in the region of the backup.',
  CopyToRegion: 'Copies a backup to another region.',
  Initialize: 'Uploads the signed certificate of the cluster.',
  Activate: 'The first admin sets a password; a backup is forced.',
  AddHsm: 'Adds an HSM; a backup of its peer is forced, or the latest backup is restored.',
  RemoveHsm: 'Removes an HSM; a backup is forced.',
  DeleteCluster: 'Deletes a cluster without HSMs; its backups outlive it.',
  SetRetention: 'Sets for how long the cluster keeps its backups.',
  ApplyRetention: 'Sweeps: marks what has outlived the policy.',
  CreateUser: 'Creates a user on the ACTIVE HSMs.',
  DeleteUser: 'Deletes a user from the ACTIVE HSMs; backups keep it.',
  RecordLogin: 'Notes that a user was seen.',
  CreateKey: 'Creates a key.',
  DeleteKey: 'Deletes a key from the HSMs; backups keep it.',
  PutCertificate: 'Stores a certificate on the HSMs.',
  SetPolicy: 'Sets a policy on the ACTIVE HSMs.',
  FailHsm: 'A fault: an HSM becomes DEGRADED.',
  ReplaceHsm: 'The service replaces an HSM by itself: a new id in the same place.',
  DeleteBackup: 'Deletes a backup; it can be undeleted for seven days.',
  UndeleteBackup: 'Takes a backup back from deletion (AWS: RestoreBackup).',
  SetNeverExpires: 'Exempts a backup from retention, or puts it back under it.',
  Tag: 'Adds tags to a cluster or a backup.',
  Untag: 'Takes tags away.',
  Settle: 'Ends an operation in progress now, well or badly.',
  LoseRegion: 'A fault: a region is out of reach, or destroyed.',
  RecoverRegion: 'A region that was out of reach is back.',
  SetQuota: 'Sets how many clusters or HSMs a region may have.',
  ForgetGone:
    'The fleet forgets purged copies, and deleted clusters once nothing of their lineage is left.',
  Advance: 'Lets time pass.',
  Remember: 'Notes what the cluster holds now, under the name given with "as", for SameContents.',
};

/** What each step does, in one sentence. */
export const stepSays: Readonly<Record<string, string>> = says;

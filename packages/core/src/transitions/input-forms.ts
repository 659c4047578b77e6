/**
 * What the input of each transition must be made of, `at` aside, whose guard is a refusal of its
 * own.
 *
 * What only names something that is there already (an id to look up, a user's name) may be any
 * text: what is not there is refused by its look-up.
 *
 * @module
 */
import {
  dictionaryOf,
  flag,
  guarded,
  listOf,
  number,
  oneOf,
  optional,
  recordOf,
  text,
  textOf,
  type Form,
  type FormsOf,
} from '../model/form.ts';
import { grammars } from '../model/grammar.ts';
import type { Edition } from '../model/edition.ts';
import type { KeyKind, Role } from '../model/contents.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { ClusterMode, Subnet, Tags } from '../model/placement.ts';
import type { Activate } from './activate.ts';
import type { AddHsm } from './add-hsm.ts';
import type { CopyToRegion } from './copy-to-region.ts';
import type { CreateCluster } from './create-cluster.ts';
import type { CreateKey } from './create-key.ts';
import type { CreateUser } from './create-user.ts';
import type { DeleteBackup } from './delete-backup.ts';
import type { DeleteKey } from './delete-key.ts';
import type { DeleteUser } from './delete-user.ts';
import type { FailHsm } from './fail-hsm.ts';
import type { Initialize } from './initialize.ts';
import type { PutCertificate } from './put-certificate.ts';
import type { RecordLogin } from './record-login.ts';
import type { RemoveHsm } from './remove-hsm.ts';
import type { ReplaceHsm } from './replace-hsm.ts';
import type { Restore } from './restore.ts';
import type { SetNeverExpires } from './set-never-expires.ts';
import type { SetPolicy } from './set-policy.ts';
import type { SetRetention } from './set-retention.ts';
import type { Settle } from './settle.ts';
import type { Tag } from './tag.ts';
import type { UndeleteBackup } from './undelete-backup.ts';
import type { Untag } from './untag.ts';

const region = textOf(grammars.region);
const availabilityZone = textOf(grammars.availabilityZone);
const hsmType = textOf(grammars.hsmType);
const mode: Form<ClusterMode> = oneOf('FIPS', 'NON_FIPS');
const stem = optional(textOf(grammars.stem));
const name = textOf(grammars.name);
const tags: Form<Tags> = dictionaryOf('tags', grammars.tagKey, textOf(grammars.tagValue));
const subnets: Form<readonly Subnet[]> = listOf(
  'a list of subnets',
  recordOf<Subnet>('a subnet', { subnetId: textOf(grammars.subnetId), availabilityZone }),
);
const plan = { subnets, retentionDays: optional(number), tags: optional(tags) };
const platform = { hsmType: optional(hsmType), mode: optional(mode) };
const reason = optional(text);
const role: Form<Role> = oneOf('CO', 'CU', 'AU');
const kind: Form<KeyKind> = oneOf('symmetric', 'asymmetric');
const edition = guarded<Edition | undefined>();
const instant = guarded<EpochMillis | undefined>();

const clusterId = textOf(grammars.clusterId);

type Asked<Input> = Omit<Input, 'at'>;

/** By transition, the forms of its fields. */
export const inputForms: {
  readonly activate: FormsOf<Asked<Activate>>;
  readonly addHsm: FormsOf<Asked<AddHsm>>;
  readonly applyRetention: object;
  readonly copyToRegion: FormsOf<Asked<CopyToRegion>>;
  readonly createCluster: FormsOf<Asked<CreateCluster>>;
  readonly createKey: FormsOf<Asked<CreateKey>>;
  readonly createUser: FormsOf<Asked<CreateUser>>;
  readonly deleteBackup: FormsOf<Asked<DeleteBackup>>;
  readonly deleteCluster: object;
  readonly deleteKey: FormsOf<Asked<DeleteKey>>;
  readonly deleteUser: FormsOf<Asked<DeleteUser>>;
  readonly failHsm: FormsOf<Asked<FailHsm>>;
  readonly initialize: FormsOf<Asked<Initialize>>;
  readonly putCertificate: FormsOf<Asked<PutCertificate>>;
  readonly recordLogin: FormsOf<Asked<RecordLogin>>;
  readonly removeHsm: FormsOf<Asked<RemoveHsm>>;
  readonly replaceHsm: FormsOf<Asked<ReplaceHsm>>;
  readonly restore: FormsOf<Asked<Restore>>;
  readonly setNeverExpires: FormsOf<Asked<SetNeverExpires>>;
  readonly setPolicy: FormsOf<Asked<SetPolicy>>;
  readonly setRetention: FormsOf<Asked<SetRetention>>;
  readonly settle: FormsOf<Asked<Settle>>;
  readonly tag: FormsOf<Asked<Tag>>;
  readonly undeleteBackup: FormsOf<Asked<UndeleteBackup>>;
  readonly untag: FormsOf<Asked<Untag>>;
} = {
  activate: { admin: optional(text) },
  addHsm: {
    availabilityZone,
    hsmId: optional(textOf(grammars.hsmId)),
    ipAddress: optional(textOf(grammars.ipAddress)),
  },
  applyRetention: {},
  copyToRegion: {
    backupId: text,
    region,
    copyId: textOf(grammars.backupId),
    stem,
    tags: optional(tags),
  },
  createCluster: { region, hsmType, mode, ...plan, clusterId, stem, edition },
  createKey: { keyId: name, label: optional(text), owner: text, kind, expiresAt: instant },
  createUser: { name: text, role },
  deleteBackup: { backupId: text },
  deleteCluster: {},
  deleteKey: { keyId: text },
  deleteUser: { name: text },
  failHsm: { hsmId: text, reason },
  initialize: { signingRequestId: optional(text) },
  putCertificate: { certificateId: name, subject: optional(text), expiresAt: instant },
  recordLogin: { name: text },
  removeHsm: { hsmId: optional(text), eniId: optional(text), ipAddress: optional(text) },
  replaceHsm: { hsmId: text },
  restore: { backupId: text, ...platform, ...plan, clusterId, stem, edition },
  setNeverExpires: { backupId: text, neverExpires: flag },
  setPolicy: { name, value: text },
  setRetention: { retentionDays: number },
  settle: { id: text, outcome: oneOf('SUCCEEDED', 'FAILED'), reason },
  tag: { resourceId: text, tags },
  undeleteBackup: { backupId: text },
  untag: { resourceId: text, keys: listOf('a list of tag keys', textOf(grammars.tagKey)) },
};

/**
 * The form of each transition's input, except `at`, which has its own guard and refusal.
 *
 * A field that names something existing (an id, a user's name) may be any text: the look-up refuses
 * what it does not find.
 *
 * @module
 */
import {
  dictionaryForm,
  flagForm,
  uncheckedForm,
  listForm,
  membersCheck,
  numberForm,
  wordOrForm,
  wordsForm,
  optionalForm,
  recordForm,
  textForm,
  grammarForm,
  type Form,
  type FormsOf,
} from '../model/form.ts';
import { grammars } from '../model/grammar.ts';
import type { Edition } from '../model/edition.ts';
import type { Cluster } from '../model/cluster.ts';
import type { KeyKind, Role } from '../model/contents.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { ClusterMode, NetworkType, Subnet, Tags } from '../model/placement.ts';
import type { Activate } from './activate.ts';
import type { AddHsm } from './add-hsm.ts';
import type { ChangeHsmType } from './change-hsm-type.ts';
import type { ChangePassword } from './change-password.ts';
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
import type { ReplicateKey } from './replicate-key.ts';
import type { ReplicateUser } from './replicate-user.ts';
import type { Restore } from './restore.ts';
import type { SetNeverExpires } from './set-never-expires.ts';
import type { SetPolicy } from './set-policy.ts';
import type { SetRetention } from './set-retention.ts';
import type { Settle } from './settle.ts';
import type { ShareBackup } from './share-backup.ts';
import type { Tag } from './tag.ts';
import type { UndeleteBackup } from './undelete-backup.ts';
import type { UnshareBackup } from './unshare-backup.ts';
import type { Untag } from './untag.ts';

const region = grammarForm(grammars.region);
const availabilityZone = grammarForm(grammars.availabilityZone);
const hsmType = grammarForm(grammars.hsmType);
const mode: Form<ClusterMode> = wordsForm('FIPS', 'NON_FIPS');
const stem = optionalForm(grammarForm(grammars.stem));
const name = grammarForm(grammars.name);
const tags: Form<Tags> = dictionaryForm('tags', grammars.tagKey, grammarForm(grammars.tagValue));
const subnets: Form<readonly Subnet[]> = listForm(
  'a list of subnets',
  recordForm<Subnet>('a subnet', {
    subnetId: grammarForm(grammars.subnetId),
    availabilityZone,
    cidr: optionalForm(grammarForm(grammars.cidr)),
  }),
);
const networkType: Form<NetworkType> = wordsForm('IPV4', 'DUALSTACK');
const account = grammarForm(grammars.account);
const plan = {
  account: optionalForm(account),
  subnets,
  networkType: optionalForm(networkType),
  retentionDays: optionalForm(numberForm),
  tags: optionalForm(tags),
};
const platform = { hsmType: optionalForm(hsmType), mode: optionalForm(mode) };
const freeText = grammarForm(grammars.freeText);
const reason = optionalForm(freeText);
const role: Form<Role> = wordsForm('CO', 'CU', 'AU', 'PRECO');
const kind: Form<KeyKind> = wordsForm('symmetric', 'asymmetric');
const edition = uncheckedForm<Edition | undefined>();
const instant = uncheckedForm<EpochMillis | undefined>();

const clusterId = grammarForm(grammars.clusterId);
const aCluster: Form<Cluster> = membersCheck('a cluster', { kind: wordsForm('CLUSTER') });

type Asked<Input> = Omit<Input, 'at'>;

/** The forms of each transition's fields. */
export const inputForms: {
  readonly activate: FormsOf<Asked<Activate>>;
  readonly addHsm: FormsOf<Asked<AddHsm>>;
  readonly applyRetention: object;
  readonly changeHsmType: FormsOf<Asked<ChangeHsmType>>;
  readonly changePassword: FormsOf<Asked<ChangePassword>>;
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
  readonly replicateKey: FormsOf<Asked<ReplicateKey>>;
  readonly replicateUser: FormsOf<Asked<ReplicateUser>>;
  readonly restore: FormsOf<Asked<Restore>>;
  readonly setNeverExpires: FormsOf<Asked<SetNeverExpires>>;
  readonly setPolicy: FormsOf<Asked<SetPolicy>>;
  readonly setRetention: FormsOf<Asked<SetRetention>>;
  readonly settle: FormsOf<Asked<Settle>>;
  readonly shareBackup: FormsOf<Asked<ShareBackup>>;
  readonly unshareBackup: FormsOf<Asked<UnshareBackup>>;
  readonly tag: FormsOf<Asked<Tag>>;
  readonly undeleteBackup: FormsOf<Asked<UndeleteBackup>>;
  readonly untag: FormsOf<Asked<Untag>>;
} = {
  activate: { admin: optionalForm(textForm) },
  addHsm: {
    availabilityZone,
    hsmId: optionalForm(grammarForm(grammars.hsmId)),
    ipAddress: optionalForm(grammarForm(grammars.ipAddress)),
  },
  applyRetention: {},
  changeHsmType: { hsmType },
  changePassword: { name: textForm },
  copyToRegion: {
    backupId: textForm,
    region,
    copyId: grammarForm(grammars.backupId),
    stem,
    tags: optionalForm(tags),
  },
  createCluster: { region, hsmType, mode: optionalForm(mode), ...plan, clusterId, stem, edition },
  createKey: {
    keyId: name,
    label: optionalForm(freeText),
    owner: textForm,
    kind,
    expiresAt: instant,
  },
  createUser: { name: textForm, role },
  deleteBackup: { backupId: textForm },
  deleteCluster: {},
  deleteKey: { keyId: textForm, by: optionalForm(textForm) },
  deleteUser: { name: textForm },
  failHsm: { hsmId: textForm, reason },
  initialize: {
    signingRequestId: optionalForm(textForm),
    certificate: optionalForm(grammarForm(grammars.certificate)),
  },
  putCertificate: { certificateId: name, subject: optionalForm(freeText), expiresAt: instant },
  recordLogin: { name: textForm },
  removeHsm: {
    hsmId: optionalForm(textForm),
    eniId: optionalForm(textForm),
    ipAddress: optionalForm(textForm),
  },
  replaceHsm: { hsmId: textForm },
  replicateKey: { from: aCluster, keyId: textForm },
  replicateUser: { from: aCluster, name: textForm },
  restore: { backupId: textForm, ...platform, ...plan, clusterId, stem, edition },
  setNeverExpires: { backupId: textForm, neverExpires: flagForm },
  setPolicy: { name, value: freeText },
  setRetention: {
    retentionDays: wordOrForm('NONE', numberForm),
    by: optionalForm(wordsForm('CUSTOMER', 'SUPPORT')),
  },
  settle: { id: textForm, outcome: wordsForm('SUCCEEDED', 'FAILED'), reason },
  shareBackup: {
    backupId: textForm,
    policy: name,
    accounts: wordOrForm('EVERYONE', listForm('EVERYONE, or a list of accounts', account)),
  },
  unshareBackup: { backupId: textForm },
  tag: { resourceId: textForm, tags },
  undeleteBackup: { backupId: textForm },
  untag: {
    resourceId: textForm,
    keys: listForm('a list of tag keys', grammarForm(grammars.tagKey)),
  },
};

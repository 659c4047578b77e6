/**
 * The lifecycle of a managed HSM service as pure functions over immutable state: clusters, HSMs,
 * backups.
 *
 * @module
 */
export { andThen, type Begun, type Change, type Evolve, type Outcome } from './kernel/change.ts';
export { InvariantViolation } from './kernel/invariant.ts';
export type { ReadonlyTree } from './kernel/tree.ts';

export {
  APPLIANCE_USER,
  UNACTIVATED_ADMIN,
  type Access,
  type Certificate,
  type Contents,
  type Key,
  type KeyKind,
  type Material,
  type Role,
  type User,
} from './model/contents.ts';
export type {
  BackupId,
  ClusterId,
  EniId,
  HolderId,
  HsmId,
  SigningRequestId,
  Stem,
} from './model/ids.ts';
export { grammars, type Grammar } from './model/grammar.ts';
export {
  DAY_MS,
  HOUR_MS,
  INSTANT_MAX,
  isInstant,
  MINUTE_MS,
  type EpochMillis,
  type Millis,
} from './model/instant.ts';
export {
  DEFAULT_ACCOUNT,
  type AccountId,
  type AccountRegion,
  type AccountRegionKey,
  type Share,
  type SharedWith,
} from './model/account.ts';
export type {
  AvailabilityZone,
  Cidr,
  ClusterMode,
  HsmType,
  IpAddress,
  IpV6Address,
  NetworkType,
  Region,
  Retention,
  Subnet,
  Tags,
} from './model/placement.ts';

export { customEdition, type BadEdition } from './rules/custom-edition.ts';
export { reportedBy, type Reported } from './rules/reported-by.ts';
export { editions } from './rules/editions.ts';
export { ruleBook, ruleOf } from './rules/rule-book.ts';
export type { Confidence, Rule, RuleText } from './rules/rule.ts';
export type {
  BackupTrigger,
  Capacity,
  CopyableState,
  Duration,
  Durations,
  Platform,
  Edition,
  EditionChanges,
  Replacement,
  Sweep,
} from './model/edition.ts';
export type { ChoiceId, FactId, ModelId, RuleId } from './rules/rule-id.ts';

export type { Backup, BackupCause, BackupSource, BackupState } from './model/backup.ts';
export type { BackupCopy } from './model/backup-copy.ts';
export type { Cluster, ClusterState } from './model/cluster.ts';
export type { ClusterPhase } from './model/cluster-phase.ts';
export type {
  BackupEvent,
  ClusterEvent,
  CopyEvent,
  EventOf,
  FirstEvent,
  Gone,
  HolderEvent,
  HsmSource,
} from './model/event.ts';
export type { BackupHolder, NotBegun } from './model/holder.ts';
export { holderIdOf, isGone } from './model/holder.ts';
export type { Hsm, HsmState, JoinsFrom } from './model/hsm.ts';
export { isPeer } from './model/hsm.ts';

export { evolve, evolveCluster, evolveCopy, initialState } from './evolve/evolve.ts';

export {
  advance,
  type Advance,
  type AdvanceRefusal,
  type EventOfHolder,
  type TimeRefusal,
} from './time/advance.ts';
export { dueAt, nextEvent } from './time/due-at.ts';
export { expiresAt } from './time/mark-due.ts';
export { nextDailyBackupAt } from './time/next-daily-backup.ts';

export { activate, type Activate, type ActivateRefusal } from './transitions/activate.ts';
export { addHsm, type AddHsm, type AddHsmRefusal } from './transitions/add-hsm.ts';
export { applyRetention, type ApplyRetention } from './transitions/apply-retention.ts';
export {
  changePassword,
  type ChangePassword,
  type ChangePasswordRefusal,
} from './transitions/change-password.ts';
export type { ClusterPlan, ClusterPlanRefusal } from './guards/cluster-plan.ts';
export {
  copyToRegion,
  type CopyToRegion,
  type CopyToRegionRefusal,
} from './transitions/copy-to-region.ts';
export {
  createCluster,
  type CreateCluster,
  type CreateClusterRefusal,
} from './transitions/create-cluster.ts';
export { createKey, type CreateKey, type CreateKeyRefusal } from './transitions/create-key.ts';
export { createUser, type CreateUser, type CreateUserRefusal } from './transitions/create-user.ts';
export {
  deleteBackup,
  type DeleteBackup,
  type DeleteBackupRefusal,
} from './transitions/delete-backup.ts';
export {
  deleteCluster,
  type DeleteCluster,
  type DeleteClusterRefusal,
} from './transitions/delete-cluster.ts';
export { deleteKey, type DeleteKey, type DeleteKeyRefusal } from './transitions/delete-key.ts';
export { deleteUser, type DeleteUser, type DeleteUserRefusal } from './transitions/delete-user.ts';
export { failHsm, type FailHsm, type FailHsmRefusal } from './transitions/fail-hsm.ts';
export { initialize, type Initialize, type InitializeRefusal } from './transitions/initialize.ts';
export {
  observeCluster,
  type ObserveCluster,
  type ObserveClusterRefusal,
} from './transitions/observe-cluster.ts';
export {
  observeCopy,
  type ObserveCopy,
  type ObserveCopyRefusal,
} from './transitions/observe-copy.ts';
export {
  putCertificate,
  type PutCertificate,
  type PutCertificateRefusal,
} from './transitions/put-certificate.ts';
export {
  recordLogin,
  type RecordLogin,
  type RecordLoginRefusal,
} from './transitions/record-login.ts';
export { removeHsm, type RemoveHsm, type RemoveHsmRefusal } from './transitions/remove-hsm.ts';
export {
  changeHsmType,
  type ChangeHsmType,
  type ChangeHsmTypeRefusal,
} from './transitions/change-hsm-type.ts';
export { replaceHsm, type ReplaceHsm, type ReplaceHsmRefusal } from './transitions/replace-hsm.ts';
export {
  replicateKey,
  type ReplicateKey,
  type ReplicateKeyRefusal,
} from './transitions/replicate-key.ts';
export {
  replicateUser,
  type ReplicateUser,
  type ReplicateUserRefusal,
} from './transitions/replicate-user.ts';
export { restore, type Restore, type RestoreRefusal } from './transitions/restore.ts';
export {
  setNeverExpires,
  type SetNeverExpires,
  type SetNeverExpiresRefusal,
} from './transitions/set-never-expires.ts';
export { setPolicy, type SetPolicy, type SetPolicyRefusal } from './transitions/set-policy.ts';
export {
  setRetention,
  type SetRetention,
  type SetRetentionRefusal,
} from './transitions/set-retention.ts';
export { settle, type Settle, type SettleRefusal } from './transitions/settle.ts';
export {
  shareBackup,
  type ShareBackup,
  type ShareBackupRefusal,
} from './transitions/share-backup.ts';
export { tag, type Tag, type TagRefusal } from './transitions/tag.ts';
export {
  undeleteBackup,
  type UndeleteBackup,
  type UndeleteBackupRefusal,
} from './transitions/undelete-backup.ts';
export {
  unshareBackup,
  type UnshareBackup,
  type UnshareBackupRefusal,
} from './transitions/unshare-backup.ts';
export { untag, type Untag, type UntagRefusal } from './transitions/untag.ts';
export { type WritingRefusal } from './guards/writing.ts';

export { expiredKeys, inactiveUsers, isRestorable, latestBackup } from './model/cluster-readers.ts';
export { effectiveContents, type Inventory } from './time/effective-contents.ts';

export type {
  BackupCommand,
  ClusterCommand,
  Command,
  CommandOf,
  FleetWideCommand,
  HolderCommand,
  RegionLoss,
  ReplicatingCommand,
  StartingCommand,
} from './transitions/command.ts';
export {
  decide,
  type BackupRefusal,
  type ClusterRefusal,
  type Decidable,
  type DecideRefusal,
} from './transitions/decide.ts';

export { explain, saying } from './rules/explain.ts';
export type { Explanation, SentenceBook } from './rules/sentence-book.ts';
export type { AnyRefusal, RefusalOf } from './rules/any-refusal.ts';
export { refusalTags } from './rules/sentences.ts';
export { usersOf } from './model/users.ts';

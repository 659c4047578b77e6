/**
 * The lifecycle of a managed HSM service as pure functions over immutable state: clusters, HSMs,
 * backups.
 *
 * @module
 */
export { andThen, type Change, type Evolve, type Outcome } from './kernel/change.ts';
export { InvariantViolation } from './kernel/invariant.ts';
export type { ReadonlyTree } from './kernel/tree.ts';

export * from './values/contents.ts';
export type {
  BackupId,
  ClusterId,
  EniId,
  HolderId,
  HsmId,
  SigningRequestId,
  Stem,
} from './values/ids.ts';
export { DAY_MS, HOUR_MS, MINUTE_MS, type EpochMillis, type Millis } from './values/instant.ts';
export type {
  AvailabilityZone,
  ClusterMode,
  HsmType,
  IpAddress,
  Region,
  Retention,
  Subnet,
  Tags,
} from './values/placement.ts';

export { customEdition, reportedBy, type BadEdition, type Reported } from './rules/custom-rules.ts';
export { editions } from './rules/editions.ts';
export { ruleBook, ruleOf } from './rules/rule-book.ts';
export type { Confidence, Rule, RuleText } from './rules/rule.ts';
export type {
  BackupTrigger,
  Capacity,
  Duration,
  Durations,
  Platform,
  Edition,
  EditionChanges,
  Sweep,
} from './rules/rules.ts';
export type { ChoiceId, FactId, ModelId, RuleId } from './rules/rule-id.ts';

export type * from './refusals/refusal.ts';

export type { Backup, BackupCause, BackupSource, BackupState } from './state/backup.ts';
export type { BackupCopy } from './state/backup-copy.ts';
export type { Cluster, ClusterPhase, ClusterState, Origin } from './state/cluster.ts';
export type * from './state/event.ts';
export type { BackupHolder, NotBegun } from './state/holder.ts';
export { holderIdOf, isGone } from './state/holder.ts';
export type { Hsm, HsmState } from './state/hsm.ts';
export { isPeer } from './state/hsm.ts';

export { evolve, evolveCluster, evolveCopy, initialState } from './evolve/evolve.ts';

export { advance, type EventOfHolder, type TimeRefusal } from './time/advance.ts';
export { nextEvent, dueAt } from './time/coming.ts';
export { expiresAt } from './time/mark-due.ts';
export { nextDailyBackupAt } from './time/next-daily-backup.ts';

export { activate, type Activate, type ActivateRefusal } from './operations/activate.ts';
export { addHsm, type AddHsm, type AddHsmRefusal } from './operations/add-hsm.ts';
export { applyRetention, type ApplyRetention } from './operations/apply-retention.ts';
export type { ClusterPlan, ClusterPlanRefusal } from './operations/cluster-plan.ts';
export {
  copyToRegion,
  type CopyToRegion,
  type CopyToRegionRefusal,
} from './operations/copy-to-region.ts';
export {
  createCluster,
  type CreateCluster,
  type CreateClusterRefusal,
} from './operations/create-cluster.ts';
export { createKey, type CreateKey, type CreateKeyRefusal } from './operations/create-key.ts';
export { createUser, type CreateUser, type CreateUserRefusal } from './operations/create-user.ts';
export {
  deleteBackup,
  type DeleteBackup,
  type DeleteBackupRefusal,
} from './operations/delete-backup.ts';
export {
  deleteCluster,
  type DeleteCluster,
  type DeleteClusterRefusal,
} from './operations/delete-cluster.ts';
export { deleteKey, type DeleteKey, type DeleteKeyRefusal } from './operations/delete-key.ts';
export { deleteUser, type DeleteUser, type DeleteUserRefusal } from './operations/delete-user.ts';
export { failHsm, type FailHsm, type FailHsmRefusal } from './operations/fail-hsm.ts';
export { initialize, type Initialize, type InitializeRefusal } from './operations/initialize.ts';
export {
  putCertificate,
  type PutCertificate,
  type PutCertificateRefusal,
} from './operations/put-certificate.ts';
export {
  recordLogin,
  type RecordLogin,
  type RecordLoginRefusal,
} from './operations/record-login.ts';
export { removeHsm, type RemoveHsm, type RemoveHsmRefusal } from './operations/remove-hsm.ts';
export { replaceHsm, type ReplaceHsm, type ReplaceHsmRefusal } from './operations/replace-hsm.ts';
export { restore, type Restore, type RestoreRefusal } from './operations/restore.ts';
export {
  setNeverExpires,
  type SetNeverExpires,
  type SetNeverExpiresRefusal,
} from './operations/set-never-expires.ts';
export { setPolicy, type SetPolicy, type SetPolicyRefusal } from './operations/set-policy.ts';
export {
  setRetention,
  type SetRetention,
  type SetRetentionRefusal,
} from './operations/set-retention.ts';
export { settle, type Settle, type SettleRefusal } from './operations/settle.ts';
export { tag, type Tag, type TagRefusal } from './operations/tag.ts';
export {
  undeleteBackup,
  type UndeleteBackup,
  type UndeleteBackupRefusal,
} from './operations/undelete-backup.ts';
export { untag, type Untag, type UntagRefusal } from './operations/untag.ts';
export { usersOf, type WritingRefusal } from './operations/writing.ts';

export * from './readers/cluster-readers.ts';
export { effectiveContents, type Inventory } from './readers/effective-contents.ts';

export type * from './commands/command.ts';
export {
  decide,
  type BackupRefusal,
  type ClusterRefusal,
  type Decidable,
  type DecideRefusal,
} from './commands/decide.ts';

export { explain } from './explain/explain.ts';
export { refusalTags, type AnyRefusal } from './explain/sentences.ts';

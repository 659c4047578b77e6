/**
 * What each kind of step does.
 *
 * @module
 */
import type { StepKind } from './drill.ts';

const sentences: Readonly<Record<StepKind, string>> = {
  CreateCluster: 'Creates a cluster, without HSMs.',
  Restore: 'Creates a cluster from a backup, in the region of the backup.',
  CopyToRegion: 'Copies a backup to another region.',
  ObserveCluster:
    'Takes in a cluster that exists, as it was seen; it may hold more than is listed.',
  ObserveCopy: 'Takes in a backup copy that exists; it may hold more than is listed.',
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
  ShareBackup: 'Shares a READY backup: other accounts can restore it.',
  UnshareBackup: 'Ends the share of a backup; what others have restored stays.',
  Tag: 'Adds tags to a cluster or a backup.',
  Untag: 'Removes tags from a cluster or a backup.',
  Settle: 'Ends work in progress now, as succeeded or failed.',
  LoseRegion: 'Fault: a region is unreachable or destroyed.',
  RecoverRegion: 'An unreachable region is reachable again.',
  SetQuota: 'Sets the quota of clusters or HSMs of an account in a region.',
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

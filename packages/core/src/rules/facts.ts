/**
 * The facts that the model follows, each with its source.
 *
 * @module
 */
import { factsOf2026 } from './facts-of-2026.ts';
import type { RuleText } from './rule.ts';
import { migrationFacts } from './migration-facts.ts';
import type { FactId } from './rule-id.ts';
import { API, documented, inferred, modelled, observed, UG } from './sources.ts';

/** What AWS documents or was observed to do, by id. */
export const facts: Readonly<Record<FactId, RuleText>> = {
  'F-53': modelled(
    'Regions have names such as eu-west-1, zones such as eu-west-1a.',
    `${API}, Region and ExternalAz`,
  ),
  'F-60': modelled('A resource has at most 50 tags.', `${API}, TagList`),
  'F-69': documented(
    'A new cluster has no HSMs and becomes UNINITIALIZED.',
    `${UG}, create-cluster`,
  ),
  'F-70': documented(
    'The first HSM of a new cluster is created while it is UNINITIALIZED.',
    `${UG}, create-hsm`,
  ),
  'F-71': observed(
    'Until a cluster is activated, it accepts only one HSM.',
    'terraform-provider-aws #7437',
  ),
  'F-73': documented(
    'The cluster’s first HSM brings the certificate signing request; there is none before.',
    `${UG}, initialize-cluster`,
  ),
  'F-75': observed(
    'When the first HSM is replaced before initialization, the signing request changes ' +
      'and must be signed again.',
    'aws-cloudhsm-cloudformation-template #15',
  ),
  'F-76': documented(
    'Initialization uploads the signed cluster certificate and its trust anchor.',
    `${UG}, initialize-cluster`,
  ),
  'F-79': documented(
    'Activation sets the first admin’s password on an INITIALIZED cluster’s ACTIVE HSM.',
    `${UG}, activate-cluster`,
  ),
  'F-82': documented(
    'An HSM that joins an active cluster is loaded from a fresh backup of a peer.',
    `${UG}, add-hsm`,
  ),
  'F-83': documented(
    'An HSM added to a cluster that once had active HSMs gets the latest backup.',
    'Managing AWS CloudHSM backups',
  ),
  'F-86': documented(
    'Peers heal the keys that a joining HSM lacks; users and policies never heal. A user can be ' +
      'created again while some HSM lacks it.',
    `${UG}, cluster-synchronization, troubleshoot-sdk5-inconsistent-value`,
  ),
  'F-88': documented(
    'HSMs are added and removed only while the cluster is UNINITIALIZED, ACTIVE or DEGRADED; ' +
      'they can be removed from an INITIALIZED one too.',
    `${UG}, hsm1-to-hsm2-migration; Alchemy provider`,
  ),
  'F-89': modelled(
    'The caller may choose an HSM’s IP address; each HSM has its own.',
    `${API}, CreateHsm`,
  ),
  'F-92': observed(
    'An HSM whose creation failed is DEGRADED and never recovers by itself; it can be removed.',
    'aws-cloudhsm-cloudformation-template #17',
  ),
  'F-94': documented(
    'Removing an HSM from an active cluster forces a backup; this is how to pause a cluster.',
    'Managing AWS CloudHSM backups',
  ),
  'F-97': inferred(
    'Removing the HSM of a cluster that was never activated makes no backup.',
    'terraform-provider-aws, acceptance tests',
  ),
  'F-98': observed(
    'A removed HSM stays listed for a while, and prevents the deletion of its cluster.',
    'pix-proxy-samples',
  ),
  'F-99': observed(
    'Only an ACTIVE or DEGRADED HSM can be removed or replaced.',
    'aws-cloudhsm-cloudformation-template',
  ),
  'F-100': documented(
    'The service replaces unhealthy HSMs, and those due for maintenance, by itself.',
    `${UG}, bp-cluster-management`,
  ),
  'F-101': observed(
    'A replaced HSM has a new id on the same network interface.',
    'terraform-provider-aws #8648',
  ),
  'F-103': observed(
    'While the service replaces an HSM, one more is listed than the cluster has.',
    'AWS re:Post, "Cloudhsm: HSMs are being rotated"',
  ),
  'F-105': documented(
    'A cluster can be deleted only when all its HSMs are gone.',
    `${UG}, delete-cluster`,
  ),
  'F-108': documented(
    'A restored cluster needs no initialization and no activation: it becomes ACTIVE with no HSM.',
    `${UG}, create-cluster-from-backup; terraform-provider-aws`,
  ),
  'F-109': documented(
    'A restored cluster says from its first instant on which backup it is made from.',
    `${UG}, create-cluster-from-backup`,
  ),
  'F-111': documented(
    'Clusters that share a backup history share the cluster certificate.',
    'AWS KMS Developer Guide, create-keystore',
  ),
  'F-114': documented(
    'The retention of a restored cluster is chosen anew; the default is 90 days.',
    `${UG}, create-cluster-from-backup`,
  ),
  'F-118': modelled('A cluster has 1 to 10 subnets, at most one in a zone.', `${API}, SubnetIds`),
  'F-120': modelled(
    'An HSM is placed in a zone where the cluster has a subnet.',
    `${API}, CreateHsm`,
  ),
  'F-122': documented(
    'A cluster has IPv4 addresses, or IPv6 ones too (DUALSTACK); hsm1 does not offer that.',
    `${UG}, create-cluster`,
  ),
  'F-123': documented('A cluster and its subnets are in one region.', `${UG}, regions`),
  'F-124': documented('An account may have 4 clusters per region; adjustable.', `${UG}, limits`),
  'F-125': documented('An account may have 6 HSMs per region; adjustable.', `${UG}, limits`),
  'F-126': documented('A cluster has at most 28 HSMs.', `${UG}, limits`),
  'F-128': documented(
    'A cluster holds 3,300 keys on hsm1.medium and 16,666 on hsm2m.medium, of which at most ' +
      '3,333 are asymmetric.',
    `${UG}, limits`,
  ),
  'F-129': documented(
    'A cluster holds 250 users on hsm1.medium and 1,024 on hsm2m.medium.',
    `${UG}, limits`,
  ),
  'F-130': documented('A user name has 1 to 31 characters.', `${UG}, limits`),
  'F-132': documented(
    'A cluster stores at most 60 certificates, and only one of hsm2m.medium stores any.',
    `${UG}, limits`,
  ),
  'F-134': documented(
    'A backup holds users, key material and certificates, HSM configuration and policies.',
    'Managing AWS CloudHSM backups',
  ),
  'F-135': documented(
    'An active cluster gets a backup at least every 24 hours.',
    'Managing AWS CloudHSM backups',
  ),
  'F-136': documented(
    'Activating a cluster, and adding an HSM to an active one or removing one from it, forces ' +
      'a backup; there is no backup on request.',
    'Managing AWS CloudHSM backups',
  ),
  'F-139': documented(
    'Backups cannot be requested: activating a cluster and adding or removing an HSM force them.',
    `${UG}, backups`,
  ),
  'F-145': documented(
    'A deleted backup can be undeleted for seven days; then it is purged.',
    `${UG}, delete-restore-backup`,
  ),
  'F-146': modelled(
    'Only a backup that is PENDING_DELETION can be undeleted.',
    `${API}, RestoreBackup`,
  ),
  'F-154': documented(
    'Retention is 7 to 379 days; the default is 90.',
    `${UG}, manage-backup-retention`,
  ),
  'F-156': documented(
    'Retention marks a backup for deletion like a manual delete; it can be undeleted likewise.',
    `${UG}, manage-backup-retention`,
  ),
  'F-158': documented(
    'Retention never deletes a cluster’s last backup.',
    `${UG}, manage-backup-retention`,
  ),
  'F-159': documented(
    'Backups outlive their cluster, and retention goes on for them.',
    `${UG}, manage-backup-retention, 2022 edition`,
  ),
  'F-161': documented(
    'A cluster from before 18 November 2020 may keep its backups for more days than can be set.',
    `${UG}, manage-backup-retention`,
  ),
  'F-162': documented(
    'A cluster has no managed retention if AWS Support has opted it out.',
    `${UG}, manage-backup-retention`,
  ),
  'F-163': documented(
    'A backup can be exempted from retention, and the exemption can be ended.',
    `${UG}, manage-backup-retention`,
  ),
  'F-166': documented(
    'A copy is CREATE_IN_PROGRESS, then READY, or DELETED if it fails.',
    `${UG}, copy-backup-to-region`,
  ),
  'F-167': modelled('A copy has its own id and the age of its source.', `${API}, Backup`),
  'F-168': modelled('A copy has the tags given, else its source’s.', `${API}, CopyBackupToRegion`),
  'F-169': documented(
    'A copy belongs to no cluster and has no retention: it stays until someone deletes it.',
    `${UG}, manage-backup-retention`,
  ),
  'F-171': documented(
    'Backups are not copied between partitions; a region’s partition follows from its name.',
    `${UG}, copy-backup-to-region`,
  ),
  'F-175': documented('Only the owner can share a backup, while it is READY.', `${UG}, sharing`),
  'F-178': documented(
    'An account that a backup is shared with can restore it, not modify it; when the share ends, ' +
      'what it has restored stays.',
    `${UG}, sharing`,
  ),
  'F-183': documented(
    'A new cluster needs a mode, unless it is of hsm1.medium.',
    `${UG}, create-cluster; terraform-provider-aws #39206`,
  ),
  'F-184': documented(
    'A backup is restored only to the platforms in its row of the restore matrix.',
    `${UG}, hsm-types`,
  ),
  'F-185': documented(
    'Since April 2025, new clusters cannot be of type hsm1.medium.',
    `${UG}, compliance-dep-notif`,
  ),
  'F-195': documented(
    'COs administer, CUs own keys, and the appliance user (AU) belongs to the HSM.',
    `${UG}, understanding-users`,
  ),
  'F-199': documented(
    'Policies, such as quorum values, are set on the HSMs.',
    `${UG}, quorum-auth-chsm-cli-service-names`,
  ),
  'F-200': documented(
    'A token key is on every HSM of the cluster.',
    `${UG}, cluster-synchronization`,
  ),
  'F-230': documented(
    'A deleted key can come back only from a backup that was taken while it existed.',
    'AWS KMS Developer Guide, fix-keystore',
  ),
  ...migrationFacts,
  ...factsOf2026,
};

/**
 * The facts that the model follows, each with its source; those about clusters and HSMs are here.
 *
 * @module
 */
import { backupFacts } from './backup-facts.ts';
import { contentsFacts } from './contents-facts.ts';
import { factsOf2026 } from './facts-of-2026.ts';
import { migrationFacts } from './migration-facts.ts';
import { endpointFacts } from './endpoint-rules.ts';
import type { RuleText } from './rule.ts';
import type { FactId } from './rule-id.ts';
import {
  api,
  documented,
  formerGuide,
  formerlyDocumented,
  guide,
  inferred,
  kmsGuide,
  measurements,
  modelled,
  observed,
  sampleIssue,
  terraform,
  terraformIssue,
  unlinked,
} from './sources.ts';

/** What AWS documents or was observed to do, by id. */
export const facts: Readonly<Record<FactId, RuleText>> = {
  'F-53': modelled(
    'Regions have names such as eu-west-1, zones such as eu-west-1a.',
    api('Hsm', 'Region and ExternalAz'),
  ),
  'F-60': modelled('A resource has at most 50 tags.', api('TagResource', 'TagList')),
  'F-69': documented(
    'A new cluster has no HSMs and becomes UNINITIALIZED.',
    guide('create-cluster'),
  ),
  'F-70': documented(
    'The first HSM of a new cluster is created while it is UNINITIALIZED.',
    guide('create-hsm'),
  ),
  'F-71': observed('Until a cluster is activated, it accepts only one HSM.', terraformIssue(7437)),
  'F-73': documented(
    'The cluster’s first HSM brings the certificate signing request; there is none before.',
    guide('initialize-cluster'),
  ),
  'F-75': observed(
    'When the first HSM is replaced before initialization, the signing request changes ' +
      'and must be signed again.',
    sampleIssue(15),
  ),
  'F-76': documented(
    'Initialization uploads the signed cluster certificate and its trust anchor.',
    guide('initialize-cluster'),
  ),
  'F-79': documented(
    'Activation sets the first admin’s password on an INITIALIZED cluster’s ACTIVE HSM.',
    guide('activate-cluster'),
  ),
  'F-82': documented(
    'An HSM that joins an active cluster is loaded from a fresh backup of a peer.',
    guide('add-hsm'),
  ),
  'F-83': documented(
    'An HSM added to a cluster that once had active HSMs gets the latest backup.',
    guide('manage-backups'),
  ),
  'F-86': documented(
    'Peers heal the keys that a joining HSM lacks; users and policies never heal. A user can be ' +
      'created again while some HSM lacks it.',
    guide('cluster-synchronization', 'troubleshoot-sdk5-inconsistent-value'),
  ),
  'F-88': documented(
    'HSMs are neither added nor removed while the cluster is MODIFY_IN_PROGRESS.',
    guide('hsm1-to-hsm2-migration'),
  ),
  'F-89': modelled(
    'The caller may choose an HSM’s IP address; each HSM has its own.',
    api('CreateHsm'),
  ),
  'F-92': observed(
    'An HSM whose creation failed is DEGRADED and never recovers by itself; it can be removed.',
    sampleIssue(17),
  ),
  'F-94': documented(
    'Removing an HSM from an active cluster forces a backup; this is how to pause a cluster.',
    guide('manage-backups'),
  ),
  'F-97': inferred(
    'Removing the HSM of a cluster that was never initialized makes no backup.',
    terraform,
  ),
  'F-98': observed(
    'A removed HSM stays listed for a while, and prevents the deletion of its cluster.',
    measurements,
  ),
  'F-100': documented(
    'The service replaces unhealthy HSMs, and those due for maintenance, by itself.',
    guide('bp-cluster-management'),
  ),
  'F-101': observed(
    'A replaced HSM has a new id on the same network interface.',
    terraformIssue(8648),
  ),
  'F-103': observed(
    'While the service replaces an HSM, one more is listed than the cluster has.',
    unlinked('AWS re:Post, "Cloudhsm: HSMs are being rotated"'),
  ),
  'F-105': documented(
    'A cluster can be deleted only when all its HSMs are gone.',
    guide('delete-cluster'),
  ),
  'F-108': formerlyDocumented(
    'A restored cluster needs no initialization and no activation: it becomes ACTIVE with no HSM.',
    formerGuide('create-cluster-from-backup', 2023),
    terraform,
  ),
  'F-109': documented(
    'A restored cluster says from its first instant on which backup it is made from.',
    guide('create-cluster-from-backup'),
  ),
  'F-111': documented(
    'Clusters that share a backup history share the cluster certificate.',
    kmsGuide('create-keystore'),
  ),
  'F-114': documented(
    'The retention of a restored cluster is chosen anew; the default is 90 days.',
    guide('create-cluster-from-backup'),
  ),
  'F-118': modelled(
    'A cluster has 1 to 10 subnets, at most one in a zone.',
    api('CreateCluster', 'SubnetIds'),
  ),
  'F-120': modelled('An HSM is placed in a zone where the cluster has a subnet.', api('CreateHsm')),
  'F-122': documented(
    'A cluster has IPv4 addresses, or IPv6 ones too (DUALSTACK); hsm1 does not offer that.',
    guide('create-cluster'),
  ),
  'F-123': documented('A cluster and its subnets are in one region.', formerGuide('regions', 2023)),
  'F-124': documented('An account may have 4 clusters per region; adjustable.', guide('limits')),
  'F-125': documented('An account may have 6 HSMs per region; adjustable.', guide('limits')),
  'F-126': documented('A cluster has at most 28 HSMs.', guide('limits')),
  'F-183': documented(
    'A new cluster needs a mode, unless it is of hsm1.medium.',
    guide('create-cluster'),
    terraformIssue(39206),
  ),
  'F-184': documented(
    'A backup is restored only to the platforms in its row of the restore matrix.',
    guide('hsm-types'),
  ),
  'F-185': documented(
    'Since April 2025, new clusters cannot be of type hsm1.medium.',
    guide('compliance-dep-notif'),
  ),
  ...backupFacts,
  ...contentsFacts,
  ...migrationFacts,
  ...factsOf2026,
  ...endpointFacts,
};

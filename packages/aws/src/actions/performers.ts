/**
 * What carries out each action.
 *
 * @module
 */
import type { Action } from '../model/action.ts';
import type { Perform } from '../service/context.ts';
import { copyAction } from './copy-backup-to-region.ts';
import { createClusterAction } from './create-cluster.ts';
import { createHsmAction } from './create-hsm.ts';
import { deleteBackupAction } from './delete-backup.ts';
import { deleteClusterAction } from './delete-cluster.ts';
import { deleteHsmAction } from './delete-hsm.ts';
import { deletePolicyAction } from './delete-resource-policy.ts';
import { describeBackupsAction } from './describe-backups.ts';
import { describeClustersAction } from './describe-clusters.ts';
import { getPolicyAction } from './get-resource-policy.ts';
import { initializeAction } from './initialize-cluster.ts';
import { listTagsAction } from './list-tags.ts';
import { modifyBackupAction } from './modify-backup-attributes.ts';
import { modifyClusterAction } from './modify-cluster.ts';
import { putPolicyAction } from './put-resource-policy.ts';
import { undeleteAction } from './restore-backup.ts';
import { tagAction } from './tag-resource.ts';
import { untagAction } from './untag-resource.ts';

/** By the action's name. */
export const performers: { readonly [It in Action]: Perform<It> } = {
  CopyBackupToRegion: copyAction,
  CreateCluster: createClusterAction,
  CreateHsm: createHsmAction,
  DeleteBackup: deleteBackupAction,
  DeleteCluster: deleteClusterAction,
  DeleteHsm: deleteHsmAction,
  DeleteResourcePolicy: deletePolicyAction,
  DescribeBackups: describeBackupsAction,
  DescribeClusters: describeClustersAction,
  GetResourcePolicy: getPolicyAction,
  InitializeCluster: initializeAction,
  ListTags: listTagsAction,
  ModifyBackupAttributes: modifyBackupAction,
  ModifyCluster: modifyClusterAction,
  PutResourcePolicy: putPolicyAction,
  RestoreBackup: undeleteAction,
  TagResource: tagAction,
  UntagResource: untagAction,
};

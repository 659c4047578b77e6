/**
 * The errors that each action declares, and those that nothing leads to.
 *
 * @see F-9 to F-27
 * @module
 */

/** By action, the letters of the errors that it declares. */
export const declared = {
  CopyBackupToRegion: 'AD IF IR NF SV TG',
  CreateCluster: 'AD IF IR NF SV TG',
  CreateHsm: 'AD IF IR NF SV',
  DeleteBackup: 'AD IF IR NF SV',
  DeleteCluster: 'AD IF IR NF SV TG',
  DeleteHsm: 'AD IF IR NF SV',
  DeleteResourcePolicy: 'AD IF IR NF SV',
  DescribeBackups: 'AD IF IR NF SV TG',
  DescribeClusters: 'AD IF IR SV TG',
  GetResourcePolicy: 'AD IF IR NF SV',
  InitializeCluster: 'AD IF IR NF SV',
  ListTags: 'AD IF IR NF SV TG',
  ModifyBackupAttributes: 'AD IF IR NF SV',
  ModifyCluster: 'AD IF IR NF SV',
  PutResourcePolicy: 'AD IF IR NF SV',
  RestoreBackup: 'AD IF IR NF SV',
  TagResource: 'AD IF IR LX NF SV TG',
  UntagResource: 'AD IF IR NF SV TG',
};

/** Actions that name things by id do not tell another account’s from those that do not exist. */
const ACCESS = 'what another account has is not found';

const SERVICE = 'only a copy to a region that is out of reach leads to it';

const LISTS = 'a list holds nothing of what does not exist or is another account’s';

const TAGS = 'it writes no tags';

/** By letters and action, why nothing leads to a declared error. */
export const neverGiven = {
  AD: {
    CopyBackupToRegion: ACCESS,
    CreateHsm: ACCESS,
    DeleteBackup: ACCESS,
    DeleteCluster: ACCESS,
    DeleteHsm: ACCESS,
    DescribeBackups: LISTS,
    DescribeClusters: LISTS,
    InitializeCluster: ACCESS,
    ListTags: ACCESS,
    ModifyBackupAttributes: ACCESS,
    ModifyCluster: ACCESS,
    RestoreBackup: ACCESS,
    TagResource: ACCESS,
    UntagResource: ACCESS,
  },
  NF: { DescribeBackups: LISTS },
  SV: Object.fromEntries(
    Object.keys(declared)
      .filter((action) => action !== 'CopyBackupToRegion')
      .map((action) => [action, SERVICE]),
  ),
  TG: {
    DeleteCluster: TAGS,
    DescribeBackups: TAGS,
    DescribeClusters: TAGS,
    ListTags: TAGS,
    UntagResource: TAGS,
  },
};

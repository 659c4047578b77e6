/**
 * The facts that the table cites and the rule book does not have: they are about the API alone.
 *
 * @module
 */
import { declared } from './declared.mjs';

const API = 'https://docs.aws.amazon.com/cloudhsm/latest/APIReference';
const GUIDE = 'https://docs.aws.amazon.com/cloudhsm/latest/userguide';
const MODEL = 'https://github.com/boto/botocore/tree/develop/botocore/data/cloudhsmv2/2017-04-28';
const TERRAFORM =
  'https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/cloudhsmv2/cluster.go';

const FIRST_ACTION = 9;

/** F-9 to F-26: one for each action. */
const actionFacts = Object.keys(declared).map((action, index) => ({
  id: `F-${FIRST_ACTION + index}`,
  statement: `What ${action} takes, gives and declares.`,
  url: `${API}/API_${action}.html`,
}));

const structure = (id, name) => ({
  id,
  statement: `The members of ${name}, and when each is there.`,
  url: `${API}/API_${name}.html`,
});

/** By number. */
export const citedFacts = [
  { id: 'F-1', statement: 'The protocol is AWS JSON 1.1.', url: MODEL },
  { id: 'F-2', statement: 'Each request is a signed `POST /`.', url: MODEL },
  ...actionFacts,
  {
    id: 'F-30',
    statement: 'Every error has status 400, but CloudHsmInternalFailureException has 500.',
    url: `${API}/API_CreateHsm.html`,
  },
  structure('F-32', 'Cluster'),
  structure('F-33', 'Hsm'),
  structure('F-34', 'Backup'),
  {
    id: 'F-35',
    statement: 'The answer to a copy does not name the copy.',
    url: `${API}/API_DestinationBackup.html`,
  },
  {
    id: 'F-41',
    statement: 'A backup is CREATE_IN_PROGRESS, READY, DELETED or PENDING_DELETION.',
    url: `${API}/API_Backup.html`,
  },
  {
    id: 'F-49',
    statement: 'Clusters and backups have tags, HSMs have none.',
    url: `${API}/API_TagResource.html`,
  },
  { id: 'F-52', statement: 'A cluster has 1 to 10 subnets.', url: `${API}/API_CreateCluster.html` },
  {
    id: 'F-57',
    statement: 'A page has at most 50 backups, 25 clusters or 100 tags.',
    url: MODEL,
  },
  { id: 'F-58', statement: 'A NextToken has at most 256 characters.', url: MODEL },
  {
    id: 'F-87',
    statement: 'HSMs are added while a cluster is UNINITIALIZED, ACTIVE or DEGRADED.',
    url: 'https://alchemy.run/providers/aws/cloudhsmv2/hsm',
  },
  {
    id: 'F-96',
    statement: 'The state of a cluster without HSMs seems to be ACTIVE.',
    url: `${GUIDE}/create-cluster-from-backup.html`,
  },
  { id: 'F-106', statement: 'An UNINITIALIZED cluster can be deleted.', url: TERRAFORM },
  { id: 'F-107', statement: 'A deleted cluster is listed as DELETED for a while.', url: TERRAFORM },
  {
    id: 'F-148',
    statement: 'DeleteTimestamp is the instant of the purge to come.',
    url: `${API}/API_Backup.html`,
  },
  {
    id: 'F-182',
    statement: 'There are two HSM types; hsm1.medium has FIPS only.',
    url: `${GUIDE}/hsm-types.html`,
  },
  {
    id: 'F-239',
    statement: 'A purged backup cannot be restored any more.',
    url: `${GUIDE}/get-api-logs-using-cloudtrail.html`,
  },
];

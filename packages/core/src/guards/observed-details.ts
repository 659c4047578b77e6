/**
 * Contradictions between the details of an observation: places, ids, instants and contents.
 *
 * @module
 */
import { isUsableIn } from '../model/address.ts';
import { regionOf } from '../model/grammar.ts';
import type { EpochMillis } from '../model/instant.ts';
import type {
  ListedContents,
  ObservedBackup,
  ObservedCluster,
  ObservedCopy,
} from '../model/observed.ts';
import { caseless } from '../model/users.ts';

/** A path, what is expected there, whether it holds, and the actual value. */
export type Check = readonly [field: string, expected: string, holds: boolean, actual: unknown];

/** Checks that the members of a list with a name differ; `undefined` is left out. */
export const onceChecks = (
  list: string,
  name: string,
  values: readonly (string | undefined)[],
): readonly Check[] =>
  values.map((value, index) => [
    `${list}.${index}.${name}`,
    'what is there once',
    value === undefined || values.indexOf(value) === index,
    value,
  ]);

const subnetChecks = ({ subnets, region }: ObservedCluster): readonly Check[] => [
  ['subnets', 'at least one subnet', subnets.length > 0, subnets],
  ...onceChecks(
    'subnets',
    'subnetId',
    subnets.map(({ subnetId }) => subnetId),
  ),
  ...subnets.map(({ availabilityZone }, index): Check => [
    `subnets.${index}.availabilityZone`,
    `a zone of ${region}`,
    regionOf(availabilityZone) === region,
    availabilityZone,
  ]),
];

const placeChecks = ({ subnets, hsms }: ObservedCluster): readonly Check[] =>
  hsms.flatMap(({ subnetId, availabilityZone, ipAddress }, index): readonly Check[] => {
    const subnet = subnets.find((it) => it.subnetId === subnetId);
    const { cidr } = subnet ?? {};
    const isInside = ipAddress === undefined || cidr === undefined || isUsableIn(cidr, ipAddress);
    const isInZone = subnets.some((it) => it.availabilityZone === availabilityZone);
    return [
      [
        `hsms.${index}.availabilityZone`,
        'a zone of the cluster’s subnets',
        isInZone,
        availabilityZone,
      ],
      [`hsms.${index}.subnetId`, 'a subnet of the cluster', subnet !== undefined, subnetId],
      [
        `hsms.${index}.availabilityZone`,
        'the zone of its subnet',
        subnet?.availabilityZone === availabilityZone,
        availabilityZone,
      ],
      [`hsms.${index}.ipAddress`, `an address for HSMs in ${cidr}`, isInside, ipAddress],
    ];
  });

const notAfter = (field: string, instant: EpochMillis | undefined, limit: EpochMillis): Check => [
  field,
  'an instant up to that of its backup or the observation',
  instant === undefined || instant <= limit,
  instant,
];

const keyChecks = (
  { keys, certificates }: ListedContents['material'],
  prefix: string,
  limit: EpochMillis,
): readonly Check[] => [
  ...onceChecks(
    `${prefix}.keys`,
    'keyId',
    keys.map(({ keyId }) => keyId),
  ),
  ...keys.map(({ createdAt }, index) =>
    notAfter(`${prefix}.keys.${index}.createdAt`, createdAt, limit),
  ),
  ...onceChecks(
    `${prefix}.certificates`,
    'certificateId',
    certificates.map(({ certificateId }) => certificateId),
  ),
  ...certificates.map(({ putAt }, index) =>
    notAfter(`${prefix}.certificates.${index}.putAt`, putAt, limit),
  ),
];

const userChecks = (
  { users }: ListedContents['access'],
  prefix: string,
  limit: EpochMillis,
): readonly Check[] => [
  ...onceChecks(
    `${prefix}.users`,
    'name',
    users.map(({ name }) => caseless(name)),
  ),
  ...users.flatMap(({ role, createdAt, passwordSetAt, lastSeenAt }, index): readonly Check[] => {
    const field = `${prefix}.users.${index}`;
    return [
      [`${field}.role`, 'no PRECO, as the cluster is activated', role !== 'PRECO', role],
      notAfter(`${field}.createdAt`, createdAt, limit),
      notAfter(`${field}.passwordSetAt`, passwordSetAt, limit),
      notAfter(`${field}.lastSeenAt`, lastSeenAt, limit),
    ];
  }),
];

/** Checks what a place is known to hold, as of an instant. */
export const contentsChecks = (
  listed: ListedContents | undefined,
  prefix: string,
  limit: EpochMillis,
): readonly Check[] =>
  listed === undefined
    ? []
    : [
        ...keyChecks(listed.material, `${prefix}contents.material`, limit),
        ...userChecks(listed.access, `${prefix}contents.access`, limit),
      ];

const ownBackupChecks = ({ mode, backups }: ObservedCluster): readonly Check[] =>
  backups.map((it, index): Check => [
    `backups.${index}.mode`,
    `${mode}, the mode of its cluster`,
    it.mode === mode,
    it.mode,
  ]);

/** The phases of clusters that have one HSM at most (F-71). */
const WITH_ONE_HSM: ReadonlySet<string> = new Set([
  'UNINITIALIZED',
  'INITIALIZE_IN_PROGRESS',
  'INITIALIZED',
]);

/** Checks the places, ids and backups of a cluster. */
export const clusterDetails = (it: ObservedCluster): readonly Check[] => {
  const { phase, hsms, certificate } = it;
  return [
    ...subnetChecks(it),
    ['hsms', 'one HSM at most until ACTIVE', hsms.length <= 1 || !WITH_ONE_HSM.has(phase), hsms],
    [
      'certificate',
      'none, as the cluster is not initialized',
      certificate === undefined || phase !== 'UNINITIALIZED',
      certificate,
    ],
    ...onceChecks(
      'hsms',
      'eniId',
      hsms.map(({ eniId }) => eniId),
    ),
    ...onceChecks(
      'hsms',
      'ipAddress',
      hsms.map(({ subnetId, ipAddress }) => ipAddress && `${ipAddress} in ${subnetId}`),
    ),
    ...placeChecks(it),
    ...ownBackupChecks(it),
  ];
};

/** Checks a copy against what it says of its source. */
export const copyDetails = ({
  region,
  backupId,
  createdAt,
  copiedAt,
  source,
}: ObservedCopy): readonly Check[] => [
  ['region', 'another region than its source’s', region !== source.region, region],
  ['source.backupId', 'another id than its own', source.backupId !== backupId, source.backupId],
  ['copiedAt', 'an instant not before its creation', copiedAt >= createdAt, copiedAt],
];

/** A backup that is listed, and where. */
export type ListedSource = Pick<ObservedBackup, 'backupId' | 'createdAt' | 'hsmType' | 'mode'> &
  Pick<ObservedCopy['source'], 'region' | 'clusterId'>;

type Copied = Pick<ObservedCopy, 'createdAt' | 'hsmType' | 'mode' | 'source'>;

/** Checks a copy against the backup that it says it is of. */
export const sourceChecks = (
  { createdAt, hsmType, mode, source }: Copied,
  of: ListedSource,
): readonly Check[] => [
  ['createdAt', 'the creation of its source', createdAt === of.createdAt, createdAt],
  ['hsmType', 'the HSM type of its source', hsmType === of.hsmType, hsmType],
  ['mode', 'the mode of its source', mode === of.mode, mode],
  ['source.region', 'the region of its source', source.region === of.region, source.region],
  [
    'source.clusterId',
    'the cluster of its source',
    source.clusterId === of.clusterId,
    source.clusterId,
  ],
];

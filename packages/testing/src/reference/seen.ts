/**
 * Everything visible of a fleet and of the reference model, as comparable texts.
 *
 * @module
 */
import type { Backup, BackupHolder, Cluster, Hsm } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { NaiveBackup, NaiveFleet, NaiveHolder, NaiveHsm } from './naive/state.ts';
import type { Beginnings } from './order-for.ts';
import { accessText, books, box, materialText, remembered, writtenText } from './seen-contents.ts';

const HSM_WORDS = {
  CREATE_IN_PROGRESS: 'JOINING',
  DELETE_IN_PROGRESS: 'LEAVING',
  ACTIVE: 'ACTIVE',
  DEGRADED: 'DEGRADED',
  DELETED: 'GONE',
} as const;
const BACKUP_WORDS = {
  CREATE_IN_PROGRESS: 'MAKING',
  READY: 'READY',
  PENDING_DELETION: 'PENDING',
  DELETED: 'FAILED',
} as const;
const PHASE_WORDS: Readonly<Record<string, string>> = {
  CREATE_IN_PROGRESS: 'CREATING',
  INITIALIZE_IN_PROGRESS: 'INITIALIZING',
  DELETE_IN_PROGRESS: 'DELETING',
  MODIFY_IN_PROGRESS: 'MODIFY',
  ROLLBACK_IN_PROGRESS: 'ROLLBACK',
};

const NONE = -1;
const FORGOTTEN = 'forgotten';

const hsm = (it: Hsm, { backups, hsms, mode }: Cluster): unknown => [
  HSM_WORDS[it.state],
  it.availabilityZone,
  it.ipAddress,
  it.ipAddressV6 !== undefined,
  it.expectedAt ?? NONE,
  backups.findIndex(({ backupId }) => backupId === it.waitsFor),
  accessText(it.joinsWith?.access),
  materialText(it.joinsWith?.material),
  accessText(it.access),
  it.failedAt ?? NONE,
  hsms.findIndex(({ hsmId }) => hsmId === it.replaces),
  `${it.hsmType} ${mode}`,
  it.migratesTo === undefined ? '' : `${it.migratesTo} ${mode}`,
];

const naiveHsm = (it: NaiveHsm, { backups, hsms }: NaiveHolder): unknown => [
  it.is,
  it.zone,
  it.address,
  it.hasV6,
  it.doneAt ?? NONE,
  backups.findIndex((each) => each === it.waitsFor),
  remembered(it.brings?.books, books),
  remembered(it.brings?.box, box),
  writtenText(it.books, books),
  it.brokeAt ?? NONE,
  hsms.findIndex((each) => each === it.instead),
  it.hardware,
  it.becomes ?? '',
];

const backup = (it: Backup): string =>
  remembered(it, () => [
    BACKUP_WORDS[it.state],
    it.createdAt,
    it.expectedAt ?? NONE,
    it.neverExpires,
    it.markableSince ?? NONE,
    it.deleteAt ?? NONE,
    it.tags,
    [it.share?.policy, it.share?.accounts],
    `${it.hsmType} ${it.mode}`,
    accessText(it.access),
    materialText(it.material),
  ]);

const naiveBackup = (it: NaiveBackup): string =>
  JSON.stringify([
    it.is,
    it.madeAt,
    it.doneAt ?? NONE,
    it.exempt,
    it.markableSince ?? NONE,
    it.purgeAt ?? NONE,
    it.tags,
    [it.share?.policy, it.share?.who],
    it.hardware,
    remembered(it.snap.books, books),
    remembered(it.snap.box, box),
  ]);

const ahead = ({
  expectedAt,
  activationDueAt,
  deletedAt,
  migration,
}: Cluster): readonly unknown[] => [
  expectedAt ?? NONE,
  activationDueAt ?? NONE,
  deletedAt ?? NONE,
  migration?.rollbackUntil ?? NONE,
  migration?.contentsFrom !== undefined,
];

const naivelyAhead = ({ doneAt, reportAt, deletedAt, move }: NaiveHolder): readonly unknown[] => [
  doneAt ?? NONE,
  reportAt ?? NONE,
  deletedAt ?? NONE,
  move?.until ?? NONE,
  move?.loads !== undefined,
];

const clusterSeen = (it: Cluster): readonly unknown[] => [
  PHASE_WORDS[it.phase] ?? it.phase,
  ahead(it),
  it.retention === 'NONE' ? NONE : it.retention.days,
  it.subnets.map(({ availabilityZone }) => availabilityZone),
  `${it.hsmType} ${it.mode}`,
  it.tags,
  it.isolatedSince !== undefined,
  it.networkType === 'DUALSTACK',
  it.lostZones,
  it.peerSince ?? NONE,
  it.restoredFrom !== undefined,
  [accessText(it.origin?.access), materialText(it.origin?.material), materialText(it.material)],
  it.hsms.map((each) => hsm(each, it)),
];

const naiveClusterSeen = (it: NaiveHolder): readonly unknown[] => [
  it.is,
  naivelyAhead(it),
  it.days === Number.POSITIVE_INFINITY ? NONE : it.days,
  it.zones,
  it.hardware,
  it.tags,
  it.isolated,
  it.hasV6,
  it.dark,
  it.peerSince ?? NONE,
  it.wasRestored,
  [remembered(it.origin?.books, books), remembered(it.origin?.box, box), writtenText(it.box, box)],
  it.hsms.map((each) => naiveHsm(each, it)),
];

const holderSeen = (it: BackupHolder): string =>
  remembered(it, () => [
    it.kind,
    [it.account, it.certificate],
    it.region,
    it.kind === 'CLUSTER' ? clusterSeen(it) : [],
    it.backups.map(backup),
  ]);

const naiveHolderSeen = (it: NaiveHolder): string =>
  JSON.stringify([
    it.kind,
    [it.owner, it.certificate],
    it.region,
    it.kind === 'CLUSTER' ? naiveClusterSeen(it) : [],
    it.backups.map(naiveBackup),
  ]);

/** Everything visible of the machine's fleet, holder by holder. */
export const seen = (fleet: Fleet, beginnings: Beginnings): readonly string[] => [
  JSON.stringify([fleet.asOf, fleet.lost, fleet.lostZones, fleet.zonesWithoutHsms]),
  ...beginnings.flatMap((stem) => {
    const holder = fleet.holders.get(stem);
    if (holder !== undefined) return [holderSeen(holder)];
    return fleet.forgotten.get(stem) === undefined ? [] : [FORGOTTEN];
  }),
];

/** Everything visible of the reference model, holder by holder. */
export const seenNaively = ({
  now,
  lost,
  lostZones,
  bareZones,
  holders,
}: NaiveFleet): readonly string[] => [
  JSON.stringify([now, lost, lostZones, bareZones]),
  ...holders.map((it) => (it.isForgotten ? FORGOTTEN : naiveHolderSeen(it))),
];

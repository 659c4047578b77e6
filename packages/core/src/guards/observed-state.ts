/**
 * The state of an observed cluster: what was seen, and what follows from it.
 *
 * @module
 */
import { hasContents, runs } from '../evolve/changed.ts';
import { remarked } from '../evolve/marking.ts';
import { none } from '../kernel/list.ts';
import { DEFAULT_ACCOUNT } from '../model/account.ts';
import { backup, type Backup } from '../model/backup.ts';
import { clusterRecord, type Cluster } from '../model/cluster.ts';
import { blankAccess, blankMaterial, initializedAccess, type Contents } from '../model/contents.ts';
import { hsm, type Hsm, type JoinsFrom } from '../model/hsm.ts';
import { makeSigningRequestId, stemOf } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import { newestReady } from '../model/newest-ready.ts';
import type { ObservedBackup, ObservedCluster, ObservedHsm } from '../model/observed.ts';
import { endOf } from '../rules/editions.ts';
import { nothingListed, observedContents } from './observed-contents.ts';

/** What the observer adds. */
type Identity = Pick<Cluster, 'stem' | 'lineageId' | 'edition'> & { readonly at: EpochMillis };

const blank: Contents = Object.freeze({ material: blankMaterial, access: blankAccess });

/**
 * What the HSMs hold: unknown but for the list, unless nobody could log in yet. The service reports
 * an activation late, so an INITIALIZED cluster may be activated and in use (F-244).
 */
const hsmContentsOf = ({ phase, contents, createdAt, backups }: ObservedCluster): Contents => {
  if (phase === 'ACTIVE') return observedContents(contents);
  if (phase !== 'INITIALIZED') return blank;
  if (backups.length > 0) return nothingListed;
  const access = Object.freeze({ ...initializedAccess(createdAt), isComplete: false });
  return Object.freeze({ material: nothingListed.material, access });
};

const isSeenReady = ({ state }: ObservedBackup): boolean => state === 'READY';

/** Whether it is activated, or is a clone, which is so from the start (F-109). */
const isActivated = ({ phase, backups, certificate }: ObservedCluster): boolean =>
  phase === 'ACTIVE' ||
  backups.length > 0 ||
  (phase === 'DELETE_IN_PROGRESS' && certificate !== undefined);

/**
 * What it may have been restored from. Without a READY backup of its own, an activated cluster may
 * be a clone, and so is one that has a certificate while it is created (F-111, U-71).
 */
const originOf = (it: ObservedCluster): Contents | undefined => {
  const isClone = it.phase === 'CREATE_IN_PROGRESS' && it.certificate !== undefined;
  const isInUse = isActivated(it) && it.phase !== 'DELETED' && it.phase !== 'INITIALIZED';
  const mayBeClone = isInUse && !it.backups.some(isSeenReady);
  return isClone || mayBeClone ? nothingListed : undefined;
};

const joinsFrom = ({ phase, hsms, backups }: ObservedCluster): JoinsFrom => {
  if (phase !== 'ACTIVE') return 'BLANK';
  if (hsms.some(({ state }) => state === 'ACTIVE')) return 'PEER';
  return backups.some(isSeenReady) ? 'BACKUP' : 'ORIGIN';
};

/** The cluster of an observed HSM, what its HSMs hold, and when it was seen. */
type Surroundings = {
  readonly cluster: ObservedCluster;
  readonly contents: Contents;
  readonly at: EpochMillis;
};

const hsmOf = (it: ObservedHsm, { cluster, contents, at }: Surroundings): Hsm => {
  const isJoining = it.state === 'CREATE_IN_PROGRESS';
  const isLeaving = it.state === 'DELETE_IN_PROGRESS';
  return hsm({
    ...it,
    hsmType: cluster.hsmType,
    joinsFrom: isJoining ? joinsFrom(cluster) : undefined,
    joinsWith: isJoining ? contents : undefined,
    leavesAs: isLeaving ? 'ACTIVE' : undefined,
    failedAt: it.state === 'DEGRADED' ? at : undefined,
    access: it.state === 'ACTIVE' || isLeaving ? contents.access : undefined,
  });
};

const backupOf = (it: ObservedBackup, hsms: readonly Hsm[]): Backup =>
  backup({
    ...it,
    ...observedContents(it.contents),
    cause: 'DAILY',
    neverExpires: it.neverExpires ?? false,
    tags: Object.freeze({ ...it.tags }),
    hsmId:
      it.state === 'CREATE_IN_PROGRESS'
        ? hsms.find(({ state }) => state === 'ACTIVE')?.hsmId
        : undefined,
  });

/**
 * When it was initialized and activated is not listed: at its creation, if ever. The backup of an
 * INITIALIZED cluster is that of its activation, whose report is still to come (F-244).
 */
const lifeOf = (
  seen: ObservedCluster,
  { at, edition }: Identity,
): Pick<Cluster, 'initializedAt' | 'activatedAt' | 'activationDueAt'> => {
  const { phase, createdAt, backups } = seen;
  const isUsable = isActivated(seen);
  const forced = phase === 'INITIALIZED' ? backups[0] : undefined;
  const reportAt = forced && endOf(edition.durations.activation, forced.createdAt);
  return {
    initializedAt: isUsable || phase === 'INITIALIZED' ? createdAt : undefined,
    activatedAt: isUsable ? (forced?.createdAt ?? createdAt) : undefined,
    activationDueAt: forced && (reportAt === undefined ? 'REPORTED' : Math.max(at, reportAt)),
  };
};

const signingRequestOf = ({ phase, hsms }: ObservedCluster): Cluster['signingRequestId'] => {
  const first = hsms.find(({ state }) => state === 'ACTIVE');
  return phase === 'UNINITIALIZED' && first ? makeSigningRequestId(first.hsmId) : undefined;
};

/** Makes the state of an observed cluster without flaws. */
export const observedState = (seen: ObservedCluster, identity: Identity): Cluster => {
  const { at, stem } = identity;
  const { phase, retention } = seen;
  const contents = hsmContentsOf(seen);
  const surroundings = { cluster: seen, contents, at };
  const hsms = Object.freeze(seen.hsms.map((it) => hsmOf(it, surroundings)));
  const oldestFirst = [...seen.backups].toSorted((a, b) => a.createdAt - b.createdAt);
  const { hsmType, mode } = seen;
  const keeper = { retention, hsmType, mode, edition: identity.edition };
  const backups = remarked(Object.freeze(oldestFirst.map((it) => backupOf(it, hsms))), keeper, {
    at,
  });
  const newest = newestReady(backups);
  return clusterRecord({
    ...identity,
    ...lifeOf(seen, identity),
    origin: originOf(seen),
    kind: 'CLUSTER',
    clusterId: seen.clusterId,
    account: seen.account ?? DEFAULT_ACCOUNT,
    region: seen.region,
    certificate: seen.certificate,
    createdAt: seen.createdAt,
    asOf: at,
    phase,
    expectedAt: seen.expectedAt,
    hsmType: seen.hsmType,
    mode: seen.mode,
    networkType: seen.networkType ?? 'IPV4',
    subnets: Object.freeze(seen.subnets.map((it) => Object.freeze({ ...it }))),
    retention: retention === 'NONE' ? retention : Object.freeze({ ...retention }),
    tags: Object.freeze({ ...seen.tags }),
    signingRequestId: signingRequestOf(seen),
    deletedAt: phase === 'DELETED' ? at : undefined,
    lostZones: none,
    peerSince: runs({ phase, hsms, isolatedSince: undefined }) ? at : undefined,
    lastBackupAt: newest?.createdAt,
    material: hasContents(hsms) ? contents.material : undefined,
    hsms,
    backups,
    hsmsMade: 0,
    hsmIdsGiven: Object.freeze(
      hsms.map(({ hsmId }) => hsmId).filter((hsmId) => stemOf(hsmId) !== stem),
    ),
    backupsMade: 0,
  });
};

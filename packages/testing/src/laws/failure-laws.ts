/**
 * Laws of failures: what fails together, and how the service replaces HSMs.
 *
 * @module
 */
import { type Cluster, type Hsm } from '@hsm-lifecycle/core';
import {
  firstOf,
  firstWrong,
  lawOfMoments,
  ofChangedClusters,
  ofClusters,
  type ClusterMoment,
  type Law,
  type LawMoment,
  type LawStep,
} from './law.ts';
import { isInMigration } from './migrating.ts';
import { lastReadyBackup } from './newest.ts';

const hsmIn = ({ hsms }: Cluster, id: string | undefined): Hsm | undefined =>
  hsms.find(({ hsmId }) => hsmId === id);

const isReplaced = ({ hsms }: Cluster, { hsmId }: Hsm): boolean =>
  hsms.some(({ replaces }) => replaces === hsmId);

const outlivesItsSource = (it: Cluster): string | undefined => {
  const going = it.backups.filter(({ state }) => state === 'CREATE_IN_PROGRESS');
  const orphan = going.find(({ hsmId }) => hsmIn(it, hsmId)?.access === undefined);
  if (orphan !== undefined) return `${orphan.backupId} is made of an HSM that holds nothing`;
  const waiting = it.hsms.find(
    ({ waitsFor }) => waitsFor !== undefined && going.every((each) => each.backupId !== waitsFor),
  );
  return waiting && `${waiting.hsmId} waits for ${waiting.waitsFor}, which is not in progress`;
};

const PLACE = ['availabilityZone', 'subnetId', 'eniId', 'ipAddress'] as const;

const misplaced = ({ event, was, is }: ClusterMoment): string | undefined => {
  if (event.type !== 'HsmReplacing' && event.type !== 'HsmReplaced') return undefined;
  const { hsmId, newHsmId } = event.data;
  const [old, successor] = [hsmIn(was, hsmId), hsmIn(is, newHsmId)];
  const member = PLACE.find((each) => old?.[each] !== successor?.[each]);
  if (member !== undefined) return `${newHsmId} has another ${member} than ${hsmId}`;
  const isListed = hsmIn(is, hsmId) !== undefined;
  const isBegun = event.type === 'HsmReplacing';
  if (isListed !== isBegun)
    return `${hsmId} is ${isListed ? 'still' : 'not'} listed after ${event.type}`;
  return successor?.replaces === (isBegun ? hsmId : undefined)
    ? undefined
    : `${newHsmId} replaces ${successor?.replaces} after ${event.type}`;
};

/** Whether there is anything to load a new HSM from. */
const isLoadable = (it: Cluster): boolean =>
  it.activatedAt === undefined ||
  it.origin !== undefined ||
  it.hsms.some(({ state }) => state === 'ACTIVE') ||
  lastReadyBackup(it) !== undefined;

const supportedUntil = ({ edition, hsmType }: Cluster): number =>
  edition.endOfSupport[hsmType] ?? Number.POSITIVE_INFINITY;

const isInReach = ({ isolatedSince, lostZones }: Cluster, { availabilityZone }: Hsm): boolean =>
  isolatedSince === undefined && !lostZones.includes(availabilityZone);

/** The instant by which the service begins to replace an HSM. */
const detectedBy = (it: Cluster, hsm: Hsm): number => {
  const { detectedAfter } = it.edition.replacement;
  if (hsm.state !== 'DEGRADED' || hsm.failedAt === undefined || detectedAfter === 'REPORTED')
    return Number.POSITIVE_INFINITY;
  if (!isInReach(it, hsm) || isInMigration(it) || isReplaced(it, hsm) || !isLoadable(it))
    return Number.POSITIVE_INFINITY;
  const at = hsm.failedAt + detectedAfter;
  return Math.max(at, it.asOf) < supportedUntil(it) ? at : Number.POSITIVE_INFINITY;
};

const undetected = ({ before, after, command: { data } }: LawStep): boolean | string =>
  firstWrong(before.holders.entries(), ([stem, was]) => {
    const is = after.holders.get(stem);
    if (was.kind === 'COPY' || is?.kind !== 'CLUSTER') return undefined;
    return firstOf(was.hsms, (hsm) => {
      const still = hsmIn(is, hsm.hsmId);
      return detectedBy(was, hsm) < data.at &&
        still?.failedAt === hsm.failedAt &&
        still !== undefined &&
        still.state === 'DEGRADED' &&
        !isReplaced(is, still)
        ? `${hsm.hsmId} has failed, and the service had not begun to replace it at ${data.at}`
        : undefined;
    });
  });

const begunEarly = ({ event, was }: ClusterMoment, step: LawStep): string | undefined => {
  if (event.type !== 'HsmReplacing') return undefined;
  const { at, hsmId } = event.data;
  const { command } = step;
  const isAsked =
    command.type === 'ReplaceHsm' && command.data.hsmId === hsmId && command.data.at === at;
  const old = hsmIn(was, hsmId);
  if (old === undefined) return `${hsmId} is replaced and was not there`;
  if (old.state === 'DEGRADED' && old.failedAt === undefined)
    return `${hsmId} is replaced and has never been ACTIVE`;
  return isAsked || at >= detectedBy(was, old)
    ? undefined
    : `the service began to replace ${hsmId} before it had detected a failure`;
};

const worksInLostZone = (it: Cluster): string | undefined => {
  const hsm = it.hsms.find(
    ({ availabilityZone, state, access }) =>
      it.lostZones.includes(availabilityZone) &&
      (access !== undefined || state === 'CREATE_IN_PROGRESS'),
  );
  return hsm && `${hsm.hsmId} holds or gets contents in ${hsm.availabilityZone}, which is lost`;
};

const madeInClosedZone = ({ event, before }: LawMoment): string | undefined => {
  if (event.type !== 'HsmAdding') return undefined;
  const { hsmId, availabilityZone: zone } = event.data;
  return before.lostZones.includes(zone) || before.zonesWithoutHsms.includes(zone)
    ? `${hsmId} is made in ${zone}, where there can be none`
    : undefined;
};

/** Laws of failures. */
export const failureLaws: readonly Law[] = [
  {
    name: 'a backup fails with its HSM',
    sentence:
      'A backup in progress is made of an HSM that holds contents, and an HSM waits only for a ' +
      'backup that is in progress (U-39).',
    holds: ofChangedClusters(outlivesItsSource),
  },
  lawOfMoments(
    'a replacement keeps its place',
    'An HSM and its replacement have one zone, subnet, network interface and address, and both ' +
      'are listed until the new one is ACTIVE (F-101, F-103, F-243).',
    ofClusters(misplaced),
  ),
  {
    name: 'a failed HSM is replaced in time',
    sentence:
      'The service begins to replace an HSM that has failed when its edition says, if it can be ' +
      'loaded from anything (F-100, U-50).',
    holds: undetected,
  },
  lawOfMoments(
    'only failed HSMs are replaced unasked',
    'The service replaces an HSM by itself only after it has detected its failure, and never one ' +
      'that has never been ACTIVE (F-92, U-50).',
    (moment, step) => ofClusters((it) => begunEarly(it, step))(moment),
  ),
  {
    name: 'a lost zone holds nothing',
    sentence: 'No HSM in a lost zone holds contents, joins, or is replaced there (U-51).',
    holds: ofChangedClusters(worksInLostZone),
  },
  lawOfMoments(
    'no HSM is made in a closed zone',
    'An HSM is made neither in a lost zone nor in one without CloudHSM (F-245, U-51).',
    madeInClosedZone,
  ),
];

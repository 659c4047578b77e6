/**
 * Laws of where backups come from and how they change.
 *
 * @module
 */
import { type BackupHolder, type Cluster, type EventOf } from '@hsm-lifecycle/core';
import { canonicalJson } from '@hsm-lifecycle/core/codec';
import { type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { dailyDue } from './clock-laws.ts';
import {
  firstOf,
  firstWrong,
  lawOfMoments,
  momentsOf,
  type Law,
  type LawStep,
  type LawMoment,
} from './law.ts';
import { same } from './same.ts';
import { createdWithoutBackup } from './forced-backups.ts';
import { isInMigration } from './migrating.ts';

type Cause = 'ACTIVATION' | 'HSM_ADDED' | 'HSM_REMOVED' | 'DAILY' | 'MIGRATION';

const COMMAND_OF: Readonly<Record<Exclude<Cause, 'DAILY' | 'MIGRATION'>, string>> = {
  ACTIVATION: 'Activate',
  HSM_ADDED: 'AddHsm',
  HSM_REMOVED: 'RemoveHsm',
};

const uncalledForDaily = (holder: BackupHolder | undefined, at: number): string | undefined => {
  if (holder?.kind !== 'CLUSTER') return 'a daily backup started outside a cluster';
  const due = dailyDue(holder);
  return at < due
    ? `a daily backup of ${holder.clusterId} started ${due - at} ms early`
    : undefined;
};

const withoutCause = ({ event, holder }: LawMoment, { command }: LawStep): string | undefined => {
  if (event.type !== 'BackupCreating') return undefined;
  const { at, backupId, cause } = event.data;
  if (cause === 'DAILY') return uncalledForDaily(holder, at);
  if (cause === 'MIGRATION')
    return holder?.kind === 'CLUSTER' && isInMigration(holder)
      ? undefined
      : `${backupId} has the cause MIGRATION, but nothing migrates`;
  const asked = command.type === COMMAND_OF[cause] && command.data.at === at;
  return asked
    ? undefined
    : `${backupId} has the cause ${cause}, but the command was ${command.type}`;
};

const holdersOf = (fleet: Fleet): Map<string, BackupHolder> => new Map(fleet.holders.entries());

const touchedByCopy = (step: LawStep): boolean | string =>
  firstWrong(momentsOf(step), ({ before, after, event }) => {
    if (event.type !== 'BackupCopying' && event.type !== 'ClusterRestoring') return undefined;
    const was = holdersOf(before);
    const touched = [...after.holders.entries()].find(
      ([stem, holder]) => was.has(stem) && was.get(stem) !== holder,
    );
    return touched && `${event.type} changed the holder ${touched[0]}`;
  });

const disturbed = (step: LawStep): boolean | string => {
  const { command, events } = step;
  if (command.type !== 'CopyToRegion' && command.type !== 'Restore') return true;
  const began = events.findIndex(
    ({ event }) => event.type === 'BackupCopying' || event.type === 'ClusterRestoring',
  );
  const stream = events[began]?.stream;
  const stray =
    began === -1 ? undefined : events.slice(began).find((each) => each.stream !== stream);
  return stray === undefined
    ? touchedByCopy(step)
    : `${command.type} also caused ${stray.event.type} of ${stray.stream}`;
};

type Halves = { readonly material: unknown; readonly access: unknown };

const isSame = (a: Halves, b: Halves): boolean =>
  (a.material === b.material && a.access === b.access) ||
  canonicalJson([a.material, a.access]) === canonicalJson([b.material, b.access]);

const badlyRestored = (
  before: Fleet,
  { restoredFrom: { backupId }, origin }: EventOf<'ClusterRestoring'>['data'],
): string | undefined => {
  const backups = [...before.holders.values()].flatMap((it) => it.backups);
  const point = backups.find((it) => it.backupId === backupId);
  if (point === undefined) return `there was no ${backupId} to restore`;
  return isSame(point, origin)
    ? undefined
    : `the restored cluster does not begin with what ${backupId} held`;
};

const badlyStarted = (
  { restoredFrom, origin, backupsMade, hsmsMade, hsms }: Cluster,
  id: string,
): string | undefined => {
  if (origin === undefined || restoredFrom === undefined) return undefined;
  if (backupsMade > 0 || hsmsMade !== 1) return undefined;
  const joining = hsms.find(({ hsmId }) => hsmId === id)?.joinsWith;
  return joining !== undefined && isSame(origin, joining)
    ? undefined
    : `${id} does not hold what ${restoredFrom.backupId} held`;
};

const otherContents = ({ event, before, holder }: LawMoment): string | undefined => {
  if (event.type === 'ClusterRestoring') return badlyRestored(before, event.data);
  return event.type === 'HsmAdded' && holder?.kind === 'CLUSTER'
    ? badlyStarted(holder, event.data.hsmId)
    : undefined;
};

/** The members of a backup that never change. */
const FIXED = [
  'createdAt',
  'cause',
  'copiedAt',
  'source',
  'hsmType',
  'mode',
  'material',
  'access',
] as const;

const altered = ({ event, holder, holderAfter }: LawMoment): string | undefined => {
  if (holder === undefined || holderAfter === undefined || holder.backups === holderAfter.backups)
    return undefined;
  const present = new Map(holderAfter.backups.map((it) => [it.backupId, it]));
  return firstOf(holder.backups, (was) => {
    const is = present.get(was.backupId);
    if (is === undefined || is === was) return undefined;
    const member = FIXED.find((each) => !same(is[each], was[each]));
    if (member !== undefined) return `${event.type} changed the ${member} of ${was.backupId}`;
    const isIntended =
      is.neverExpires === was.neverExpires || event.type === 'BackupNeverExpiresSet';
    return isIntended ? undefined : `${event.type} changed whether ${was.backupId} is exempt`;
  });
};

const backupIds = (fleet: Fleet): Set<string> =>
  new Set(
    [...fleet.holders.values()].flatMap(({ backups }) => backups.map(({ backupId }) => backupId)),
  );

const observedIn = (event: FleetEvent['event']): readonly string[] => {
  if (event.type === 'ClusterObserved')
    return event.data.cluster.backups.map(({ backupId }) => backupId);
  return event.type === 'BackupCopyObserved' ? [event.data.copy.copyId] : [];
};

const cameBack = (step: LawStep): boolean | string => {
  const known = backupIds(step.before);
  const purged = new Set<string>();
  const complaint = firstWrong(step.events, ({ event }) => {
    if (event.type === 'BackupCreating' || event.type === 'BackupCopying')
      known.add(event.data.backupId);
    for (const id of observedIn(event)) known.add(id);
    if (event.type === 'BackupPurged') purged.add(event.data.backupId);
    const isEnd = event.type === 'BackupPurged' || event.type === 'BackupCopyForgotten';
    const again = 'backupId' in event.data && !isEnd && purged.has(event.data.backupId);
    return again ? `${event.data.backupId} was purged, and then ${event.type}` : undefined;
  });
  if (complaint !== true) return complaint;
  return firstWrong(backupIds(step.after), (id) => {
    if (purged.has(id)) return `${id} was purged and exists again`;
    return known.has(id) ? undefined : `${id} exists and was never started`;
  });
};

/** Laws of where backups come from and how they change. */
export const backupLaws: readonly Law[] = [
  lawOfMoments(
    'every backup has a cause',
    'A backup starts because of activation, an added or removed HSM, or the daily clock, and ' +
      'for no other reason (F-136).',
    withoutCause,
  ),
  {
    name: 'removing an HSM starts a backup',
    sentence:
      'Before an HSM leaves an activated cluster, a backup of it or of a peer starts, if one ' +
      'of them is ACTIVE (F-94, F-97).',
    holds: createdWithoutBackup('HSM_REMOVED'),
  },
  {
    name: 'activating and adding start a backup',
    sentence:
      'A backup starts when a cluster is activated, and when an HSM is added beside an ACTIVE ' +
      'one (F-79, F-82, F-136).',
    holds: createdWithoutBackup('ACTIVATION', 'HSM_ADDED'),
  },
  {
    name: 'copying and restoring leave the source alone',
    sentence:
      'Copying a backup to another region, or restoring it, changes neither the backup nor its ' +
      'holder (F-167).',
    holds: disturbed,
  },
  lawOfMoments(
    'a restored cluster equals its backup',
    'The first HSM of a restored cluster holds exactly what the backup held (F-111, F-134).',
    otherContents,
  ),
  lawOfMoments(
    'a backup does not change',
    'A backup keeps its age and contents from its start on, and its exemption until a command ' +
      'changes it (F-134, F-163, U-11).',
    altered,
  ),
  {
    name: 'a purged backup stays purged',
    sentence:
      'A purged backup never comes back, and no backup appears that was not started (F-145, U-12).',
    holds: cameBack,
  },
];

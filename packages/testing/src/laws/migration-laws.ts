/**
 * Laws of the change of HSM type, and of the way back.
 *
 * @module
 */
import type { Cluster, Hsm } from '@hsm-lifecycle/core';
import {
  lawOfMoments,
  ofChangedClusters,
  ofClusters,
  type ClusterMoment,
  type Law,
} from './law.ts';
import { isInMigration } from './migrating.ts';

const accessOf = ({ hsms }: Cluster): readonly unknown[] => hsms.map(({ access }) => access);

/** Whether an event of a migration may change what a cluster's HSMs hold. */
const mayLose = ({ event, was }: ClusterMoment): boolean =>
  (event.type === 'HsmMigrating' && event.data.from !== undefined) ||
  (event.type === 'HsmMigrationFailed' && was.phase === 'ROLLBACK_IN_PROGRESS');

const losesContents = (moment: ClusterMoment): string | undefined => {
  const { event, was, is } = moment;
  const isOfMigration = event.type.startsWith('HsmType') || event.type.startsWith('HsmMigrat');
  if (!isOfMigration || mayLose(moment)) return undefined;
  const [before, after] = [accessOf(was), accessOf(is)];
  return was.material === is.material &&
    before.length === after.length &&
    before.every((it, index) => it === after[index])
    ? undefined
    : `${event.type} changed what the HSMs of ${was.clusterId} hold`;
};

const losesTooMuch = ({ event, was }: ClusterMoment): string | undefined =>
  event.type === 'HsmMigrating' &&
  event.data.from !== undefined &&
  was.hsmType === event.data.hsmType
    ? `${event.data.hsmId} loads a backup, although ${was.clusterId} had not changed its type`
    : undefined;

const FROZEN: ReadonlySet<string> = new Set([
  'UserCreated',
  'UserDeleted',
  'UserReplicated',
  'PasswordChanged',
  'KeyCreated',
  'KeyDeleted',
  'KeyReplicated',
  'CertificatePut',
  'PolicySet',
  'HsmAdding',
  'HsmRemoving',
  'HsmReplacing',
  'ClusterDeleting',
]);

const writesMeanwhile = ({ event, was }: ClusterMoment): string | undefined =>
  isInMigration(was) && FROZEN.has(event.type)
    ? `${event.type} happened while ${was.clusterId} was ${was.phase}`
    : undefined;

const hasFailed = ({ state, leavesAs }: Hsm): boolean =>
  state === 'DEGRADED' || leavesAs === 'DEGRADED';

const mixesTypes = (it: Cluster): string | undefined => {
  const changing = it.hsms.filter(({ migratesTo }) => migratesTo !== undefined);
  if (changing.length > (isInMigration(it) ? 1 : 0))
    return `${changing.length} HSMs of ${it.clusterId} change their type while it is ${it.phase}`;
  const stray = isInMigration(it)
    ? undefined
    : it.hsms.find((each) => !hasFailed(each) && each.hsmType !== it.hsmType);
  return stray && `${stray.hsmId} is ${stray.hsmType}, and its cluster is ${it.hsmType}`;
};

const PLACE = ['availabilityZone', 'subnetId', 'eniId', 'ipAddress'] as const;

const movesAway = ({ event, was, is }: ClusterMoment): string | undefined => {
  if (event.type !== 'HsmMigrated') return undefined;
  const { hsmId, newHsmId } = event.data;
  const index = was.hsms.findIndex((it) => it.hsmId === hsmId);
  const [old, changed] = [was.hsms[index], is.hsms[index]];
  if (old === undefined || changed?.hsmId !== newHsmId || hsmId === newHsmId)
    return `${newHsmId} is not in the place of ${hsmId}`;
  const member = PLACE.find((each) => old[each] !== changed[each]);
  if (member !== undefined) return `${newHsmId} has another ${member} than ${hsmId}`;
  return changed.hsmType === old.migratesTo
    ? undefined
    : `${newHsmId} is ${changed.hsmType} and was to be ${old.migratesTo}`;
};

/** Whether what an HSM holds is in a backup of this migration. */
const changesUnsaved = ({ event, was }: ClusterMoment): string | undefined => {
  if (event.type !== 'HsmMigrating') return undefined;
  const { hsmId, from } = event.data;
  if (was.phase === 'ROLLBACK_IN_PROGRESS' && from === undefined) return undefined;
  const backup = was.migration?.backupId;
  const running = was.backups.find((it) => it.backupId === backup);
  return backup === undefined || running?.state === 'CREATE_IN_PROGRESS'
    ? `${hsmId} changes its type before a backup is done`
    : undefined;
};

/** Laws of migrations. */
export const migrationLaws: readonly Law[] = [
  lawOfMoments(
    'a lossless rollback keeps contents',
    'A migration, and a rollback while it is in progress, change no key, user or policy of any ' +
      'HSM but one that fails (F-104, F-191).',
    ofClusters((it) => losesContents(it) ?? losesTooMuch(it)),
  ),
  lawOfMoments(
    'a migration freezes its cluster',
    'While a cluster changes its HSM type, contents are read-only, no HSM comes or goes, and it ' +
      'is not deleted (F-88, F-189, U-80).',
    ofClusters(writesMeanwhile),
  ),
  {
    name: 'a migration changes one HSM at a time',
    sentence:
      'At most one HSM changes its type at a time; otherwise every HSM that has not failed is of ' +
      'its cluster’s type (F-188).',
    holds: ofChangedClusters(mixesTypes),
  },
  lawOfMoments(
    'a migrated HSM keeps its place',
    'An HSM of another type has a new id and the zone, network interface and address of the one ' +
      'before (F-104).',
    ofClusters(movesAway),
  ),
  lawOfMoments(
    'a migration backs up first',
    'No HSM changes its type before the backup that holds its contents is done, unless nothing ' +
      'can be lost (F-138, U-70).',
    ofClusters(changesUnsaved),
  ),
];

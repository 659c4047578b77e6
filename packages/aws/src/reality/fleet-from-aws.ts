/**
 * Takes in an account as AWS lists it.
 *
 * @module
 */
import {
  DEFAULT_ACCOUNT,
  editions,
  saying,
  type AccountId,
  type Command,
  type Edition,
  type EpochMillis,
  type Region,
} from '@hsm-lifecycle/core';
import type { MalformedInput } from '@hsm-lifecycle/core/codec';
import {
  emptyFleet,
  step,
  type EmptyFleetRefusal,
  type Fleet,
  type FleetEvent,
} from '@hsm-lifecycle/core/fleet';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { ValueOf } from '../model/action.ts';
import { arnParts } from '../view/arn.ts';
import { readBackups, readClusters } from './describe-json.ts';
import { isPageMissing } from './document-pages.ts';
import { listedOnce } from './listed-once.ts';
import { isSightedCopy, observeCopyOf } from './observed-backup.ts';
import { observeClusterOf, observeUnlisted } from './observed-cluster.ts';
import type { ImportFrame, Unexplained } from './import-frame.ts';

export type { Unexplained } from './import-frame.ts';

/** What AWS lists, and when. */
export type FleetFromAws = {
  /** What `describe-clusters` printed: a page, a list of pages, or a list of clusters. */
  readonly clusters?: unknown;
  /** What `describe-backups` printed. */
  readonly backups?: unknown;
  /** When, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  /** Of what has neither a zone nor an ARN. */
  readonly region?: Region;
  /** The account; the ARNs' if left out, else `000000000000`. */
  readonly account?: AccountId;
  /** `editions.aws2026` if left out. No duration may be `'REPORTED'`: work has to end. */
  readonly edition?: Edition;
};

/** The fleet that was taken in. */
export type TakenIn = {
  readonly fleet: Fleet;
  readonly events: readonly FleetEvent[];
  /** The commands, for a host to carry out. */
  readonly commands: readonly Command[];
  /** What could not be taken in as it is, or was assumed. */
  readonly unexplained: readonly Unexplained[];
};

const reportedIn = ({ durations }: Edition): string | undefined =>
  Object.entries(durations).find(([, duration]) => duration === 'REPORTED')?.[0];

const accountOf = (
  given: AccountId | undefined,
  backups: readonly ValueOf<'Backup'>[],
): AccountId => {
  if (given !== undefined) return given;
  const [arn] = backups.flatMap(({ BackupArn }) => arnParts(BackupArn ?? '') ?? []);
  return arn?.account ?? DEFAULT_ACCOUNT;
};

/** The caller's own backups; those that others share with it are in the same list (F-248). */
const ownBackups = (
  backups: readonly ValueOf<'Backup'>[],
  { account, note }: ImportFrame,
): readonly ValueOf<'Backup'>[] =>
  backups.filter(({ BackupArn, BackupId }) => {
    const owner = arnParts(BackupArn ?? '')?.account ?? account;
    if (owner !== account) note(BackupId, `It belongs to account ${owner}; left out.`);
    return owner === account;
  });

const byCluster = (
  backups: readonly ValueOf<'Backup'>[],
): ReadonlyMap<string, readonly ValueOf<'Backup'>[]> => {
  const groups = new Map<string, ValueOf<'Backup'>[]>();
  for (const it of backups) {
    const group = groups.get(it.ClusterId ?? '') ?? [];
    groups.set(it.ClusterId ?? '', [...group, it]);
  }
  return groups;
};

type Listed = {
  readonly clusters: readonly ValueOf<'Cluster'>[];
  readonly backups: readonly ValueOf<'Backup'>[];
};

const commandsFor = ({ clusters, backups }: Listed, sighting: ImportFrame): readonly Command[] => {
  const own = ownBackups(backups, sighting);
  const groups = byCluster(own.filter((it) => !isSightedCopy(it)));
  const listed = new Set(clusters.map(({ ClusterId = '' }) => ClusterId));
  return [
    ...clusters.map((it) => observeClusterOf(it, groups.get(it.ClusterId ?? '') ?? [], sighting)),
    ...[...groups]
      .filter(([clusterId]) => !listed.has(clusterId))
      .map(([clusterId, group]) => observeUnlisted(clusterId, group, sighting)),
    ...own.filter(isSightedCopy).map((it) => observeCopyOf(it, sighting)),
  ].flatMap((it) => it ?? []);
};

const idOf = ({ data }: Command): string => {
  if ('clusterId' in data) return data.clusterId ?? '';
  return 'backupId' in data ? data.backupId : '';
};

const takenIn = (
  beginning: Fleet,
  commands: readonly Command[],
  { note }: ImportFrame,
): Omit<TakenIn, 'unexplained'> => {
  let fleet = beginning;
  const events: FleetEvent[] = [];
  const done: Command[] = [];
  for (const command of commands) {
    const outcome = step(fleet, command);
    if (isLeft(outcome)) note(idOf(command), `Left out. ${saying(outcome.left)}`);
    else {
      fleet = outcome.right[0];
      events.push(...outcome.right[1]);
      done.push(command);
    }
  }
  return { fleet, events, commands: done };
};

const MORE = 'There is a NextToken: the list is not whole. Give all pages.';

/**
 * Makes a fleet of what AWS lists, with AWS's own ids. What the HSMs and backups hold nobody can
 * list, so nothing that is not listed counts as absent (U-72).
 *
 * @returns Right: the fleet, and what could not be explained. Left: `MalformedInput` if a document
 *   has another form, or if the edition leaves the end of work to a report; or what `emptyFleet`
 *   refuses
 * @see F-248
 */
export const fleetFromAws = (
  given: FleetFromAws,
): Either<MalformedInput | EmptyFleetRefusal, TakenIn> => {
  const { at, edition = editions.aws2026 } = given;
  const reported = reportedIn(edition);
  if (reported !== undefined)
    return left({
      _tag: 'MalformedInput',
      path: `edition.durations.${reported}`,
      expected: 'a number of milliseconds',
      actual: 'REPORTED',
    });
  const clusters = readClusters(given.clusters);
  if (isLeft(clusters)) return clusters;
  const backups = readBackups(given.backups);
  if (isLeft(backups)) return backups;
  const beginning = emptyFleet({ at, edition });
  if (isLeft(beginning)) return beginning;
  const unexplained: Unexplained[] = [];
  const sighting: ImportFrame = {
    at,
    edition,
    account: accountOf(given.account, backups.right),
    region: given.region,
    note: (id, what) => unexplained.push({ id, what }),
  };
  if (isPageMissing(given.clusters, 'Clusters')) sighting.note('clusters', MORE);
  if (isPageMissing(given.backups, 'Backups')) sighting.note('backups', MORE);
  const listed = {
    clusters: listedOnce(clusters.right, ({ ClusterId }) => ClusterId, sighting),
    backups: listedOnce(backups.right, ({ BackupId }) => BackupId, sighting),
  };
  const taken = takenIn(beginning.right, commandsFor(listed, sighting), sighting);
  return right({ ...taken, unexplained });
};

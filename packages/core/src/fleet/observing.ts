/**
 * Taking in clusters and copies that exist.
 *
 * @module
 */
import type { Change } from '../kernel/change.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { found } from '../kernel/list.ts';
import type { Backup } from '../model/backup.ts';
import type { Cluster } from '../model/cluster.ts';
import type { HolderEvent } from '../model/event.ts';
import type { ClusterId, Stem } from '../model/ids.ts';
import { isMadeClusterId, stemOf } from '../model/ids.ts';
import type { BackupHolder } from '../model/holder.ts';
import type { ObservedBackup } from '../model/observed.ts';
import type { Subnet } from '../model/placement.ts';
import type { ZoneOutOfReach } from '../rules/cluster-refusals.ts';
import type { IdTaken, RegionOutOfReach } from '../rules/model-refusals.ts';
import type { CommandOf, ObservingCommand } from '../transitions/command.ts';
import { observeCluster, type ObserveClusterRefusal } from '../transitions/observe-cluster.ts';
import {
  observeCopy,
  type ObserveCopy,
  type ObserveCopyRefusal,
} from '../transitions/observe-copy.ts';
import { clusterOf } from '../guards/source-cluster.ts';
import { firstMisfit } from '../guards/observed-flaw.ts';
import { sourceChecks, type Check } from '../guards/observed-details.ts';
import type { Moved } from './absorb.ts';
import { bearerOf, clusterIn, holderIn, isStemFree, stemsFrom, type Fleet } from './fleet.ts';
import { regionRefusal } from './starting.ts';

/** Why a fleet may refuse to take in what exists. */
export type ObservingRefusal =
  ObserveClusterRefusal | ObserveCopyRefusal | RegionOutOfReach | ZoneOutOfReach | IdTaken;

type Field = IdTaken['field'];

const takenRefusal = (fleet: Fleet, field: Field, ids: readonly string[]): IdTaken | undefined => {
  for (const id of ids) {
    const existing = bearerOf(fleet, id);
    if (existing === undefined || (field === 'clusterId' && existing !== id)) continue;
    return { _tag: 'IdTaken', rule: 'M-4', field, id, existing };
  }
  return undefined;
};

/** A stem that no observed HSM or backup begins with: their numbers are not this model's. */
const freeStem = (fleet: Fleet, own: Stem | undefined, ids: readonly string[]): Stem => {
  const theirs = new Set(ids.map(stemOf));
  if (own !== undefined && isStemFree(fleet, own) && !theirs.has(own)) return own;
  const stems = stemsFrom(fleet);
  let stem = stems.next().value;
  while (theirs.has(stem)) stem = stems.next().value;
  return stem;
};

/** The lineage that a certificate shows (F-111). */
const lineageBy = ({ holders }: Fleet, certificate: string | undefined): ClusterId | undefined => {
  if (certificate === undefined) return undefined;
  for (const holder of holders.values())
    if (holder.certificate === certificate) return holder.lineageId;
  return undefined;
};

const taken = (stem: Stem, change: Change<BackupHolder, HolderEvent, 'NEW'>): Moved => ({
  stem,
  before: undefined,
  after: change[0],
  events: change[1],
});

/** Nobody can see what is in a zone that is out of reach. */
const lostZoneRefusal = (
  { lostZones }: Fleet,
  subnets: readonly Subnet[],
): ZoneOutOfReach | undefined => {
  const lost = subnets.find((it) => lostZones.includes(it.availabilityZone));
  return lost && { _tag: 'ZoneOutOfReach', rule: 'U-51', availabilityZone: lost.availabilityZone };
};

type Copied = Backup & { readonly source: NonNullable<Backup['source']> };

const copiesIn = ({ holders }: Fleet): readonly Copied[] =>
  [...holders.values()].flatMap(({ backups }) =>
    [...backups].flatMap((it) => (it.source === undefined ? [] : [{ ...it, source: it.source }])),
  );

type Placed = ObservedBackup & { readonly field: string };

/** A backup is what a copy, seen before, says of its source. */
const copiedChecks = (
  { region, clusterId }: CommandOf<'ObserveCluster'>['data'],
  { field, createdAt, hsmType, mode }: Placed,
  { source, ...copy }: Copied,
): readonly Check[] => {
  const said = `what the copy ${copy.backupId} says of its source`;
  return [
    [`${field}.createdAt`, said, createdAt === copy.createdAt, createdAt],
    [`${field}.hsmType`, said, hsmType === copy.hsmType, hsmType],
    [`${field}.mode`, said, mode === copy.mode, mode],
    ['region', said, region === source.region, region],
    ['clusterId', said, clusterId === source.clusterId, clusterId],
  ];
};

/** What the fleet's clusters and copies contradict in an observed cluster. */
const contradictionsOf = (
  fleet: Fleet,
  { data }: CommandOf<'ObserveCluster'>,
): readonly Check[] => {
  const enis = new Set(
    [...fleet.holders.values()].flatMap((it) =>
      it.kind === 'CLUSTER' ? it.hsms.map(({ eniId }) => eniId) : [],
    ),
  );
  const observed = new Map(
    data.backups.map((it, index) => [it.backupId, { ...it, field: `backups.${index}` }]),
  );
  return [
    ...data.hsms.map(({ eniId }, index): Check => [
      `hsms.${index}.eniId`,
      'an ENI of no other cluster',
      !enis.has(eniId),
      eniId,
    ]),
    ...copiesIn(fleet).flatMap((copy) => {
      const it = observed.get(copy.source.backupId);
      return it === undefined ? [] : copiedChecks(data, it, copy);
    }),
  ];
};

/** A copy says of its source what the fleet knows of that. */
const sourceChecksIn = (fleet: Fleet, { data }: CommandOf<'ObserveCopy'>): readonly Check[] => {
  const holder = holderIn(fleet, data.source.backupId);
  const it = holder && found(holder.backups, (each) => each.backupId === data.source.backupId);
  if (holder === undefined || it === undefined) return [];
  const { region } = holder;
  return sourceChecks(data, { ...it, region, clusterId: clusterOf(holder, it) });
};

const takeCluster = (
  fleet: Fleet,
  command: CommandOf<'ObserveCluster'>,
): Either<ObservingRefusal, Moved> => {
  const { data } = command;
  const { clusterId, certificate } = data;
  const hsmIds = data.hsms.map(({ hsmId }) => hsmId);
  const backupIds = data.backups.map(({ backupId }) => backupId);
  const wrong =
    regionRefusal(fleet, data.region) ??
    lostZoneRefusal(fleet, data.subnets) ??
    takenRefusal(fleet, 'clusterId', [clusterId]) ??
    takenRefusal(fleet, 'hsmId', hsmIds) ??
    takenRefusal(fleet, 'backupId', backupIds);
  if (wrong !== undefined) return left(wrong);
  const own = isMadeClusterId(clusterId) ? stemOf(clusterId) : undefined;
  const stem = freeStem(fleet, own, [...hsmIds, ...backupIds]);
  const lineageId = lineageBy(fleet, certificate) ?? clusterId;
  const outcome = observeCluster({ ...data, stem, lineageId, edition: fleet.edition });
  if (isLeft(outcome)) return outcome;
  const contradicted = firstMisfit(contradictionsOf(fleet, command));
  return contradicted === undefined ? right(taken(stem, outcome.right)) : left(contradicted);
};

const kinship = (kin: Cluster | undefined): Pick<ObserveCopy, 'lineageId' | 'certificate'> => ({
  ...(kin !== undefined && { lineageId: kin.lineageId }),
  ...(kin?.certificate !== undefined && { certificate: kin.certificate }),
});

const takeCopy = (
  fleet: Fleet,
  command: CommandOf<'ObserveCopy'>,
): Either<ObservingRefusal, Moved> => {
  const { data } = command;
  const wrong =
    regionRefusal(fleet, data.region) ?? takenRefusal(fleet, 'backupId', [data.backupId]);
  if (wrong !== undefined) return left(wrong);
  const stem = freeStem(fleet, undefined, [data.backupId]);
  const kin = clusterIn(fleet, data.source.clusterId);
  const outcome = observeCopy({ ...data, ...kinship(kin), stem, edition: fleet.edition });
  if (isLeft(outcome)) return outcome;
  const contradicted = firstMisfit(sourceChecksIn(fleet, command));
  return contradicted === undefined ? right(taken(stem, outcome.right)) : left(contradicted);
};

/**
 * Takes in a cluster or a copy as it was seen. Quotas do not apply, since it exists. Its ids, which
 * the model did not make, lead to it through the fleet's aliases.
 */
export const observe = (
  fleet: Fleet,
  command: ObservingCommand,
): Either<ObservingRefusal, Moved> =>
  command.type === 'ObserveCluster' ? takeCluster(fleet, command) : takeCopy(fleet, command);

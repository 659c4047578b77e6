/**
 * The commands that a cluster accepts now.
 *
 * @module
 */
import { undraft } from '../kernel/draft.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { own } from '../kernel/own.ts';
import { recordForm, textForm } from '../model/form.ts';
import { timeRefusal, type AdvanceRefusal } from '../time/advance.ts';
import type { Command } from '../transitions/command.ts';
import type { Cluster } from '../model/cluster.ts';
import type { ClusterId } from '../model/ids.ts';
import type { EpochMillis } from '../model/instant.ts';
import type { Region } from '../model/placement.ts';
import { readingRefusal } from './reading-refusal.ts';
import { unfoldFleet } from './unfold-fleet.ts';
import { clusterIn, type Fleet } from './fleet.ts';
import { step, type StepRefusal } from './step.ts';
import { usersOf } from '../model/users.ts';

/** A command type, with an example that is accepted, or one that is refused and the refusal. */
export type Legality =
  | { readonly type: Command['type']; readonly legal: true; readonly example: Command }
  | {
      readonly type: Command['type'];
      readonly legal: false;
      readonly example: Command;
      readonly refusal: StepRefusal;
    };

/**
 * Regions to try as destinations of a copy. Enough that one differs from the cluster's own and is
 * not lost, in all but extreme fleets.
 */
const ELSEWHERE = ['us-east-1', 'eu-west-1', 'ap-southeast-2', 'sa-east-1'] as const;

/**
 * Ids to try. If there are none, one that does not exist, so that there is always an example.
 */
const tried = <Id extends string>(items: readonly Id[], missing: Id): readonly Id[] =>
  items.length === 0 ? [missing] : items;

const lifeExamples = (
  { clusterId, subnets, edition, tags }: Cluster,
  at: EpochMillis,
): readonly Command[] => [
  { type: 'Initialize', data: { at, clusterId } },
  { type: 'Activate', data: { at, clusterId } },
  ...subnets.map(({ availabilityZone }): Command => ({
    type: 'AddHsm',
    data: { at, clusterId, availabilityZone },
  })),
  { type: 'DeleteCluster', data: { at, clusterId } },
  { type: 'ApplyRetention', data: { at, clusterId } },
  { type: 'SetRetention', data: { at, clusterId, retentionDays: edition.retentionDaysMin } },
  { type: 'Tag', data: { at, resourceId: clusterId, tags: { example: `${at}` } } },
  { type: 'Untag', data: { at, resourceId: clusterId, keys: [Object.keys(tags)[0] ?? 'example'] } },
];

const hsmExamples = ({ clusterId, hsms }: Cluster, at: EpochMillis): readonly Command[] =>
  tried(
    [...hsms].map(({ hsmId }) => hsmId),
    'hsm-none',
  ).flatMap((hsmId): readonly Command[] => [
    { type: 'RemoveHsm', data: { at, clusterId, hsmId } },
    { type: 'FailHsm', data: { at, clusterId, hsmId } },
    { type: 'ReplaceHsm', data: { at, clusterId, hsmId } },
  ]);

const backupExamples = (
  { backups, subnets }: Cluster,
  at: EpochMillis,
  elsewhere: Region,
): readonly Command[] =>
  tried(
    [...backups].map(({ backupId }) => backupId),
    'backup-none',
  ).flatMap((backupId): readonly Command[] => [
    { type: 'DeleteBackup', data: { at, backupId } },
    { type: 'UndeleteBackup', data: { at, backupId } },
    { type: 'SetNeverExpires', data: { at, backupId, neverExpires: true } },
    { type: 'SetNeverExpires', data: { at, backupId, neverExpires: false } },
    { type: 'ShareBackup', data: { at, backupId, policy: 'example', accounts: 'EVERYONE' } },
    { type: 'UnshareBackup', data: { at, backupId } },
    { type: 'CopyToRegion', data: { at, backupId, region: elsewhere } },
    { type: 'Restore', data: { at, backupId, subnets } },
  ]);

const contentsExamples = (
  cluster: Cluster,
  at: EpochMillis,
  kin: readonly ClusterId[],
): readonly Command[] => {
  const { clusterId, material } = cluster;
  const users = usersOf(cluster).filter(({ role }) => role === 'CO' || role === 'CU');
  const owner = users.find(({ role }) => role === 'CU')?.name ?? 'nobody';
  const names = tried(
    users.map(({ name }) => name),
    'nobody',
  );
  const keyIds = tried(
    [...(material?.keys ?? [])].slice(0, KEYS_TRIED_MAX).map(({ keyId }) => keyId),
    'none',
  );
  return [
    { type: 'CreateUser', data: { at, clusterId, name: `example_${at}`, role: 'CU' } },
    ...names.flatMap((name): readonly Command[] => [
      { type: 'DeleteUser', data: { at, clusterId, name } },
      { type: 'RecordLogin', data: { at, clusterId, name } },
      { type: 'ChangePassword', data: { at, clusterId, name } },
    ]),
    ...kin.flatMap((from) =>
      names.map((name): Command => ({
        type: 'ReplicateUser',
        data: { at, clusterId, from, name },
      })),
    ),
    {
      type: 'CreateKey',
      data: { at, clusterId, keyId: `example-${at}`, owner, kind: 'symmetric' },
    },
    ...keyIds.map((keyId): Command => ({ type: 'DeleteKey', data: { at, clusterId, keyId } })),
    ...kin.flatMap((from) =>
      keyIds.map((keyId): Command => ({
        type: 'ReplicateKey',
        data: { at, clusterId, from, keyId },
      })),
    ),
    { type: 'PutCertificate', data: { at, clusterId, certificateId: `example-${at}` } },
    { type: 'SetPolicy', data: { at, clusterId, name: 'example', value: `${at}` } },
  ];
};

/** How many keys to try: what is so for one is so for most. */
const KEYS_TRIED_MAX = 8;

const settleExamples = (cluster: Cluster, at: EpochMillis): readonly Command[] => {
  const inProgress = [...cluster.hsms, ...cluster.backups].filter(
    (it) => it.state.endsWith('IN_PROGRESS') || ('eniId' in it && it.migratesTo !== undefined),
  );
  const ids = [
    cluster.clusterId,
    ...inProgress.map((it) => ('backupId' in it ? it.backupId : it.hsmId)),
  ];
  return ids.map((id) => ({ type: 'Settle', data: { at, id, outcome: 'SUCCEEDED' } }));
};

/** What else than the cluster and the instant an example can be about. */
type Surroundings = {
  readonly elsewhere: Region;
  /** Clusters of its lineage; itself if there is no other. */
  readonly kin: readonly ClusterId[];
};

const kinOf = (fleet: Fleet, { clusterId, lineageId }: Cluster): readonly ClusterId[] => {
  const others = [...fleet.holders.values()].flatMap((it) =>
    it.kind === 'CLUSTER' && it.lineageId === lineageId && it.clusterId !== clusterId
      ? [it.clusterId]
      : [],
  );
  return tried(others, clusterId);
};

/** The type that a cluster can change to, or go back to; any other if there is none. */
const typeExample = (cluster: Cluster, at: EpochMillis): Command => {
  const { clusterId, edition, hsmType, migration, phase } = cluster;
  const next = edition.migratable.find(({ from }) => from === hsmType)?.to;
  const aim = phase === 'ACTIVE' && next !== undefined ? next : migration?.from;
  return { type: 'ChangeHsmType', data: { at, clusterId, hsmType: aim ?? 'hsm2m.medium' } };
};

const examples = (
  cluster: Cluster,
  at: EpochMillis,
  { elsewhere, kin }: Surroundings,
): readonly Command[] => [
  ...lifeExamples(cluster, at),
  ...hsmExamples(cluster, at),
  typeExample(cluster, at),
  typeExample(cluster, at),
  ...backupExamples(cluster, at, elsewhere),
  ...contentsExamples(cluster, at, kin),
  ...settleExamples(cluster, at),
];

const legality = (fleet: Fleet, example: Command): Legality => {
  const outcome = step(fleet, example);
  const { type } = example;
  return isLeft(outcome)
    ? { type, legal: false, example, refusal: outcome.left }
    : { type, legal: true, example };
};

/** The input of `legalCommands`. */
export type LegalCommands = {
  readonly clusterId: string;
  /** As of when, in milliseconds since the epoch. */
  readonly at: EpochMillis;
};

const legalities = (fleet: Fleet, { clusterId, at }: LegalCommands): readonly Legality[] => {
  const [then] = unfoldFleet(fleet, at);
  const cluster = clusterIn(then, clusterId);
  if (cluster === undefined) return [];
  const elsewhere =
    ELSEWHERE.find((it) => it !== cluster.region && own(then.lost, it) === undefined) ??
    ELSEWHERE[0];
  const byType = new Map<string, Legality>();
  for (const example of examples(cluster, at, { elsewhere, kin: kinOf(then, cluster) })) {
    if (byType.get(example.type)?.legal === true) continue;
    const found = legality(then, example);
    if (found.legal || !byType.has(example.type)) byType.set(example.type, found);
  }
  return [...byType.values()];
};

const inputForm = recordForm<Omit<LegalCommands, 'at'>>('an object', { clusterId: textForm });

/**
 * Lists what a cluster accepts at an instant: for each type of command, an example that is
 * accepted, or an example that is refused and the refusal.
 *
 * @param fleet - the fleet; not changed
 * @param input - the cluster, and `at` in milliseconds since the epoch
 * @returns Right: one entry per type; none for a cluster that does not exist. Left:
 *   `NotWellFormed`, `NotAnInstant`, or `TimeRanBackwards` for an instant before the fleet's
 *   `asOf`.
 * @example
 * const found = legalCommands(fleet, { at, clusterId });
 * if (found._tag === 'Right') show(found.right.filter(({ legal }) => legal));
 */
export const legalCommands = (
  fleet: Fleet,
  input: LegalCommands,
): Either<AdvanceRefusal, readonly Legality[]> => {
  const before = undraft(fleet);
  const wrong = readingRefusal(before, input, inputForm) ?? timeRefusal(before, input.at);
  return wrong === undefined ? right(legalities(before, input)) : left(wrong);
};

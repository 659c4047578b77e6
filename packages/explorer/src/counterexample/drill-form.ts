/**
 * A counterexample as a drill file: a whole one, from an empty fleet, which `hsm-lifecycle drill`
 * runs.
 *
 * @module
 */
import { editions, type BackupHolder, type Command, type EpochMillis } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { newReadableNames, type ReadableNames } from './readable-names.ts';
import { editionChanges } from './edition-difference.ts';
import type { Replay, ReplayStep } from './replay.ts';

type Members = Readonly<Record<string, unknown>>;

/** One command as a drill file has it: its date, what to do, and the rest. */
export type DrillStep = Members & { readonly at: string; readonly do: Command['type'] };

/** What a drill file says. */
export type DrillFile = {
  readonly format: 'hsm-lifecycle/drill';
  readonly version: 1;
  readonly name: string;
  readonly description: string;
  readonly edition?: unknown;
  readonly quotas?: unknown;
  readonly startsAt: string;
  readonly steps: readonly DrillStep[];
  readonly expect: readonly Members[];
};

const instant = (at: EpochMillis): string => new Date(at).toISOString();

/** What drills can say of rules of one's own. */
const SAYABLE: ReadonlySet<string> = new Set([
  'name',
  'backupEveryHours',
  'backupRetryAfterMinutes',
  'graceDays',
  'reprieveHours',
  'retentionDaysMin',
  'retentionDaysMax',
  'retentionDaysDefault',
  'hsmsPerClusterMax',
]);

/** Rules as a drill says them; `undefined` if it cannot. */
const editionFor = (edition: (typeof editions)['aws2026']): unknown => {
  const { base, changes } = editionChanges(edition);
  if (Object.keys(changes).length === 0) return base;
  return Object.keys(changes).every((name) => SAYABLE.has(name)) ? { base, ...changes } : undefined;
};

const RENAMED: Readonly<Record<string, string>> = {
  clusterId: 'cluster',
  hsmId: 'hsm',
  backupId: 'backup',
  resourceId: 'resource',
  id: 'resource',
  keyId: 'key',
  certificateId: 'certificate',
  signingRequestId: 'signingRequest',
  availabilityZone: 'zone',
};

const OF_AN_HSM: ReadonlySet<string> = new Set(['RemoveHsm', 'FailHsm', 'ReplaceHsm']);

const isZoned = (value: unknown): value is readonly { readonly availabilityZone: string }[] =>
  Array.isArray(value);

/**
 * Backups go by their ids, for a drill can name only some of them; the ids are the same in every
 * run.
 */
const reference = (id: unknown, { named }: ReadableNames): unknown =>
  typeof id === 'string' ? named(id) : id;

const member = (
  [name, value]: readonly [string, unknown],
  cast: ReadableNames,
): readonly (readonly [string, unknown])[] => {
  if (value === undefined || name === 'at') return [];
  if (name === 'subnets')
    return isZoned(value) ? [['zones', value.map(({ availabilityZone }) => availabilityZone)]] : [];
  if (name === 'expiresAt') return [[name, instant(Number(value))]];
  const renamed = RENAMED[name] ?? name;
  return [
    [
      renamed,
      renamed === name || name === 'availabilityZone' || name === 'keyId'
        ? value
        : reference(value, cast),
    ],
  ];
};

/** Which HSM is meant, if it is not told by its id. */
const withHsmId = (data: Members, before: Fleet): Members => {
  const { eniId, ipAddress, ...rest } = data;
  const hsms = [...before.holders.values()].flatMap((holder) =>
    holder.kind === 'CLUSTER' ? holder.hsms : [],
  );
  return {
    hsmId: hsms.find((it) => it.eniId === eniId || it.ipAddress === ipAddress)?.hsmId,
    ...rest,
  };
};

const membersOf = ({ type, data }: Command, before: Fleet): Members => {
  if (!OF_AN_HSM.has(type)) return data;
  const { clusterId: _, ...rest }: Members = data;
  return rest['hsmId'] === undefined ? withHsmId(rest, before) : rest;
};

/** What a step makes and a drill can give a name to: a cluster, an HSM, a copy. */
const NAMED: ReadonlySet<string> = new Set(['CreateCluster', 'Restore', 'CopyToRegion', 'AddHsm']);

const stepOf = ({ command, before, events }: ReplayStep, cast: ReadableNames): DrillStep => {
  const { type, data } = command;
  const members = Object.fromEntries(
    Object.entries(membersOf(command, before)).flatMap((it) => member(it, cast)),
  );
  const made = cast.note(events).find((id) => !id.startsWith('backup-') || type === 'CopyToRegion');
  const named = NAMED.has(type) && made !== undefined ? { as: cast.named(made) } : {};
  return { at: instant(data.at), do: type, ...members, ...named };
};

const clusterIs = (holder: BackupHolder, { named }: ReadableNames): readonly Members[] =>
  holder.kind === 'COPY'
    ? []
    : [
        {
          that: 'ClusterIs',
          cluster: named(holder.clusterId),
          state: holder.state,
          hsms: holder.hsms.length,
        },
      ];

const backupsAre = ({ backups }: BackupHolder, { named }: ReadableNames): readonly Members[] =>
  backups.map(({ backupId, state }) => ({ that: 'BackupIs', backup: named(backupId), state }));

const expectationsOf = (fleet: Fleet, cast: ReadableNames): readonly Members[] =>
  [...fleet.holders.values()].flatMap((holder) =>
    clusterIs(holder, cast).concat(backupsAre(holder, cast)),
  );

/** Ids of one's own are what a drill cannot say. */
const givesIds = ({ command: { type, data } }: ReplayStep): boolean =>
  (type === 'CreateCluster' || type === 'Restore') && 'clusterId' in data
    ? data.clusterId !== undefined
    : type === 'AddHsm' && data.hsmId !== undefined;

/**
 * Writes a story as a drill. It expects what the machine made of the fleet in the end: a drill
 * that passes has come to the same end, and one that fails shows what another machine does instead.
 *
 * @returns `undefined` when a drill cannot say it: the world does not know how it was made, the
 *   rules are too far from an edition, or ids were given
 */
export const drillForm = ({ breach, making, made, taken, end }: Replay): DrillFile | undefined => {
  if (making === undefined || [...made, ...taken].some(givesIds)) return undefined;
  const { at, edition = editions.aws2026, quotas } = making.beginning;
  const told = editionFor(edition);
  if (told === undefined) return undefined;
  const cast = newReadableNames();
  const steps = [...made, ...taken].map((it) => stepOf(it, cast));
  const last = steps.at(-1);
  const note = `Here the law is broken: ${breach.complaint}`;
  return {
    format: 'hsm-lifecycle/drill',
    version: 1,
    name: `against the law: ${breach.law}`,
    description: `${breach.sentence} In the end: ${breach.complaint}`,
    edition: told,
    ...(quotas === undefined ? {} : { quotas }),
    startsAt: instant(at),
    steps:
      last === undefined
        ? [{ at: instant(at), do: 'Advance', note }]
        : [...steps.slice(0, -1), { ...last, note }],
    expect: expectationsOf(end, cast),
  };
};

/**
 * A counterexample as a complete drill file, beginning with an empty fleet, for `hsm-lifecycle
 * drill`.
 *
 * @module
 */
import { editions, type BackupHolder, type Command, type EpochMillis } from '@hsm-lifecycle/core';
import { advanceFleet, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { newReadableNames, type ReadableNames } from './readable-names.ts';
import { editionDifference } from './edition-difference.ts';
import type { Replay, ReplayStep } from './replay.ts';

type Members = Readonly<Record<string, unknown>>;

/** A step of a drill file: its date, the type of command, and the command's members. */
export type DrillFileStep = Members & { readonly at: string; readonly do: Command['type'] };

/** The content of a drill file. */
export type DrillFile = {
  readonly format: 'hsm-lifecycle/drill';
  readonly version: 1;
  readonly name: string;
  readonly description: string;
  readonly edition?: unknown;
  readonly quotas?: unknown;
  readonly startsAt: string;
  readonly steps: readonly DrillFileStep[];
  readonly expect: readonly Members[];
};

const instant = (at: EpochMillis): string => new Date(at).toISOString();

/** The members of an edition that a drill file can change. */
const CHANGEABLE: ReadonlySet<string> = new Set([
  'name',
  'backupEveryHours',
  'backupRetryAfterMinutes',
  'graceDays',
  'reprieveHours',
  'copyableStates',
  'retentionDaysMin',
  'retentionDaysMax',
  'retentionDaysDefault',
  'hsmsPerClusterMax',
]);

/** The edition as a drill file has it; `undefined` if it cannot express it. */
const editionFor = (edition: (typeof editions)['aws2026']): unknown => {
  const { base, changes } = editionDifference(edition);
  if (Object.keys(changes).length === 0) return base;
  return Object.keys(changes).every((name) => CHANGEABLE.has(name))
    ? { base, ...changes }
    : undefined;
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

/** Readable names, and the ids that the drill has given its name with `as` so far. */
type DrillNames = { readonly readable: ReadableNames; readonly given: Set<string> };

/**
 * The name that the drill has given. Everything else, such as a daily backup or a replacement, goes
 * by its id, which is the same in every run.
 */
const reference = (id: unknown, { readable, given }: DrillNames): unknown =>
  typeof id === 'string' && given.has(id) ? readable.nameOf(id) : id;

const member = (
  name: string,
  value: unknown,
  names: DrillNames,
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
        : reference(value, names),
    ],
  ];
};

/** Names the HSM by its id, if the command names its ENI or address. */
const withHsmId = (data: Members, fleet: Fleet): Members => {
  const { eniId, ipAddress, ...rest } = data;
  const hsms = [...fleet.holders.values()].flatMap((holder) =>
    holder.kind === 'CLUSTER' ? holder.hsms : [],
  );
  return {
    hsmId: hsms.find((it) => it.eniId === eniId || it.ipAddress === ipAddress)?.hsmId,
    ...rest,
  };
};

/** The fleet that a command is given to: what was due before it has happened. */
const fleetAt = (before: Fleet, at: EpochMillis): Fleet => {
  const advanced = advanceFleet(before, { at });
  return advanced._tag === 'Right' ? advanced.right[0] : before;
};

const membersOf = ({ type, data }: Command, before: Fleet): Members => {
  if (!OF_AN_HSM.has(type)) return data;
  const { clusterId: _, ...rest }: Members = data;
  return rest['hsmId'] === undefined ? withHsmId(rest, fleetAt(before, data.at)) : rest;
};

/**
 * What a step names with `as`: what its command makes. The events of a step are also those that
 * were due before the command, and no such event is of the type that the command itself causes.
 */
const idMade = (type: Command['type'], events: readonly FleetEvent[]): string | undefined => {
  for (const { stream, event } of events) {
    if (type === 'CreateCluster' && event.type === 'ClusterCreating') return stream;
    if (type === 'Restore' && event.type === 'ClusterRestoring') return stream;
    if (type === 'CopyToRegion' && event.type === 'BackupCopying') return stream;
    if (type === 'AddHsm' && event.type === 'HsmAdding') return event.data.hsmId;
  }
  return undefined;
};

const stepOf = ({ command, before, events }: ReplayStep, names: DrillNames): DrillFileStep => {
  const { type, data } = command;
  const members = Object.fromEntries(
    Object.entries(membersOf(command, before)).flatMap(([name, value]) =>
      member(name, value, names),
    ),
  );
  names.readable.addEvents(events);
  const made = idMade(type, events);
  if (made === undefined) return { at: instant(data.at), do: type, ...members };
  names.given.add(made);
  return { at: instant(data.at), do: type, ...members, as: reference(made, names) };
};

const clusterIs = (holder: BackupHolder, names: DrillNames): readonly Members[] =>
  holder.kind === 'COPY'
    ? []
    : [
        {
          that: 'ClusterIs',
          cluster: reference(holder.clusterId, names),
          state: holder.state,
          hsms: holder.hsms.length,
        },
      ];

const backupsAre = ({ backups }: BackupHolder, names: DrillNames): readonly Members[] =>
  backups.map(({ backupId, state }) => ({
    that: 'BackupIs',
    backup: reference(backupId, names),
    state,
  }));

const expectationsOf = (fleet: Fleet, names: DrillNames): readonly Members[] =>
  [...fleet.holders.values()].flatMap((holder) =>
    clusterIs(holder, names).concat(backupsAre(holder, names)),
  );

/** Whether a command gives an id, which a drill cannot. */
const givesIds = ({ command: { type, data } }: ReplayStep): boolean =>
  (type === 'CreateCluster' || type === 'Restore') && 'clusterId' in data
    ? data.clusterId !== undefined
    : type === 'AddHsm' && data.hsmId !== undefined;

/**
 * Writes a counterexample as a drill. It expects the fleet that the explored machine left: where
 * another machine leaves a different one, the drill fails and shows it.
 *
 * @returns `undefined` if a drill cannot express it: the world does not remember how it was made,
 *   the edition differs in more than a drill can change, or commands give ids
 */
export const drillForm = ({
  breach,
  recipe,
  worldSteps,
  steps,
  end,
}: Replay): DrillFile | undefined => {
  const all = [...worldSteps, ...steps];
  if (recipe === undefined || all.some(givesIds)) return undefined;
  const { at, edition: own = editions.aws2026, quotas } = recipe.beginning;
  const edition = editionFor(own);
  if (edition === undefined) return undefined;
  const names: DrillNames = { readable: newReadableNames(), given: new Set() };
  const drillSteps = all.map((it) => stepOf(it, names));
  const last = drillSteps.at(-1);
  const note = `Breaks the law: ${breach.complaint}`;
  return {
    format: 'hsm-lifecycle/drill',
    version: 1,
    name: `breaks the law: ${breach.law}`,
    description: `${breach.sentence} But: ${breach.complaint}`,
    edition,
    ...(quotas === undefined ? {} : { quotas }),
    startsAt: instant(at),
    steps:
      last === undefined
        ? [{ at: instant(at), do: 'Advance', note }]
        : [...drillSteps.slice(0, -1), { ...last, note }],
    expect: expectationsOf(end, names),
  };
};

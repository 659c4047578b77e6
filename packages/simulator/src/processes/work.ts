/**
 * Work that takes a random time or fails at random: the simulator is the host that reports its end.
 *
 * @module
 */
import { HOUR_MS, type Cluster, type Durations, type EpochMillis } from '@hsm-lifecycle/core';
import { clusterIn, holderIn, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import type { EventType } from '@hsm-lifecycle/runbooks';
import type { Moment, Process, Reaction, Ringing, Timer, Woken } from '../life/process.ts';
import type { Distribution } from '../random/distribution.ts';

/** Work, as an edition names its duration; the detection of failed HSMs, and replacements. */
export type WorkName = keyof Durations | 'detection' | 'replacement';

/** How long a kind of work takes, and how often it fails. */
export type WorkTime = {
  /** As the edition says, if left out. */
  readonly takes?: Distribution;
  /** The probability that it fails, at its end; 0 if left out. Detection cannot fail. */
  readonly fails?: number;
};

/** Kinds of work that take a random time or fail. */
export type WorkTimes = { readonly [Name in WorkName]?: WorkTime };

/** Work that has begun: its kind, the id to settle, and its end if the edition knows it. */
type Begun = {
  readonly name: WorkName;
  readonly id: string;
  readonly endsAt: EpochMillis | undefined;
};

const hsmOf = (fleet: Fleet, id: string): Cluster['hsms'][number] | undefined => {
  const holder = holderIn(fleet, id);
  return holder?.kind === 'CLUSTER' ? holder.hsms.find(({ hsmId }) => hsmId === id) : undefined;
};

/** The work of an HSM begins when the backup that it waits for is READY. */
const ofHsm = (fleet: Fleet, hsmId: string, endsAt: EpochMillis | undefined): readonly Begun[] => {
  const hsm = hsmOf(fleet, hsmId);
  if (hsm === undefined || hsm.waitsFor !== undefined) return [];
  return [{ name: hsm.state === 'DELETE_IN_PROGRESS' ? 'hsmDeletion' : 'hsm', id: hsmId, endsAt }];
};

/** Finds the work that an event begins. */
type Beginnings = {
  readonly [Type in EventType]?: (
    data: Extract<FleetEvent['event'], { readonly type: Type }>['data'],
    about: { readonly stream: string; readonly fleet: Fleet },
  ) => readonly Begun[];
};

const ofCluster =
  (name: WorkName) =>
  (
    { expectedAt: endsAt }: { readonly expectedAt: EpochMillis | undefined },
    { stream: id }: { readonly stream: string },
  ): readonly Begun[] => [{ name, id, endsAt }];

const ofBackup =
  (name: WorkName) =>
  ({
    backupId: id,
    expectedAt: endsAt,
  }: {
    readonly backupId: string;
    readonly expectedAt: EpochMillis | undefined;
  }): readonly Begun[] => [{ name, id, endsAt }];

const detection = ({ hsmId: id }: { readonly hsmId: string }): readonly Begun[] => [
  { name: 'detection', id, endsAt: undefined },
];

const BEGINNINGS: Beginnings = {
  ClusterCreating: ofCluster('clusterCreation'),
  ClusterRestoring: ofCluster('restore'),
  ClusterInitializing: ofCluster('initialization'),
  ClusterActivated: ofCluster('activation'),
  ClusterDeleting: ofCluster('clusterDeletion'),
  BackupCreating: ofBackup('backup'),
  BackupCopying: ofBackup('copy'),
  BackupCreated: ({ released }, { fleet }) =>
    released.flatMap((it) => ofHsm(fleet, it.hsmId, it.expectedAt)),
  HsmAdding: ({ hsmId, expectedAt }, { fleet }) => ofHsm(fleet, hsmId, expectedAt),
  HsmRemoving: ({ hsmId, expectedAt }, { fleet }) => ofHsm(fleet, hsmId, expectedAt),
  HsmMigrating: ({ hsmId: id, expectedAt: endsAt }) => [{ name: 'migration', id, endsAt }],
  HsmReplacing: ({ newHsmId: id, expectedAt: endsAt }) => [{ name: 'replacement', id, endsAt }],
  HsmDegraded: detection,
  HsmReplacementFailed: detection,
};

const isSeen = (type: string): type is EventType => Object.hasOwn(BEGINNINGS, type);

const SEES: readonly EventType[] = Object.keys(BEGINNINGS).filter(isSeen);

const begunBy = ({ stream, event }: FleetEvent, fleet: Fleet): readonly Begun[] => {
  // TypeScript does not see that the function and the data belong to one type of event.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const begun = BEGINNINGS[event.type] as
    | ((
        data: unknown,
        about: { readonly stream: string; readonly fleet: Fleet },
      ) => readonly Begun[])
    | undefined;
  return begun?.(event.data, { stream, fleet }) ?? [];
};

/** A work that ends when the edition says cannot be failed at that instant, only before. */
const failingEarly = (
  subject: string,
  { id, endsAt }: Begun,
  { world: { at } }: Moment,
): readonly Timer[] =>
  endsAt === undefined || endsAt <= at
    ? []
    : [{ subject, about: { what: 'FAILED', id }, at: endsAt - 1 }];

const timersFor = (begun: Begun, time: WorkTime, moment: Moment): readonly Timer[] => {
  const { name, id, endsAt } = begun;
  const subject = `${name} in ${holderIn(moment.world.fleet, id)?.region ?? 'no region'}`;
  const { takes, fails: probability = 0 } = time;
  if (name === 'detection')
    return takes === undefined ? [] : [{ subject, about: { what: 'DETECTED', id }, after: takes }];
  const fails = moment.luck.chance(`${subject} fails`, probability);
  if (takes !== undefined && endsAt === undefined)
    return [{ subject, about: { what: fails ? 'FAILED' : 'SUCCEEDED', id }, after: takes }];
  return fails ? failingEarly(subject, begun, moment) : [];
};

/** Replaces a failed HSM, and looks again later, for a replacement may be refused for now. */
const replacing = (hsmId: string, ringing: Ringing, { world }: Moment): Woken<undefined> => {
  const { fleet, at } = world;
  const holder = holderIn(fleet, hsmId);
  const cluster = holder?.kind === 'CLUSTER' ? clusterIn(fleet, holder.clusterId) : undefined;
  const hsm = cluster?.hsms.find((it) => it.hsmId === hsmId);
  const isWanted =
    hsm?.state === 'DEGRADED' &&
    hsm.failedAt !== undefined &&
    !cluster?.hsms.some(({ replaces }) => replaces === hsmId);
  if (cluster === undefined || !isWanted) return { state: undefined };
  return {
    state: undefined,
    acts: [{ type: 'ReplaceHsm', data: { at, clusterId: cluster.clusterId, hsmId } }],
    timers: [{ ...ringing, at: at + HOUR_MS }],
  };
};

const wake = (ringing: Ringing, moment: Moment): Woken<undefined> => {
  const { what, id = '' } = ringing.about;
  if (what === 'DETECTED') return replacing(id, ringing, moment);
  const outcome = what === 'FAILED' ? what : 'SUCCEEDED';
  const { at } = moment.world;
  return { state: undefined, acts: [{ type: 'Settle', data: { at, id, outcome } }] };
};

/**
 * Ends work after random spans, and fails some of it. Work whose `takes` is random must be
 * `'REPORTED'` in the edition: `restated` does that.
 *
 * Work of a fixed duration that fails does so one millisecond before its end; work that takes no
 * time never fails.
 */
export const workProcess = (times: WorkTimes): Process => ({
  name: 'work',
  kind: 'SERVICE',
  sees: SEES,
  begin: (): Reaction<undefined> => [undefined, []],
  see: (_: unknown, event: FleetEvent, moment: Moment): Reaction<undefined> => [
    undefined,
    begunBy(event, moment.world.fleet).flatMap((it) => {
      const time = times[it.name];
      return time === undefined ? [] : timersFor(it, time, moment);
    }),
  ],
  wake: (_: unknown, ringing, moment) => wake(ringing, moment),
});

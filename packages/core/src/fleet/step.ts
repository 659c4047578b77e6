/**
 * Applying one command to a fleet.
 *
 * @module
 */
import { followedBy, replaying, type Change, type Outcome } from '../kernel/change.ts';
import { undraft } from '../kernel/draft.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { own } from '../kernel/own.ts';
import type {
  Command,
  CommandOf,
  FleetWideCommand,
  HolderCommand,
  ObservingCommand,
  ReplicatingCommand,
  StartingCommand,
} from '../transitions/command.ts';
import { decideFormed, type DecideRefusal } from '../transitions/decide.ts';
import type { HsmQuotaReached, ZoneNotOffered, ZoneOutOfReach } from '../rules/cluster-refusals.ts';
import type {
  QuotaOutOfRange,
  RegionAlreadyLost,
  RegionDestroyed,
  RegionNotLost,
  ZoneAlreadyLost,
  ZoneNotLost,
} from '../rules/model-refusals.ts';
import { commandRefusal } from '../transitions/command-forms.ts';
import { fleetRefusal } from '../rules/argument-refusal.ts';
import { accountRegionKey, DEFAULT_ACCOUNT, type AccountRegion } from '../model/account.ts';
import type { BackupHolder } from '../model/holder.ts';
import { timeRefusal } from '../time/advance.ts';
import type { Moved } from './absorb.ts';
import { evolveFleet } from './evolve-fleet.ts';
import { quotaIn, usageIn, type Fleet } from './fleet.ts';
import type { FleetEvent, FleetWideEvent } from './fleet-event.ts';
import { forgetGone } from './forgetting.ts';
import { quotaRefusal } from './quota-refusal.ts';
import { reached } from './reaching.ts';
import { loseRegion, recoverRegion } from './regions.ts';
import type { Upheaval } from './upheaval.ts';
import { loseZone, recoverZone, setZonesWithoutHsms, zoneRefusal } from './zones.ts';
import {
  hsmIdRefusal,
  startCluster,
  startCopy,
  startRestore,
  type StartClusterRefusal,
  type StartCopyRefusal,
  type StartRestoreRefusal,
} from './starting.ts';
import { replicate, type ReplicatingRefusal } from './replicating.ts';
import { observe, type ObservingRefusal } from './observing.ts';
import { moving, unfoldFleet } from './unfold-fleet.ts';

/** Why a fleet may refuse a command. */
export type StepRefusal =
  | DecideRefusal
  | StartClusterRefusal
  | StartRestoreRefusal
  | StartCopyRefusal
  | ReplicatingRefusal
  | ObservingRefusal
  | HsmQuotaReached
  | QuotaOutOfRange
  | RegionAlreadyLost
  | RegionDestroyed
  | RegionNotLost
  | ZoneAlreadyLost
  | ZoneNotLost
  | ZoneNotOffered
  | ZoneOutOfReach;

const hsmQuotaError = (
  fleet: Fleet,
  { account, region }: AccountRegion,
): HsmQuotaReached | undefined => {
  const limit = quotaIn(fleet, { account, region }).hsms;
  return usageIn(fleet, { account, region }).hsms < limit
    ? undefined
    : { _tag: 'HsmQuotaReached', rule: 'F-125', account, region, limit };
};

const hsmRefusal = (
  fleet: Fleet,
  cluster: BackupHolder,
  { data }: CommandOf<'AddHsm'>,
): ZoneOutOfReach | ZoneNotOffered | HsmQuotaReached | undefined =>
  zoneRefusal(fleet, data.availabilityZone) ?? hsmQuotaError(fleet, cluster);

const moveHolder = (fleet: Fleet, command: HolderCommand): Either<StepRefusal, Moved> => {
  const holder = reached(fleet, command);
  if (isLeft(holder)) return holder;
  const before = holder.right;
  const taken = command.type === 'AddHsm' ? hsmIdRefusal(fleet, command.data.hsmId) : undefined;
  if (taken !== undefined) return left(taken);
  const outcome = decideFormed(before, command);
  if (isLeft(outcome)) return outcome;
  const impossible = command.type === 'AddHsm' ? hsmRefusal(fleet, before, command) : undefined;
  if (impossible !== undefined) return left(impossible);
  const [after, events] = outcome.right;
  return right({ stem: before.stem, before, after, events });
};

const start = (fleet: Fleet, command: StartingCommand): Either<StepRefusal, Moved> => {
  if (command.type === 'CreateCluster') return startCluster(fleet, command);
  const holder = reached(fleet, command);
  if (isLeft(holder)) return holder;
  return command.type === 'Restore'
    ? startRestore(fleet, holder.right, command)
    : startCopy(fleet, holder.right, command);
};

/** Sets a quota; `undefined` if it is so already. */
const setQuota = (
  fleet: Fleet,
  { data: asked }: CommandOf<'SetQuota'>,
): Either<StepRefusal, Upheaval | undefined> => {
  const { at, account = DEFAULT_ACCOUNT, region, clusters, hsms } = asked;
  const wrong = quotaRefusal({ clusters, hsms });
  if (wrong !== undefined) return left(wrong);
  const { clusters: is, hsms: has } =
    own(fleet.regionQuotas, accountRegionKey({ account, region })) ?? {};
  if ((clusters ?? is) === is && (hsms ?? has) === has) return right(undefined);
  const data = { at, account, region, clusters, hsms };
  return right({ event: { type: 'QuotaSet', data }, moves: [] });
};

const upheave = (
  fleet: Fleet,
  command: Exclude<FleetWideCommand, CommandOf<'ForgetGone' | 'Advance'>>,
): Either<StepRefusal, Upheaval | undefined> => {
  switch (command.type) {
    case 'LoseRegion':
      return loseRegion(fleet, command);
    case 'RecoverRegion':
      return recoverRegion(fleet, command);
    case 'LoseZone':
      return loseZone(fleet, command);
    case 'RecoverZone':
      return recoverZone(fleet, command);
    case 'SetZonesWithoutHsms':
      return setZonesWithoutHsms(fleet, command);
    case 'SetQuota':
      return setQuota(fleet, command);
  }
};

type Stepped = Outcome<StepRefusal, Fleet, FleetEvent>;

const replayed = replaying(evolveFleet);

/** Makes the change of fleet-wide events. */
const fleetWide = (fleet: Fleet, events: readonly FleetWideEvent[]): Change<Fleet, FleetEvent> =>
  replayed(
    fleet,
    events.map((event) => ({ stream: 'fleet', event })),
  );

const FLEET_WIDE: ReadonlySet<string> = new Set<FleetWideCommand['type']>([
  'LoseRegion',
  'RecoverRegion',
  'SetQuota',
  'LoseZone',
  'RecoverZone',
  'SetZonesWithoutHsms',
  'ForgetGone',
  'Advance',
]);

const isFleetWide = (command: Command): command is FleetWideCommand => FLEET_WIDE.has(command.type);

const isStarting = (command: Command): command is StartingCommand =>
  command.type === 'CreateCluster' || command.type === 'Restore' || command.type === 'CopyToRegion';

const decideByFleet = (fleet: Fleet, command: FleetWideCommand): Stepped => {
  if (command.type === 'Advance') return right(fleetWide(fleet, []));
  if (command.type === 'ForgetGone') {
    const events = forgetGone(fleet, command);
    return isLeft(events) ? events : right(fleetWide(fleet, events.right));
  }
  const upheaval = upheave(fleet, command);
  if (isLeft(upheaval)) return upheaval;
  if (upheaval.right === undefined) return right(fleetWide(fleet, []));
  const { event, moves } = upheaval.right;
  const first = fleetWide(fleet, [event]);
  return followedBy(first, right(moving(first[0], moves)));
};

const isObserving = (command: Command): command is ObservingCommand =>
  command.type === 'ObserveCluster' || command.type === 'ObserveCopy';

const isReplicating = (command: Command): command is ReplicatingCommand =>
  command.type === 'ReplicateKey' || command.type === 'ReplicateUser';

const moveFor = (
  fleet: Fleet,
  command: Exclude<Command, FleetWideCommand>,
): Either<StepRefusal, Moved> => {
  if (isStarting(command)) return start(fleet, command);
  if (isObserving(command)) return observe(fleet, command);
  return isReplicating(command) ? replicate(fleet, command) : moveHolder(fleet, command);
};

const decideInFleet = (fleet: Fleet, command: Command): Stepped => {
  if (isFleetWide(command)) return decideByFleet(fleet, command);
  const move = moveFor(fleet, command);
  if (isLeft(move)) return move;
  return right(moving(fleet, move.right.events.length === 0 ? [] : [move.right]));
};

/**
 * Applies one command to a fleet: lets time pass up to the command's instant, finds the holder,
 * decides, and applies the events.
 *
 * @param fleet - the fleet before, or an immer draft of it, as in a Redux Toolkit reducer
 * @param command - plain data; `data.at` in milliseconds since the epoch, not before `fleet.asOf`
 * @returns Right: the fleet afterwards, and all events, oldest first. Left: the refusal, with
 *   `UnknownCommand` and `NotWellFormed` checked first; the fleet has not changed, and no time has
 *   passed.
 * @example
 * step(fleet, { type: 'AddHsm', data: { at, clusterId, availabilityZone: 'eu-west-1a' } });
 */
export const step = (fleet: Fleet, command: Command): Stepped => {
  const before = undraft(fleet);
  const wrong =
    commandRefusal(command) ?? fleetRefusal(before) ?? timeRefusal(before, command.data.at);
  if (wrong !== undefined) return left(wrong);
  const due = unfoldFleet(before, command.data.at);
  return followedBy(due, decideInFleet(due[0], command));
};

/**
 * Simpler histories than a given one: fewer commands, then shorter waits, then plainer words.
 *
 * @module
 */
import type { Command } from '@hsm-lifecycle/core';
import type { FleetMachine } from '../laws/machine.ts';
import type { FleetHistory } from './history.ts';
import { idsIn, withMembers } from './renaming.ts';
import {
  idsMadeBy,
  pastCommandsOf,
  replayCommands,
  holderWithId,
  type PastCommand,
} from './reliving.ts';

/**
 * A simpler history, and how many commands at a time were left out to come to it: whoever
 * simplifies it further need not try more.
 */
export type SimplerHistory = { readonly history: FleetHistory; readonly size: number };

type Attempt = { readonly deeds: readonly PastCommand[]; readonly size: number };

const isRefused = ({ first }: PastCommand): boolean =>
  'outcome' in first && first.outcome._tag === 'Left';

/** The places of a deed and of all that speak of what it brought, or of what those brought. */
const withDependents = (deeds: readonly PastCommand[], place: number): ReadonlySet<number> => {
  const places = new Set([place]);
  const ids = new Set<string>();
  for (const [index, { command, first }] of deeds.entries()) {
    if (index !== place && !idsIn(command).some(({ id }) => ids.has(id))) continue;
    places.add(index);
    for (const [, id] of idsMadeBy(first)) ids.add(id);
  }
  return places;
};

function* fewer(deeds: readonly PastCommand[], sizeMax: number): Generator<Attempt> {
  const obeyed = deeds.filter((it) => !isRefused(it));
  if (obeyed.length < deeds.length && obeyed.length > 0) yield { deeds: obeyed, size: sizeMax };
  for (
    let size = Math.min(sizeMax, Math.ceil(deeds.length / 2));
    size >= 1;
    size = Math.floor(size / 2)
  )
    for (let end = deeds.length; end > 0; end -= size) {
      const rest = deeds.filter((_, index) => index < end - size || index >= end);
      if (rest.length > 0) yield { deeds: rest, size };
    }
  for (let place = deeds.length - 1; place >= 0; place -= 1) {
    const places = withDependents(deeds, place);
    const rest = deeds.filter((_, index) => !places.has(index));
    if (places.size > 1 && rest.length > 0) yield { deeds: rest, size: 1 };
  }
}

const replacedAt = (
  deeds: readonly PastCommand[],
  place: number,
  command: Command,
): readonly PastCommand[] => deeds.map((it, index) => (index === place ? { ...it, command } : it));

function* idleEnd(deeds: readonly PastCommand[]): Generator<Attempt> {
  const last = deeds.at(-1);
  if (last === undefined || last.command.type === 'Advance') return;
  yield {
    deeds: replacedAt(deeds, deeds.length - 1, {
      type: 'Advance',
      data: { at: last.command.data.at },
    }),
    size: 1,
  };
}

const datesIn = ({ first }: PastCommand): readonly number[] => {
  const events = 'outcome' in first && first.outcome._tag === 'Right' ? first.outcome.right[1] : [];
  return [...new Set(events.map(({ event }) => event.data.at))];
};

/**
 * The instants to which a command might be brought forward: the one before it, or one at which
 * something was due.
 */
const earlier = (deed: PastCommand, clock: number): readonly number[] => {
  const dates = datesIn(deed);
  const some = [clock, dates[0], dates[dates.length >> 1], dates.at(-1)];
  return [...new Set(some)].filter(
    (at): at is number => at !== undefined && at >= clock && at < deed.command.data.at,
  );
};

const isDated = (at: number, clock: number): boolean => Number.isSafeInteger(at) && at >= clock;

function* sooner(deeds: readonly PastCommand[], beginning: number): Generator<Attempt> {
  let clock = beginning;
  for (const [place, deed] of deeds.entries()) {
    const { at } = deed.command.data;
    if (!isDated(at, clock)) continue;
    for (const instead of earlier(deed, clock)) {
      const shift = (each: PastCommand): PastCommand => {
        const its = each.command.data.at;
        return isDated(its, at)
          ? { ...each, command: withMembers(each.command, { at: its - at + instead }) }
          : each;
      };
      yield { deeds: deeds.map((each, index) => (index < place ? each : shift(each))), size: 1 };
    }
    clock = at;
  }
}

const DISPENSABLE = [
  'tags',
  'retentionDays',
  'label',
  'expiresAt',
  'subject',
  'reason',
  'ipAddress',
  'signingRequestId',
  'access',
] as const;

/** The zone whose subnet is always there. */
const firstZone = (zone: string): string => `${zone.slice(0, -1)}a`;

const zoneChanges = ({ type, data }: Command): readonly object[] => {
  if (type !== 'AddHsm') return [];
  const availabilityZone = firstZone(data.availabilityZone);
  return availabilityZone === data.availabilityZone ? [] : [{ availabilityZone }];
};

const subnetChanges = ({ data }: Command): readonly object[] => {
  const [place, second] = 'subnets' in data ? data.subnets : [];
  return second === undefined ? [] : [{ subnets: [place] }];
};

const givenIds = ({ type }: Command): readonly string[] => {
  if (type === 'CreateCluster') return ['clusterId'];
  return type === 'AddHsm' ? ['hsmId'] : [];
};

/** Says a command with one thing less in it, in each way there is. */
export const plainerCommands = (command: Command): readonly Command[] => {
  const members = [...DISPENSABLE, ...givenIds(command)].filter((member) => member in command.data);
  const changes = [
    ...members.map((member) => ({ [member]: undefined })),
    ...zoneChanges(command),
    ...subnetChanges(command),
  ];
  return changes.map((each) => withMembers(command, { ...each }));
};

/** Members whose absence is another command, not a plainer one. */
const isNeeded = ({ type }: Command): boolean =>
  type === 'SetRetention' || type === 'RemoveHsm' || type === 'Tag';

/** An HSM that was named by its network interface or its address, named by its own id. */
const byId = ({ command, first }: PastCommand): readonly Command[] => {
  if (command.type !== 'RemoveHsm' || command.data.hsmId !== undefined) return [];
  const { clusterId, eniId, ipAddress } = command.data;
  const holder = holderWithId(first, clusterId);
  const hsms = holder?.kind === 'CLUSTER' ? holder.hsms : [];
  const hsmId = hsms.find(
    (it) => it.eniId === eniId || (ipAddress !== undefined && it.ipAddress === ipAddress),
  )?.hsmId;
  return hsmId === undefined
    ? []
    : [withMembers(command, { hsmId, eniId: undefined, ipAddress: undefined })];
};

function* plain(deeds: readonly PastCommand[]): Generator<Attempt> {
  for (const [place, deed] of deeds.entries()) {
    const { command } = deed;
    for (const instead of isNeeded(command) ? byId(deed) : plainerCommands(command))
      yield { deeds: replacedAt(deeds, place, instead), size: 1 };
  }
}

/**
 * Walks through simpler histories than one, the boldest first. Each is lived anew, so it is as
 * reachable as any.
 *
 * @param history - of this machine
 * @param sizeMax - how many commands in a row to leave out at most
 */
export function* simplerHistories(
  history: FleetHistory,
  machine: FleetMachine,
  sizeMax: number,
): Generator<SimplerHistory> {
  const deeds = pastCommandsOf(history);
  const { beginning } = history;
  for (const attempts of [
    fewer(deeds, sizeMax),
    idleEnd(deeds),
    sooner(deeds, beginning.asOf),
    plain(deeds),
  ])
    for (const attempt of attempts)
      yield { history: replayCommands(beginning, attempt.deeds, machine), size: attempt.size };
}

/**
 * Simplifies a history as far as it goes, while it fails as before.
 *
 * @param fails - whether a history is still of interest
 */
export const shrinkHistory = (
  history: FleetHistory,
  machine: FleetMachine,
  fails: (history: FleetHistory) => boolean,
): FleetHistory => {
  let [shortest, size] = [history, history.steps.length];
  for (;;) {
    let simpler: SimplerHistory | undefined;
    for (const each of simplerHistories(shortest, machine, size))
      if (fails(each.history)) {
        simpler = each;
        break;
      }
    if (simpler === undefined) return shortest;
    ({ history: shortest, size } = simpler);
  }
};

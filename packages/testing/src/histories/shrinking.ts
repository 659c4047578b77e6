/**
 * Shrinking a history: fewer commands, then shorter waits, then simpler values.
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
 * A simpler history, and how many commands at a time were left out. Further shrinking need not try
 * larger numbers.
 */
export type SimplerHistory = { readonly history: FleetHistory; readonly size: number };

type Attempt = { readonly commands: readonly PastCommand[]; readonly size: number };

const isRefused = ({ first }: PastCommand): boolean =>
  'outcome' in first && first.outcome._tag === 'Left';

/** The places of a command and of all that depend on ids that it created, directly or not. */
const withDependents = (commands: readonly PastCommand[], place: number): ReadonlySet<number> => {
  const places = new Set([place]);
  const ids = new Set<string>();
  for (const [index, { command, first }] of commands.entries()) {
    if (index !== place && !idsIn(command).some(({ id }) => ids.has(id))) continue;
    places.add(index);
    for (const [, id] of idsMadeBy(first)) ids.add(id);
  }
  return places;
};

function* fewer(commands: readonly PastCommand[], sizeMax: number): Generator<Attempt> {
  const accepted = commands.filter((it) => !isRefused(it));
  if (accepted.length < commands.length && accepted.length > 0)
    yield { commands: accepted, size: sizeMax };
  for (
    let size = Math.min(sizeMax, Math.ceil(commands.length / 2));
    size >= 1;
    size = Math.floor(size / 2)
  )
    for (let end = commands.length; end > 0; end -= size) {
      const rest = commands.filter((_, index) => index < end - size || index >= end);
      if (rest.length > 0) yield { commands: rest, size };
    }
  for (let place = commands.length - 1; place >= 0; place -= 1) {
    const places = withDependents(commands, place);
    const rest = commands.filter((_, index) => !places.has(index));
    if (places.size > 1 && rest.length > 0) yield { commands: rest, size: 1 };
  }
}

const replacedAt = (
  commands: readonly PastCommand[],
  place: number,
  command: Command,
): readonly PastCommand[] =>
  commands.map((it, index) => (index === place ? { ...it, command } : it));

function* waitAtEnd(commands: readonly PastCommand[]): Generator<Attempt> {
  const last = commands.at(-1);
  if (last === undefined || last.command.type === 'Advance') return;
  yield {
    commands: replacedAt(commands, commands.length - 1, {
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

/** Earlier instants for a command: that of the command before it, and those of due events. */
const earlier = (past: PastCommand, clock: number): readonly number[] => {
  const dates = datesIn(past);
  const candidates = [clock, dates[0], dates[dates.length >> 1], dates.at(-1)];
  return [...new Set(candidates)].filter(
    (at): at is number => at !== undefined && at >= clock && at < past.command.data.at,
  );
};

const isDated = (at: number, clock: number): boolean => Number.isSafeInteger(at) && at >= clock;

function* sooner(commands: readonly PastCommand[], beginning: number): Generator<Attempt> {
  let clock = beginning;
  for (const [place, past] of commands.entries()) {
    const { at } = past.command.data;
    if (!isDated(at, clock)) continue;
    for (const instead of earlier(past, clock)) {
      const shift = (each: PastCommand): PastCommand => {
        const its = each.command.data.at;
        return isDated(its, at)
          ? { ...each, command: withMembers(each.command, { at: its - at + instead }) }
          : each;
      };
      yield {
        commands: commands.map((each, index) => (index < place ? each : shift(each))),
        size: 1,
      };
    }
    clock = at;
  }
}

const OPTIONAL_MEMBERS = [
  'tags',
  'retentionDays',
  'label',
  'expiresAt',
  'subject',
  'reason',
  'ipAddress',
  'account',
  'networkType',
  'certificate',
  'signingRequestId',
  'admin',
] as const;

/** Every cluster has a subnet in its region's first zone. */
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

/** Lists simpler versions of a command: each without one optional member, or with a simpler one. */
export const plainerCommands = (command: Command): readonly Command[] => {
  const members = [...OPTIONAL_MEMBERS, ...givenIds(command)].filter(
    (member) => member in command.data,
  );
  const changes = [
    ...members.map((member) => ({ [member]: undefined })),
    ...zoneChanges(command),
    ...subnetChanges(command),
  ];
  return changes.map((each) => withMembers(command, { ...each }));
};

/** Commands whose optional members carry their meaning, so that none may be left out. */
const isNeeded = ({ type }: Command): boolean =>
  type === 'SetRetention' || type === 'RemoveHsm' || type === 'Tag';

/** A `RemoveHsm` by network interface or address, changed to the HSM's id. */
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

function* simplerCommands(commands: readonly PastCommand[]): Generator<Attempt> {
  for (const [place, past] of commands.entries()) {
    const { command } = past;
    for (const instead of isNeeded(command) ? byId(past) : plainerCommands(command))
      yield { commands: replacedAt(commands, place, instead), size: 1 };
  }
}

/**
 * Yields simpler histories, the much simpler ones first. Each is replayed, so every state in it is
 * reachable.
 *
 * @param history - made with `machine`
 * @param sizeMax - how many commands in a row to leave out, at most
 */
export function* simplerHistories(
  history: FleetHistory,
  machine: FleetMachine,
  sizeMax: number,
): Generator<SimplerHistory> {
  const commands = pastCommandsOf(history);
  const { beginning } = history;
  for (const attempts of [
    fewer(commands, sizeMax),
    waitAtEnd(commands),
    sooner(commands, beginning.asOf),
    simplerCommands(commands),
  ])
    for (const attempt of attempts)
      yield { history: replayCommands(beginning, attempt.commands, machine), size: attempt.size };
}

/**
 * Shrinks a history as far as possible while it still fails.
 *
 * @param fails - whether a history still shows the fault
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

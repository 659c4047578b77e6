/**
 * A counterexample as a Mermaid sequence diagram.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { holderIn, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { newReadableNames, type ReadableNames } from './readable-names.ts';
import type { Replay, ReplayStep } from './replay.ts';

/** Who sends a command, if not people: the clock, or the service when something fails or ends. */
const SENDERS: Readonly<Record<string, string>> = {
  Advance: 'time',
  FailHsm: 'service',
  ReplaceHsm: 'service',
  Settle: 'service',
  LoseRegion: 'service',
  RecoverRegion: 'service',
  LoseZone: 'service',
  RecoverZone: 'service',
};

/** Escapes what Mermaid would read as syntax: `;` ends a line, and `#` begins an entity. */
const escaped = (text: string): string =>
  text.replaceAll(/[#;<>\r\n]/gu, (sign) => (sign < ' ' ? ' ' : `#${sign.charCodeAt(0)};`));

const instant = (at: number): string => new Date(at).toISOString();

const textOf = (value: unknown, names: ReadableNames): string => {
  if (Array.isArray(value)) return value.map((each) => textOf(each, names)).join(' ');
  if (typeof value !== 'object' || value === null) return names.labelOf(String(value));
  return Object.values(value)
    .map((each) => textOf(each, names))
    .join(' ');
};

/** A command's members, except whom it is for and when. */
const detailOf = ({ data }: Command, names: ReadableNames): string =>
  Object.entries(data)
    .flatMap(([name, value]) =>
      name === 'at' || name === 'clusterId' || value === undefined ? [] : [textOf(value, names)],
    )
    .join(' ');

const THINGS = ['hsmId', 'newHsmId', 'backupId'] as const;

const thingsIn = (event: FleetEvent['event'], names: ReadableNames): string => {
  const members = new Map<string, unknown>(Object.entries(event.data));
  return THINGS.flatMap((name) =>
    members.has(name) ? [` ${names.labelOf(String(members.get(name)))}`] : [],
  ).join('');
};

/** The diagram's participants: `fleet`, and holders as `holder1`, `holder2` and so on. */
type Participants = {
  readonly of: (stream: string) => string;
  readonly lines: () => readonly string[];
};

const newParticipants = (names: ReadableNames): Participants => {
  const numbers = new Map<string, string>();
  const of: Participants['of'] = (stream) => {
    const part =
      stream === 'fleet' ? 'fleet' : (numbers.get(stream) ?? `holder${numbers.size + 1}`);
    if (stream !== 'fleet') numbers.set(stream, part);
    return part;
  };
  return {
    of,
    lines: () =>
      [...numbers].map(
        ([stream, part]) => `participant ${part} as ${escaped(names.labelOf(stream))}`,
      ),
  };
};

const recipient = (before: Fleet, { data }: Command): string => {
  const ids = ['backupId', 'clusterId', 'resourceId', 'id'].flatMap((name) => {
    const id = new Map<string, unknown>(Object.entries(data)).get(name);
    return typeof id === 'string' ? [id] : [];
  });
  const holder = ids.map((id) => holderIn(before, id)).find((it) => it !== undefined);
  if (holder === undefined) return 'fleet';
  return holder.kind === 'COPY' ? holder.copyId : holder.clusterId;
};

const linesOf = (
  { command, before, events }: ReplayStep,
  names: ReadableNames,
  participants: Participants,
): readonly string[] => {
  names.addEvents(events);
  const sender = SENDERS[command.type] ?? 'people';
  const what =
    command.type === 'Advance' ? 'it is' : `${command.type} ${detailOf(command, names)},`;
  return [
    `${sender}->>${participants.of(recipient(before, command))}: ` +
      escaped(`${what} ${instant(command.data.at)}`),
    ...events.map(
      ({ stream, event }) =>
        `${participants.of(stream)}-->>${participants.of(stream)}: ` +
        escaped(`${event.type}${thingsIn(event, names)}`),
    ),
  ];
};

/** Writes a counterexample as a Mermaid sequence diagram that begins in the world. */
export const diagramForm = ({ breach, world, worldSteps, steps }: Replay): string => {
  const names = newReadableNames();
  if (worldSteps.length === 0) names.addFleet(world);
  else names.addEvents(worldSteps.flatMap(({ events }) => events));
  const participants = newParticipants(names);
  for (const holder of world.holders.values())
    participants.of(holder.kind === 'COPY' ? holder.copyId : holder.clusterId);
  const lines = steps.flatMap((it) => linesOf(it, names, participants));
  return [
    'sequenceDiagram',
    ...[
      `title ${escaped(`breaks the law: ${breach.law}`)}`,
      'actor people as People',
      'participant service as The service',
      'participant time as The clock',
      'participant fleet as The fleet',
      ...participants.lines(),
      ...lines,
      `Note over people,fleet: ${escaped(`${breach.sentence} But: ${breach.complaint}`)}`,
    ].map((line) => `    ${line}`),
    '',
  ].join('\n');
};

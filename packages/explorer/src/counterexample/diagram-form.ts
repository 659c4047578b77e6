/**
 * A counterexample as a Mermaid sequence diagram.
 *
 * @module
 */
import { type Command } from '@hsm-lifecycle/core';
import { holderIn, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { newReadableNames, type ReadableNames } from './readable-names.ts';
import type { Replay, ReplayStep } from './replay.ts';

/** Who speaks: people, what fails or reports, and the clock. */
const SPEAKERS: Readonly<Record<string, string>> = {
  Advance: 'time',
  FailHsm: 'fate',
  ReplaceHsm: 'fate',
  Settle: 'fate',
  LoseRegion: 'fate',
  RecoverRegion: 'fate',
};

/** Mermaid reads `;` as the end of a line and `#` as the start of a sign. */
const plain = (text: string): string =>
  text.replaceAll(/[#;<>\r\n]/gu, (sign) => (sign < ' ' ? ' ' : `#${sign.charCodeAt(0)};`));

const instant = (at: number): string => new Date(at).toISOString();

const textOf = (value: unknown, cast: ReadableNames): string => {
  if (Array.isArray(value)) return value.map((each) => textOf(each, cast)).join(' ');
  if (typeof value !== 'object' || value === null) return cast.called(String(value));
  return Object.values(value)
    .map((each) => textOf(each, cast))
    .join(' ');
};

/** What a command asks, but for whom and when. */
const detailOf = ({ data }: Command, cast: ReadableNames): string =>
  Object.entries(data)
    .flatMap(([name, value]) =>
      name === 'at' || name === 'clusterId' || value === undefined ? [] : [textOf(value, cast)],
    )
    .join(' ');

const THINGS = ['hsmId', 'newHsmId', 'backupId'] as const;

const thingsIn = (event: FleetEvent['event'], cast: ReadableNames): string => {
  const members = new Map<string, unknown>(Object.entries(event.data));
  return THINGS.flatMap((name) =>
    members.has(name) ? [` ${cast.called(String(members.get(name)))}`] : [],
  ).join('');
};

/** Holders take part under a number, the fleet under its name. */
type Parts = { readonly of: (stream: string) => string; readonly lines: () => readonly string[] };

const newParts = (cast: ReadableNames): Parts => {
  const numbers = new Map<string, string>();
  const of: Parts['of'] = (stream) => {
    const part =
      stream === 'fleet' ? 'fleet' : (numbers.get(stream) ?? `holder${numbers.size + 1}`);
    if (stream !== 'fleet') numbers.set(stream, part);
    return part;
  };
  return {
    of,
    lines: () =>
      [...numbers].map(([stream, part]) => `participant ${part} as ${plain(cast.called(stream))}`),
  };
};

const addressee = (before: Fleet, { data }: Command): string => {
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
  cast: ReadableNames,
  parts: Parts,
): readonly string[] => {
  cast.note(events);
  const speaker = SPEAKERS[command.type] ?? 'people';
  const what = command.type === 'Advance' ? 'it is' : `${command.type} ${detailOf(command, cast)},`;
  return [
    `${speaker}->>${parts.of(addressee(before, command))}: ${plain(`${what} ${instant(command.data.at)}`)}`,
    ...events.map(
      ({ stream, event }) =>
        `${parts.of(stream)}-->>${parts.of(stream)}: ${plain(`${event.type}${thingsIn(event, cast)}`)}`,
    ),
  ];
};

/** Writes a story as a Mermaid sequence diagram; it begins in the world, however that was made. */
export const diagramForm = ({ breach, world, made, taken }: Replay): string => {
  const cast = newReadableNames();
  if (made.length === 0) cast.meet(world);
  else cast.note(made.flatMap(({ events }) => events));
  const parts = newParts(cast);
  for (const holder of world.holders.values())
    parts.of(holder.kind === 'COPY' ? holder.copyId : holder.clusterId);
  const lines = taken.flatMap((it) => linesOf(it, cast, parts));
  return [
    'sequenceDiagram',
    ...[
      `title ${plain(`against the law: ${breach.law}`)}`,
      'actor people as People',
      'participant fate as Fate',
      'participant time as Time',
      'participant fleet as The fleet',
      ...parts.lines(),
      ...lines,
      `Note over people,fleet: ${plain(`${breach.sentence} But: ${breach.complaint}`)}`,
    ].map((line) => `    ${line}`),
    '',
  ].join('\n');
};

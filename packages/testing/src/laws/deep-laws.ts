/**
 * Laws that look beyond a step: what would have come of it otherwise, and whether a file would tell
 * the same.
 *
 * They ask the machine a good deal more, so they are not among `laws`: put them behind those where
 * a test has the time.
 *
 * @module
 */
import {
  decide,
  holderIdOf,
  type Access,
  type BackupHolder,
  type Cluster,
  type Command,
  type Decidable,
  type Material,
} from '@hsm-lifecycle/core';
import { fleetFromJson, fleetToJson } from '@hsm-lifecycle/core/codec';
import {
  advanceFleet,
  eachDue,
  nextDueAt,
  type Fleet,
  type FleetEvent,
} from '@hsm-lifecycle/core/fleet';
import { changedHolders, firstOf, firstWrong, type Law, type LawStep } from './law.ts';
import { same, sameFleets } from './same.ts';

/** Whom deep laws ask: core's own functions, or something that claims to be as good. */
export type Asked = {
  readonly advanceFleet: typeof advanceFleet;
  readonly eachDue: typeof eachDue;
  readonly decide: typeof decide;
  readonly fleetToJson: typeof fleetToJson;
  readonly fleetFromJson: typeof fleetFromJson;
};

type DeepLaw = Omit<Law, 'holds'> & {
  readonly holds: (step: LawStep, asked: Asked) => boolean | string;
};

/**
 * Instants at which a wait might have been interrupted: when the first thing was due, and just
 * before something in the middle was.
 */
const pauses = ({ asOf }: Fleet, due: readonly FleetEvent[]): readonly number[] => {
  const [first, middle] = [due[0], due[due.length >> 1]];
  return first === undefined || middle === undefined
    ? []
    : [first.event.data.at, Math.max(asOf, middle.event.data.at - 1)];
};

const refusesToWait = (
  at: number,
  { left }: { readonly left: { readonly _tag: string } },
): string => `waiting until ${at} is refused: ${left._tag}`;

const hurried = (
  { before, command: { data } }: LawStep,
  { advanceFleet: advance }: Asked,
): boolean | string => {
  const all = advance(before, data);
  if (all._tag === 'Left') return refusesToWait(data.at, all);
  const [whole, due] = all.right;
  return firstWrong(pauses(before, due), (at) => {
    const first = advance(before, { at });
    if (first._tag === 'Left') return refusesToWait(at, first);
    const [half, earlier] = first.right;
    const second = advance(half, data);
    if (second._tag === 'Left') return refusesToWait(data.at, second);
    const [rest, later] = second.right;
    return sameFleets(rest, whole) && same([...earlier, ...later], due)
      ? undefined
      : `waiting until ${at} first makes a difference`;
  });
};

const walked = (
  { before, command: { data } }: LawStep,
  { advanceFleet: advance, eachDue: walk }: Asked,
): boolean | string => {
  const all = advance(before, data);
  if (all._tag === 'Left') return refusesToWait(data.at, all);
  const [whole, due] = all.right;
  const each = walk(before, data);
  if (each._tag === 'Left') return refusesToWait(data.at, each);
  const moments = [...each.right];
  const fleet = moments.at(-1)?.[0] ?? before;
  const events = moments.map(([, event]) => event);
  return (sameFleets(fleet, whole) && same(events, due)) || 'one by one, something else happens';
};

const unfinished = (
  { after, command: { data } }: LawStep,
  { advanceFleet: advance }: Asked,
): boolean | string => {
  const all = advance(after, data);
  if (all._tag === 'Left') return refusesToWait(data.at, all);
  const due = nextDueAt(all.right[0]);
  return due === undefined || due > data.at || `something is still due at ${due}`;
};

const decidersOf = ({ type, data }: Command): string | undefined => {
  if (type === 'CreateCluster' || type === 'Restore' || type === 'CopyToRegion') return undefined;
  if ('backupId' in data) return data.backupId;
  if ('resourceId' in data) return data.resourceId;
  if ('id' in data) return data.id;
  return 'clusterId' in data ? data.clusterId : undefined;
};

const isDecidable = (command: Command): command is Exclude<Decidable, { type: 'CreateCluster' }> =>
  decidersOf(command) !== undefined;

const isOf = (holder: BackupHolder, id: string): boolean =>
  holderIdOf(holder) === id ||
  holder.backups.some(({ backupId }) => backupId === id) ||
  (holder.kind === 'CLUSTER' && holder.hsms.some(({ hsmId }) => hsmId === id));

const decidedOtherwise = (
  { before, command, events, after }: LawStep,
  { decide: alone }: Asked,
): boolean | string => {
  if (!isDecidable(command)) return true;
  const id = decidersOf(command) ?? '';
  const [stem, holder] = [...before.holders.entries()].find(([, it]) => isOf(it, id)) ?? [];
  if (stem === undefined || holder === undefined) return true;
  const outcome = alone(holder, command);
  if (outcome._tag === 'Left')
    return `alone, ${holderIdOf(holder)} refuses ${command.type}: ${outcome.left._tag}`;
  const own = events
    .filter(({ stream }) => stream === holderIdOf(holder))
    .map(({ event }) => event);
  const [is, happened] = outcome.right;
  return (
    (same(happened, own) && same(is, after.holders.get(stem))) ||
    `alone, ${holderIdOf(holder)} decides ${command.type} otherwise`
  );
};

type Half = Access | Material | undefined;

const hsmHalves = ({ hsms, material, origin }: Cluster): readonly Half[] =>
  hsms
    .flatMap((it): Half[] => [it.access, it.joinsWith?.access, it.joinsWith?.material])
    .concat(material, origin?.access, origin?.material);

/** The halves of contents in a fleet, place by place. */
const halves = (fleet: Fleet): readonly Half[] =>
  [...fleet.holders.values()].flatMap((holder) =>
    holder.backups
      .flatMap((it): Half[] => [it.access, it.material])
      .concat(holder.kind === 'COPY' ? [] : hsmHalves(holder)),
  );

/** Tells whether what was one value is one value again. */
const areShared = (was: readonly Half[], is: readonly Half[]): boolean => {
  const counterparts = new Map<Half, Half>();
  return was.every((half, place) => {
    const counterpart = counterparts.get(half) ?? is[place];
    counterparts.set(half, counterpart);
    return counterpart === is[place];
  });
};

const illWritten = (
  { after }: LawStep,
  { fleetToJson: write, fleetFromJson: read }: Asked,
): boolean | string => {
  const text = write(after);
  const back = read(text);
  if (back._tag === 'Left') return `the file cannot be read: ${back.left._tag}`;
  if (!sameFleets(back.right, after)) return 'the file tells of another fleet';
  if (write(back.right) !== text) return 'the file is written otherwise the second time';
  return areShared(halves(after), halves(back.right)) || 'what was shared is shared no more';
};

/**
 * Values that were found to be frozen to the ground: most of a fleet is shared with the one
 * before.
 */
const frozen = new WeakSet();

const unfrozenIn = (value: unknown, path: string): string | undefined => {
  if (typeof value !== 'object' || value === null || frozen.has(value)) return undefined;
  if (!Object.isFrozen(value)) return path;
  const soft = firstOf(Object.entries(value), ([name, each]) =>
    unfrozenIn(each, `${path}.${name}`),
  );
  if (soft === undefined) frozen.add(value);
  return soft;
};

const soft = (step: LawStep): boolean | string =>
  firstWrong(changedHolders(step), ({ holderAfter }) => {
    const path = unfrozenIn(holderAfter, holderIdOf(holderAfter));
    return path && `${path} can be changed in place`;
  });

const questions: readonly DeepLaw[] = [
  {
    name: 'waiting can be split',
    sentence:
      'Waiting for a while, and then for another while, comes to the same as waiting for both at once.',
    holds: hurried,
  },
  {
    name: 'all at once or one by one',
    sentence:
      'What is due happens in the same order and with the same end, whether it is taken all at once or one by one.',
    holds: walked,
  },
  {
    name: 'waiting ends',
    sentence: 'After a wait nothing is left that was due by then.',
    holds: unfinished,
  },
  {
    name: 'a holder decides alone as in its fleet',
    sentence:
      'A service that keeps one stream for each cluster and copy sees the same events as one that keeps the fleet.',
    holds: decidedOtherwise,
  },
  {
    name: 'a file says it all',
    sentence:
      'A fleet read back from its file is the same, is written to the same bytes, and shares what was shared.',
    holds: illWritten,
  },
  {
    name: 'nothing can be changed in place',
    sentence: 'Whatever a step has made is frozen, to the ground.',
    holds: soft,
  },
];

/**
 * Makes the deep laws for functions of one's own in place of some of core's.
 *
 * @param instead - core's own are asked if left out
 */
export const deepLawsOf = (instead: Partial<Asked> = {}): readonly Law[] => {
  const asked: Asked = { advanceFleet, eachDue, decide, fleetToJson, fleetFromJson, ...instead };
  return questions.map(({ name, sentence, holds }) => ({
    name,
    sentence,
    holds: (step) => holds(step, asked),
  }));
};

/** Laws that look beyond a step; each costs some steps more. */
export const deepLaws: readonly Law[] = Object.freeze(deepLawsOf());

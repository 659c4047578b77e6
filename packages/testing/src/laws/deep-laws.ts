/**
 * Laws that need further calls of core: whether a split wait, a single holder or a file give the
 * same result.
 *
 * They take longer, so they are not among `laws`. Add them where a test has time:
 * `[...laws, ...deepLaws]`.
 *
 * @module
 */
import {
  decide,
  holderIdOf,
  type BackupHolder,
  type Command,
  type Decidable,
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
import { areShared, halves } from './sharing.ts';

/** The functions of core that deep laws call, or your own versions of them. */
export type CoreFunctions = {
  readonly advanceFleet: typeof advanceFleet;
  readonly eachDue: typeof eachDue;
  readonly decide: typeof decide;
  readonly fleetToJson: typeof fleetToJson;
  readonly fleetFromJson: typeof fleetFromJson;
};

type DeepLaw = Omit<Law, 'holds'> & {
  readonly holds: (step: LawStep, core: CoreFunctions) => boolean | string;
};

/** Where to split a wait: at the first due event, and 1 ms before one in the middle. */
const pauses = ({ asOf }: Fleet, due: readonly FleetEvent[]): readonly number[] => {
  const [first, middle] = [due[0], due[due.length >> 1]];
  return first === undefined || middle === undefined
    ? []
    : [first.event.data.at, Math.max(asOf, middle.event.data.at - 1)];
};

const refusedWait = (at: number, { left }: { readonly left: { readonly _tag: string } }): string =>
  `waiting until ${at} is refused: ${left._tag}`;

const differsWhenSplit = (
  { before, command: { data } }: LawStep,
  { advanceFleet: advance }: CoreFunctions,
): boolean | string => {
  const all = advance(before, data);
  if (all._tag === 'Left') return refusedWait(data.at, all);
  const [whole, due] = all.right;
  return firstWrong(pauses(before, due), (at) => {
    const first = advance(before, { at });
    if (first._tag === 'Left') return refusedWait(at, first);
    const [half, earlier] = first.right;
    const second = advance(half, data);
    if (second._tag === 'Left') return refusedWait(data.at, second);
    const [rest, later] = second.right;
    return sameFleets(rest, whole) && same([...earlier, ...later], due)
      ? undefined
      : `the result differs if the wait is split at ${at}`;
  });
};

const sameOneByOne = (
  { before, command: { data } }: LawStep,
  { advanceFleet: advance, eachDue: walk }: CoreFunctions,
): boolean | string => {
  const all = advance(before, data);
  if (all._tag === 'Left') return refusedWait(data.at, all);
  const [whole, due] = all.right;
  const each = walk(before, data);
  if (each._tag === 'Left') return refusedWait(data.at, each);
  const moments = [...each.right];
  const fleet = moments.at(-1)?.[0] ?? before;
  const events = moments.map(([, event]) => event);
  return (
    (sameFleets(fleet, whole) && same(events, due)) ||
    'the result differs if events are taken one by one'
  );
};

const nothingDue = (
  { after, command: { data } }: LawStep,
  { advanceFleet: advance }: CoreFunctions,
): boolean | string => {
  const all = advance(after, data);
  if (all._tag === 'Left') return refusedWait(data.at, all);
  const due = nextDueAt(all.right[0]);
  return due === undefined || due > data.at || `something is still due at ${due}`;
};

/** Commands that start a holder, or are about two. */
const ONLY_IN_FLEETS = new Set<Command['type']>([
  'CreateCluster',
  'Restore',
  'CopyToRegion',
  'ReplicateKey',
  'ReplicateUser',
]);

const decidersOf = ({ type, data }: Command): string | undefined => {
  if (ONLY_IN_FLEETS.has(type)) return undefined;
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

const sameAlone = (
  { before, command, events, after }: LawStep,
  { decide: alone }: CoreFunctions,
): boolean | string => {
  if (!isDecidable(command)) return true;
  const id = decidersOf(command) ?? '';
  const [stem, holder] = [...before.holders.entries()].find(([, it]) => isOf(it, id)) ?? [];
  if (stem === undefined || holder === undefined) return true;
  const outcome = alone(holder, command);
  if (outcome._tag === 'Left')
    return `without its fleet, ${holderIdOf(holder)} refuses ${command.type}: ${outcome.left._tag}`;
  const own = events
    .filter(({ stream }) => stream === holderIdOf(holder))
    .map(({ event }) => event);
  const [is, happened] = outcome.right;
  return (
    (same(happened, own) && same(is, after.holders.get(stem))) ||
    `without its fleet, ${holderIdOf(holder)} decides ${command.type} differently`
  );
};

const sameFromFile = (
  { after }: LawStep,
  { fleetToJson: write, fleetFromJson: read }: CoreFunctions,
): boolean | string => {
  const text = write(after);
  const back = read(text);
  if (back._tag === 'Left') return `the file cannot be read: ${back.left._tag}`;
  if (!sameFleets(back.right, after)) return 'the file holds another fleet';
  if (write(back.right) !== text) return 'the second file differs from the first';
  return (
    areShared(halves(after), halves(back.right)) || 'values that were shared are no longer shared'
  );
};

/** Values known to be deeply frozen. A cache: fleets share most of their values. */
const frozen = new WeakSet();

const unfrozenIn = (value: unknown, path: string): string | undefined => {
  if (typeof value !== 'object' || value === null || frozen.has(value)) return undefined;
  if (!Object.isFrozen(value)) return path;
  const unfrozen = firstOf(Object.entries(value), ([name, each]) =>
    unfrozenIn(each, `${path}.${name}`),
  );
  if (unfrozen === undefined) frozen.add(value);
  return unfrozen;
};

const isFrozenDeeply = (step: LawStep): boolean | string =>
  firstWrong(changedHolders(step), ({ holderAfter }) => {
    const path = unfrozenIn(holderAfter, holderIdOf(holderAfter));
    return path && `${path} is not frozen`;
  });

const deepLawList: readonly DeepLaw[] = [
  {
    name: 'waiting can be split',
    sentence: 'Waiting twice gives the same result as waiting once for the sum.',
    holds: differsWhenSplit,
  },
  {
    name: 'due events are the same one by one',
    sentence:
      'Due events have the same order and the same result, whether they are taken all at once ' +
      'or one by one.',
    holds: sameOneByOne,
  },
  {
    name: 'a wait leaves nothing due',
    sentence: 'After a wait, nothing is left that was due by its end.',
    holds: nothingDue,
  },
  {
    name: 'a holder decides the same without its fleet',
    sentence:
      'A service with one stream for each cluster and copy gets the same events as one with a ' +
      'whole fleet.',
    holds: sameAlone,
  },
  {
    name: 'a file keeps everything',
    sentence:
      'A fleet read from its file is equal to the one written, is written to the same bytes ' +
      'again, and shares the same values.',
    holds: sameFromFile,
  },
  {
    name: 'everything is frozen',
    sentence: 'Everything that a step creates is deeply frozen.',
    holds: isFrozenDeeply,
  },
];

/**
 * Makes the deep laws for your own versions of some of core's functions.
 *
 * @param instead - the functions to replace
 */
export const deepLawsOf = (instead: Partial<CoreFunctions> = {}): readonly Law[] => {
  const core: CoreFunctions = {
    advanceFleet,
    eachDue,
    decide,
    fleetToJson,
    fleetFromJson,
    ...instead,
  };
  return deepLawList.map(({ name, sentence, holds }) => ({
    name,
    sentence,
    holds: (step) => holds(step, core),
  }));
};

/** Laws that look beyond a step; each costs several further steps. */
export const deepLaws: readonly Law[] = Object.freeze(deepLawsOf());

/**
 * Carries out a drill: writes its events to a store, and performs their effects.
 *
 * @module
 */
import { type Contents } from '@hsm-lifecycle/core';
import { evolveFleet, holderIn, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import {
  effectsOf,
  keyOwnerIn,
  openForHsm,
  rewrap,
  seal,
  storeWriter,
  type CommitError,
  type Effect,
  type StoreWriter,
  type Written,
} from '@hsm-lifecycle/runtime';
import type { ProviderFailed } from '@hsm-lifecycle/crypto';
import { right, type Either } from 'fp-ts/lib/Either.js';
import type { DrillRun } from '@hsm-lifecycle/drills';
import type { DrillStore } from './drill-store.ts';
import type { DrillNote } from '../../../store/store-history.ts';
import { regionalKeyring } from './regional-keyring.ts';
import { checkedFleet } from '../../../fleets/checked-fleet.ts';

/** A backup that was opened with the keys of one region and compared with the model. */
export type OpenedBackup = {
  readonly what: 'RESTORE' | 'JOINING';
  /** The holder of the key record: a backup, a backup copy, or a restored cluster. */
  readonly from: string;
  /** The restored cluster, or the HSM that joins. */
  readonly by: string;
  readonly region: string;
  readonly contents: Contents;
};

/** An effect that could not be performed. */
export type CarryFault = {
  readonly what: Effect['kind'];
  readonly id: string;
  readonly reason: string;
};

/** What was carried out; lists of ids, in order. */
export type CarryReport = {
  readonly events: number;
  readonly sealed: readonly string[];
  readonly rewrapped: readonly {
    readonly from: string;
    readonly to: string;
    readonly region: string;
  }[];
  readonly opened: readonly OpenedBackup[];
  readonly destroyed: readonly string[];
  readonly faults: readonly CarryFault[];
};

type Trouble = CommitError | ProviderFailed;
type Done = Promise<Either<Trouble, void>>;
type Entry = NonNullable<Written['events']>[number];
type Results = {
  readonly [List in Exclude<keyof CarryReport, 'events'>]: CarryReport[List][number][];
};

type Work = {
  readonly store: DrillStore;
  readonly done: Results;
  /** The holder of the key record that each joining HSM will use. */
  readonly joining: Map<string, string>;
  /** Events that are not written yet. */
  readonly pending: Entry[];
  readonly write: StoreWriter;
  fleet: Fleet;
};

const nothing: Either<never, void> = right(undefined);

/** Writes what is pending, with a backup or a key record if there is one. */
const flush = async ({ write, pending }: Work, parts: Omit<Written, 'events'> = {}): Done => {
  if (pending.length === 0 && Object.keys(parts).length === 0) return nothing;
  const written = await write({ events: pending.splice(0), ...parts });
  return written._tag === 'Left' ? written : nothing;
};

const open = async ({ store, done }: Work, it: OpenedBackup): Done => {
  const planes = { ...store, keyring: regionalKeyring(store.keyring, it.region) };
  const verdict = await openForHsm(planes, it);
  if (verdict._tag === 'Left') return verdict;
  if (verdict.right.outcome === 'SUCCEEDED') done.opened.push(it);
  if (verdict.right.outcome === 'FAILED')
    done.faults.push({ what: 'OPEN', id: it.from, reason: verdict.right.reason });
  return nothing;
};

const sealOne = async (
  work: Work,
  { backupId, hsmId }: Extract<Effect, { kind: 'SEAL' }>,
): Done => {
  const { store, done, fleet } = work;
  const owner = keyOwnerIn(fleet, backupId);
  if (owner === undefined) return nothing;
  const made = await seal(store, { owner, hsmId });
  if (made._tag === 'Left') return made;
  if ('outcome' in made.right) {
    done.faults.push({ what: 'SEAL', id: backupId, reason: made.right.reason });
    return nothing;
  }
  done.sealed.push(backupId);
  return flush(work, { sealed: [made.right] });
};

/** A restored cluster gets a key record of its own, and opens its contents at once. */
const rewrapOne = async (
  work: Work,
  { from, to: id }: Extract<Effect, { kind: 'REWRAP' }>,
): Done => {
  const { store, done, fleet } = work;
  const to = keyOwnerIn(fleet, id);
  if (to === undefined) return nothing;
  const made = await rewrap(store, { from, to });
  if (made._tag === 'Left') return made;
  if ('outcome' in made.right) {
    if (made.right.outcome === 'FAILED')
      done.faults.push({ what: 'REWRAP', id, reason: made.right.reason });
    return nothing;
  }
  const written = await flush(work, { records: [{ change: 'ADD', entry: made.right }] });
  if (written._tag === 'Left') return written;
  done.rewrapped.push({ from, to: id, region: to.region });
  const { region, contents } = to;
  return to.restoredFrom === undefined
    ? nothing
    : open(work, { what: 'RESTORE', from, by: id, region, contents });
};

const destroyOne = async (work: Work, { holderId }: Extract<Effect, { kind: 'DESTROY' }>): Done => {
  const { store, done } = work;
  const found = await store.store.sealed(store.fleet, holderId);
  if (found._tag === 'Left') return found;
  if (found.right !== undefined) done.destroyed.push(holderId);
  return flush(work, { records: [{ change: 'DESTROY', holderId }] });
};

const perform = async (work: Work, effect: Effect): Done => {
  switch (effect.kind) {
    case 'SEAL':
      return sealOne(work, effect);
    case 'REWRAP':
      return rewrapOne(work, effect);
    case 'DESTROY':
      return destroyOne(work, effect);
    case 'OPEN':
      work.joining.set(effect.hsmId, effect.from);
      return nothing;
  }
};

/** Opens the contents of an HSM before it becomes ACTIVE. */
const openFor = async (work: Work, hsmId: string): Done => {
  const from = work.joining.get(hsmId);
  const holder = holderIn(work.fleet, hsmId);
  const contents =
    holder?.kind === 'CLUSTER'
      ? holder.hsms.find((it) => it.hsmId === hsmId)?.joinsWith
      : undefined;
  if (from === undefined || holder === undefined || contents === undefined) return nothing;
  const flushed = await flush(work);
  return flushed._tag === 'Left'
    ? flushed
    : open(work, { what: 'JOINING', from, by: hsmId, region: holder.region, contents });
};

const needsFlush = ({ kind }: Effect): boolean => kind !== 'OPEN';

/** The HSM that an event makes ACTIVE. */
const joinedBy = ({ event: { type, data } }: FleetEvent): string | undefined => {
  if (type === 'HsmAdded') return data.hsmId;
  return type === 'HsmReplaced' ? data.newHsmId : undefined;
};

/** Performs the effects of an event after it, and before any later event. */
const carryOutEvent = async (
  work: Work,
  it: FleetEvent,
  metadata: NonNullable<Entry['metadata']>,
): Done => {
  const joined = joinedBy(it);
  const opened = joined === undefined ? nothing : await openFor(work, joined);
  if (opened._tag === 'Left') return opened;
  work.pending.push({ event: it, metadata });
  work.fleet = evolveFleet(work.fleet, it);
  const effects = effectsOf(it);
  const flushed = effects.some(needsFlush) ? await flush(work) : nothing;
  if (flushed._tag === 'Left') return flushed;
  for (const effect of effects) {
    // Effects are performed in order.
    // eslint-disable-next-line no-await-in-loop
    const outcome = await perform(work, effect);
    if (outcome._tag === 'Left') return outcome;
  }
  return nothing;
};

/**
 * Carries out a drill in a new store, event by event; the events keep their instants.
 *
 * @param onProgress - called with the number of events done, and of all events
 * @returns Left: the store failed
 */
export const carryOut = async (
  run: DrillRun,
  store: DrillStore,
  onProgress: (done: number, all: number) => void,
): Promise<Either<Trouble, CarryReport>> => {
  const done: Results = { sealed: [], rewrapped: [], opened: [], destroyed: [], faults: [] };
  const { drill, book, fleet, happenings } = run;
  const beginning = checkedFleet({ at: drill.startsAt, edition: fleet.edition });
  const work: Work = {
    store,
    done,
    joining: new Map(),
    pending: [],
    write: storeWriter(store),
    fleet: beginning,
  };
  const note: DrillNote = {
    drill: drill.name,
    names: Object.fromEntries(book.names().map((name) => [name, book.idOf(name) ?? ''])),
  };
  for (const [index, { event, step }] of happenings.entries()) {
    // Later events may need the effects of earlier ones.
    // eslint-disable-next-line no-await-in-loop
    const carried = await carryOutEvent(work, event, {
      ...(index === 0 ? note : {}),
      ...(step === undefined ? {} : { step }),
    });
    if (carried._tag === 'Left') return carried;
    onProgress(index + 1, happenings.length);
  }
  const flushed = await flush(work);
  return flushed._tag === 'Left' ? flushed : right({ events: happenings.length, ...done });
};

/**
 * Carrying out what a drill has decided: its events are written down, and what they ask of the
 * world is done.
 *
 * @module
 */
import { type Contents } from '@hsm-lifecycle/core';
import { encodeFleetEvent } from '@hsm-lifecycle/core/codec';
import { evolveFleet, holderIn, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import {
  effectsOf,
  keyOwnerIn,
  openForHsm,
  rewrap,
  seal,
  type Effect,
  type NewEntry,
  type StorageFailed,
} from '@hsm-lifecycle/runtime';
import { right, type Either } from 'fp-ts/lib/Either.js';
import type { DrillRun } from '../run/ledger.ts';
import type { DrillStore } from './drill-store.ts';
import type { DrillNote } from './history.ts';
import { regionalKeyring } from './regional-keyring.ts';
import { checkedFleet } from '../checked-fleet.ts';

/**
 * A sealed backup that was opened with the keys of one region, and held against what the machine
 * knows.
 */
export type Opened = {
  readonly what: 'RESTORE' | 'JOINING';
  /** Whose key record it was: a backup's, a copy's, or a restored cluster's own. */
  readonly from: string;
  /** The restored cluster, or the HSM that joins. */
  readonly by: string;
  readonly region: string;
  readonly contents: Contents;
};

/** Something that could not be done. */
export type CarryFault = {
  readonly what: Effect['kind'];
  readonly id: string;
  readonly reason: string;
};

/** What was done. */
export type Carried = {
  readonly events: number;
  readonly sealed: readonly string[];
  readonly rewrapped: readonly {
    readonly from: string;
    readonly to: string;
    readonly region: string;
  }[];
  readonly opened: readonly Opened[];
  readonly destroyed: readonly string[];
  readonly faults: readonly CarryFault[];
};

type Done = Promise<Either<StorageFailed, void>>;
type Collected = { readonly [List in Exclude<keyof Carried, 'events'>]: Carried[List][number][] };

type Carrying = {
  readonly store: DrillStore;
  readonly done: Collected;
  /** Where each HSM that is joining will open its contents. */
  readonly joining: Map<string, string>;
  /** Events that are not yet written down. */
  readonly pending: NewEntry[];
  fleet: Fleet;
};

const nothing: Either<never, void> = right(undefined);

const flush = async ({ store, pending }: Carrying): Done => {
  if (pending.length === 0) return nothing;
  const appended = await store.eventLog.append({ entries: pending.splice(0), expected: new Map() });
  // The store is new and nobody else writes to it: no version can differ.
  return appended._tag === 'Left' && appended.left._tag === 'StorageFailed'
    ? { _tag: 'Left', left: appended.left }
    : nothing;
};

const open = async ({ store, done }: Carrying, it: Opened): Done => {
  const planes = { ...store, keyring: regionalKeyring(store.keyring, it.region) };
  const verdict = await openForHsm(planes, it);
  if (verdict._tag === 'Left') return verdict;
  if (verdict.right.outcome === 'SUCCEEDED') done.opened.push(it);
  else done.faults.push({ what: 'OPEN', id: it.from, reason: verdict.right.reason });
  return nothing;
};

const sealOne = async (
  { store, done, fleet }: Carrying,
  { backupId, hsmId }: Extract<Effect, { kind: 'SEAL' }>,
): Done => {
  const owner = keyOwnerIn(fleet, backupId);
  if (owner === undefined) return nothing;
  const verdict = await seal(store, { owner, hsmId });
  if (verdict._tag === 'Left') return verdict;
  if (verdict.right.outcome === 'SUCCEEDED') done.sealed.push(backupId);
  else done.faults.push({ what: 'SEAL', id: backupId, reason: verdict.right.reason });
  return nothing;
};

/**
 * A restored cluster gets a record of its own, and what it starts from is opened at once, as its
 * own region can.
 */
const rewrapOne = async (
  carrying: Carrying,
  { from, to: id }: Extract<Effect, { kind: 'REWRAP' }>,
): Done => {
  const { store, done, fleet } = carrying;
  const to = keyOwnerIn(fleet, id);
  if (to === undefined) return nothing;
  const verdict = await rewrap(store, { from, to });
  if (verdict._tag === 'Left') return verdict;
  if (verdict.right.outcome === 'FAILED') {
    done.faults.push({ what: 'REWRAP', id, reason: verdict.right.reason });
    return nothing;
  }
  done.rewrapped.push({ from, to: id, region: to.region });
  const { region, contents } = to;
  return to.restoredFrom === undefined
    ? nothing
    : open(carrying, { what: 'RESTORE', from, by: id, region, contents });
};

const destroyOne = async (
  { store, done }: Carrying,
  { holderId }: Extract<Effect, { kind: 'DESTROY' }>,
): Done => {
  const destroyed = await store.snapshots.destroy(holderId);
  if (destroyed._tag === 'Left') return destroyed;
  if (destroyed.right) done.destroyed.push(holderId);
  return nothing;
};

const perform = async (carrying: Carrying, effect: Effect): Done => {
  switch (effect.kind) {
    case 'SEAL':
      return sealOne(carrying, effect);
    case 'REWRAP':
      return rewrapOne(carrying, effect);
    case 'DESTROY':
      return destroyOne(carrying, effect);
    case 'OPEN':
      carrying.joining.set(effect.hsmId, effect.from);
      return nothing;
    case 'REPORT':
      return nothing;
  }
};

/** An HSM is ACTIVE only after what it joins with has been opened. */
const openFor = async (carrying: Carrying, hsmId: string): Done => {
  const from = carrying.joining.get(hsmId);
  const holder = holderIn(carrying.fleet, hsmId);
  const contents =
    holder?.kind === 'CLUSTER'
      ? holder.hsms.find((it) => it.hsmId === hsmId)?.joinsWith
      : undefined;
  if (from === undefined || holder === undefined || contents === undefined) return nothing;
  const flushed = await flush(carrying);
  return flushed._tag === 'Left'
    ? flushed
    : open(carrying, { what: 'JOINING', from, by: hsmId, region: holder.region, contents });
};

const isWork = ({ kind }: Effect): boolean => kind !== 'OPEN' && kind !== 'REPORT';

/** Work follows the event that asks for it, and comes before any event that follows. */
const carry = async (
  carrying: Carrying,
  it: FleetEvent,
  metadata: NewEntry['metadata'] & object,
): Done => {
  const opened =
    it.event.type === 'HsmAdded' ? await openFor(carrying, it.event.data.hsmId) : nothing;
  if (opened._tag === 'Left') return opened;
  carrying.pending.push({ stream: it.stream, event: encodeFleetEvent(it), metadata });
  carrying.fleet = evolveFleet(carrying.fleet, it);
  const effects = effectsOf(it);
  const flushed = effects.some(isWork) ? await flush(carrying) : nothing;
  if (flushed._tag === 'Left') return flushed;
  for (const effect of effects) {
    // Effects are done in order.
    // eslint-disable-next-line no-await-in-loop
    const outcome = await perform(carrying, effect);
    if (outcome._tag === 'Left') return outcome;
  }
  return nothing;
};

/**
 * Carries out a run of a drill in a new store, event by event: what was decided at each instant
 * keeps its instant.
 *
 * @param onProgress - told how many events of how many are done
 * @returns Left: the store did not work
 */
export const carryOut = async (
  run: DrillRun,
  store: DrillStore,
  onProgress: (done: number, all: number) => void,
): Promise<Either<StorageFailed, Carried>> => {
  const done: Collected = { sealed: [], rewrapped: [], opened: [], destroyed: [], faults: [] };
  const { drill, book, fleet, happenings } = run;
  const beginning = checkedFleet({ at: drill.startsAt, edition: fleet.edition });
  const carrying: Carrying = { store, done, joining: new Map(), pending: [], fleet: beginning };
  const note: DrillNote = {
    drill: drill.name,
    names: Object.fromEntries(book.names().map((name) => [name, book.idOf(name) ?? ''])),
  };
  for (const [index, [event, step]] of happenings.entries()) {
    // What comes later may need what was done before.
    // eslint-disable-next-line no-await-in-loop
    const carried = await carry(carrying, event, {
      ...(index === 0 ? note : {}),
      ...(step === undefined ? {} : { step }),
    });
    if (carried._tag === 'Left') return carried;
    onProgress(index + 1, happenings.length);
  }
  const flushed = await flush(carrying);
  return flushed._tag === 'Left' ? flushed : right({ events: happenings.length, ...done });
};

/**
 * Opens a fleet: loads it, and puts its writer and its worker together.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import { emptyFleet, type Fleet } from '@hsm-lifecycle/core/fleet';
import { platformRandom, type RandomBytes } from '@hsm-lifecycle/crypto';
import type { FleetStore } from '../effects/planes.ts';
import type { Answer } from '../kernel/answer.ts';
import { isLeft, right, type Either } from '../kernel/either.ts';
import { ignored } from '../kernel/ignored.ts';
import { EMPTY_HEAD } from '../store/chain.ts';
import type { StorageFailed } from '../store/storage-failed.ts';
import type { NewEffect } from '../store/effect-row.ts';
import { batching, type Batching } from './batching.ts';
import { checkpoints, type Checkpoints } from './checkpoints.ts';
import { decider, reportAt } from './decide.ts';
import type { OnFault } from './faults.ts';
import { fleetHost, type FleetHost } from './fleet-host.ts';
import { hostEdition } from './host-edition.ts';
import { calling } from './host-failed.ts';
import { checkpointOf, load, type Loaded } from './load.ts';
import type { HostFailed, OpenFleetRefusal } from './refusals.ts';
import type { RuntimeWith } from './runtime-with.ts';
import { working, type Working } from './working.ts';
import type { WaitingHsm } from './working-with.ts';

/** What opening a fleet needs beside what the runtime was given. */
export type OpenFleetWith = {
  readonly input: RuntimeWith;
  readonly id: string;
  readonly worker: string;
  readonly now: () => EpochMillis;
  readonly onFault: OnFault;
  readonly isClosed: () => boolean;
};

/** An open fleet. */
export type OpenFleet = {
  readonly host: FleetHost;
  readonly own: Batching;
  readonly work: Working;
  readonly kept: Checkpoints;
};

const DEADLINE_MS = 30_000;
/** A timer that is set for longer fires at once. */
const TIMER_MS_MAX = 2 ** 31 - 1;
const AT_ONCE = 8;
const CHECKPOINT_EVERY = 1000;
const GAP_MS = 86_400_000;

const SEED_BYTES = 4;

const seedOf = (random: RandomBytes): Either<HostFailed, number> =>
  calling('random', () => {
    const bytes: unknown = random(SEED_BYTES);
    ignored(bytes);
    if (!(bytes instanceof Uint8Array) || bytes.length !== SEED_BYTES)
      throw new TypeError(`random(${SEED_BYTES}) gave no ${SEED_BYTES} bytes`);
    return bytes.reduce((seed, byte) => seed * 256 + byte, 0);
  });

/**
 * An empty log gets a checkpoint at once, because the seed of ids must outlive the process. Of two
 * hosts that begin, the first one's is kept.
 */
const firstCheckpoint = async (
  at: FleetStore,
  beginning: Fleet,
): Answer<StorageFailed, undefined> => {
  const known = await at.store.checkpoint(at.fleet);
  if (isLeft(known)) return known;
  const head = await at.store.head(at.fleet);
  if (isLeft(head)) return head;
  if (known.right !== undefined || head.right.position > 0) return right(undefined);
  const first = { fleet: beginning, head: EMPTY_HEAD, versions: new Map() };
  const kept = await at.store.keep(checkpointOf(at.fleet, first));
  return isLeft(kept) ? kept : right(undefined);
};

const begun = async (input: RuntimeWith, at: FleetStore): Answer<OpenFleetRefusal, Loaded> => {
  const { quotas, random = platformRandom, edition = hostEdition } = input;
  const limits = quotas === undefined ? {} : { quotas };
  const seed = seedOf(random);
  if (isLeft(seed)) return seed;
  const beginning = emptyFleet({ at: 0, edition, seed: seed.right, ...limits });
  if (isLeft(beginning)) return beginning;
  const first = await firstCheckpoint(at, beginning.right);
  if (isLeft(first)) return first;
  const loaded = await load(at, beginning.right);
  if (isLeft(loaded)) return loaded;
  const fleet: Fleet = Object.freeze({ ...loaded.right.fleet, edition, ...limits });
  return right({ ...loaded.right, fleet });
};

/** The HSMs that wait for a backup that this host has just begun. */
const waitingHsms = (fleet: string) => {
  const waiting = new Map<string, WaitingHsm>();
  return {
    all: (): Map<string, WaitingHsm> => waiting,
    note: (effects: readonly NewEffect[]): void => {
      for (const { kind, record, source, position, ordinal } of effects) {
        if (kind === 'OPEN' && source !== undefined)
          waiting.set(source, { hsmId: record, key: { fleet, position, ordinal } });
      }
    },
  };
};

/** A clock that never throws: while the host's does, its last good reading stands, and is told. */
const clockOf = ({ now, onFault }: OpenFleetWith): ((fleet: Fleet) => EpochMillis) => {
  let last = Number.NEGATIVE_INFINITY;
  return (fleet) => {
    try {
      last = now();
    } catch (fault) {
      onFault({ _tag: 'CallbackThrew', fault });
    }
    return Math.max(last, fleet.asOf);
  };
};

const assembled = (given: OpenFleetWith, loaded: Loaded, pending: number): OpenFleet => {
  const { input, id, worker, onFault, now, isClosed } = given;
  const { store, checkpointEvery: every = CHECKPOINT_EVERY } = input;
  const { effectsAtOnce: atOnce = AT_ONCE } = input;
  const deadlineMs = Math.min(input.deadlineMs ?? DEADLINE_MS, TIMER_MS_MAX);
  const waiting = waitingHsms(id);
  const clock = clockOf(given);
  let commits = 0;
  let watching: Promise<void> | undefined;
  const watch = async (): Promise<void> => {
    const outcome = await work.idle();
    watching = undefined;
    if (isLeft(outcome)) own.giveUp(outcome.left);
    else own.wake();
  };
  const own = batching({
    store,
    fleet: id,
    loaded,
    pending,
    decide: decider(clock, deadlineMs),
    commitId: () => `${worker}-${(commits += 1).toString(36)}`,
    claimBy: (ending) => work.claimBy(ending),
    onWaiting: () => {
      watching ??= watch();
    },
    onCommitted: ({ claimed }, effects) => {
      waiting.note(effects);
      work.take(claimed);
      kept.note();
    },
  });
  const work = working({
    planes: { ...input, fleet: id },
    own,
    at: (fleet) => reportAt(fleet, clock),
    worker,
    deadlineMs,
    atOnce,
    onFault,
    waitingFor: waiting.all,
  });
  const kept = checkpoints({ store, fleet: id, every, now: own.now, isBusy: own.isBusy });
  const strict = (fleet: Fleet): EpochMillis => Math.max(now(), fleet.asOf);
  return { host: fleetHost({ id, own, work, clock: strict, isClosed }), own, work, kept };
};

/** A wall clock that is far ahead of the fleet is followed, and told. */
const tellGap = (given: OpenFleetWith, { fleet, head }: Loaded): void => {
  if (typeof given.input.clock === 'function' || head.position === 0) return;
  const ms = clockOf(given)(fleet) - fleet.asOf;
  if (ms > GAP_MS) given.onFault({ _tag: 'LongGap', ms });
};

/** Opens a fleet, and begins the work that an earlier run left undone. */
export const openFleet = async (given: OpenFleetWith): Answer<OpenFleetRefusal, OpenFleet> => {
  const at = { store: given.input.store, fleet: given.id };
  const loaded = await begun(given.input, at);
  if (isLeft(loaded)) return loaded;
  const pending = await at.store.pending(at.fleet);
  if (isLeft(pending)) return pending;
  tellGap(given, loaded.right);
  const opened = assembled(given, loaded.right, pending.right.length);
  if (pending.right.length > 0) void opened.work.idle();
  return right(opened);
};

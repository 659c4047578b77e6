/**
 * Performs the effects of a fleet: several at a time, each until it is done or its deadline is
 * over.
 *
 * @module
 */
import type { Signal } from '@hsm-lifecycle/crypto';
import type { FleetEvent } from '@hsm-lifecycle/core/fleet';
import { effectIn } from '../effects/effect-rows.ts';
import type { Effect } from '../effects/effect.ts';
import type { Answer } from '../kernel/answer.ts';
import { changes, type Changes } from '../kernel/changes.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { afterMs, later } from '../kernel/soon.ts';
import { effectKeyText, type Claim, type ClaimBy, type Claimed } from '../store/effect-row.ts';
import type { StorageFailed } from '../store/storage-failed.ts';
import { eventIn } from './event-in.ts';
import { attempting, type Attempts } from './attempting.ts';
import type { WorkingWith } from './working-with.ts';
import type { LogUnreadable, RuntimeClosed } from './refusals.ts';

/** Why work stands still. */
export type IdleError = StorageFailed | LogUnreadable | RuntimeClosed;

/** The effects of a fleet at work. */
export type Working = {
  /** How many more can be performed once those in `ending` are done. */
  readonly claimBy: (ending?: readonly Claim[]) => ClaimBy;
  readonly take: (claimed: readonly Claimed[]) => void;
  /** Waits until no effect is left. Left: why the rest stands still; the next call tries again. */
  readonly idle: () => Answer<IdleError, void>;
  /** Takes no more work. */
  readonly halt: () => void;
  /** Waits for the work in progress after a halt; not any longer once the signal is aborted. */
  readonly stop: (signal?: Signal) => Promise<void>;
};

/** A lease outlives the deadline, so a host that lives never loses it. */
const LEASE_MARGIN_MS = 5000;
const POLL_MS = 20;
const RETRY_MS = 1000;

/** The effect of a row, as the event in the log says it. */
const evidence = async (
  { planes: { store, fleet } }: WorkingWith,
  claimed: Claimed,
): Answer<StorageFailed, Effect | undefined> => {
  const { position } = claimed;
  const found = await store.read({ fleet, after: position - 1, limit: 1 });
  if (isLeft(found)) return found;
  const [entry] = found.right;
  const event: Either<unknown, FleetEvent> =
    entry?.position === position ? eventIn(entry) : left(undefined);
  return right(isLeft(event) ? undefined : effectIn(event.right, claimed));
};

type State = {
  readonly active: Map<string, AbortController>;
  readonly changed: Changes;
  readonly attempts: Attempts;
  stuck: StorageFailed | undefined;
  isStopped: boolean;
  isAbandoned: boolean;
};

const retryLater = (state: State, kick: () => Promise<void>): void => {
  later(RETRY_MS, () => {
    if (state.stuck !== undefined && !state.isStopped) void kick();
  });
};

/** Performs one claimed effect, and writes the result. */
const performOne = async (
  input: WorkingWith,
  state: State,
  claimed: Claimed,
): Promise<StorageFailed | undefined> => {
  const effect = await evidence(input, claimed);
  if (isLeft(effect)) return effect.left;
  const { own, onFault } = input;
  if (effect.right === undefined) {
    onFault({ _tag: 'EffectWithoutEvent' }, claimed);
    const plan = () => right({ commands: [], parts: { done: [claimed] } });
    const written = await own.write({ plan, metadata: '{}', isReport: true });
    return isLeft(written) && written.left._tag === 'StorageFailed' ? written.left : undefined;
  }
  return state.attempts.attempt(effect.right, claimed);
};

/** The same, when anything throws: told, and tried again later. */
const performedOne: typeof performOne = async (input, state, claimed) => {
  try {
    return await performOne(input, state, claimed);
  } catch (fault) {
    input.onFault({ _tag: 'CallbackThrew', fault }, claimed);
    return { _tag: 'StorageFailed', reason: 'OTHER', detail: 'the work threw' };
  }
};

const finish = async (
  input: WorkingWith,
  state: State,
  { claimed, trouble }: { readonly claimed: Claimed; readonly trouble: StorageFailed | undefined },
): Promise<void> => {
  const { store } = input.planes;
  if (trouble !== undefined) {
    input.onFault({ _tag: 'NotStored', error: trouble }, claimed);
    await store.release(claimed, { runAt: 0, error: trouble.reason });
    state.stuck = trouble;
  } else if (state.isAbandoned) await store.release(claimed, { runAt: 0, error: 'closed' });
  state.active.delete(effectKeyText(claimed));
  state.changed.tell();
  input.own.wake();
};

/** Begins to perform a claimed effect. Resolves when it is finished. */
const performing = async (input: WorkingWith, state: State, claimed: Claimed): Promise<void> => {
  const controller = new AbortController();
  state.active.set(effectKeyText(claimed), controller);
  const trouble = await performedOne(input, state, claimed);
  await finish(input, state, { claimed, trouble });
};

/** Waits until nothing is performed, or no longer once the signal is aborted. */
const stopping = async (state: State, signal: Signal | undefined): Promise<void> => {
  const { active, changed } = state;
  const abandon = (): void => {
    state.isAbandoned = true;
    for (const controller of active.values()) controller.abort();
  };
  if (signal?.aborted === true) abandon();
  signal?.addEventListener('abort', abandon);
  while (active.size > 0) {
    // eslint-disable-next-line no-await-in-loop
    await changed.next();
  }
  signal?.removeEventListener('abort', abandon);
};

type Kicking = { readonly input: WorkingWith; readonly state: State };

const claimByFor = ({ input, state }: Kicking, ending: readonly Claim[]): ClaimBy => {
  const { worker, deadlineMs, atOnce } = input;
  const { active, isStopped } = state;
  const ends = ending.filter((it) => active.has(effectKeyText(it))).length;
  return {
    worker,
    limit: isStopped ? 0 : Math.max(0, atOnce - active.size + ends),
    leaseMs: deadlineMs + LEASE_MARGIN_MS,
  };
};

const taking = (kicking: Kicking, claimed: readonly Claimed[]): void => {
  const { input, state } = kicking;
  for (const it of claimed)
    void performing(input, state, it).then(() =>
      state.stuck === undefined ? undefined : retryLater(state, () => kick(kicking)),
    );
};

/** Claims what can be performed now. */
const kick = async (kicking: Kicking): Promise<void> => {
  const { input, state } = kicking;
  const { planes, own } = input;
  if (state.isStopped || own.unread() !== undefined) return;
  state.stuck = undefined;
  const claimed = await planes.store.claim({ ...claimByFor(kicking, []), fleet: planes.fleet });
  if (isLeft(claimed)) {
    state.stuck = claimed.left;
    return;
  }
  const isAhead = claimed.right.some(({ position }) => position > own.now().head.position);
  if (isAhead) await own.fresh();
  taking(kicking, claimed.right);
};

/** Looks for work that another host has finished, or given up. */
const poll = async (kicking: Kicking): Promise<void> => {
  await afterMs(POLL_MS);
  await kicking.input.own.fresh();
  await kick(kicking);
};

/** Makes the worker of a fleet. */
export const working = (input: WorkingWith): Working => {
  const { own } = input;
  const active = new Map<string, AbortController>();
  const state: State = {
    active,
    changed: changes(),
    attempts: attempting(input, (claimed) => active.get(effectKeyText(claimed))),
    stuck: undefined,
    isStopped: false,
    isAbandoned: false,
  };
  const kicking: Kicking = { input, state };
  /** How waiting ended; undefined if there is something to wait for. */
  const ended = (): Either<IdleError, void> | undefined => {
    const unread = own.unread();
    if (unread !== undefined) return left(unread);
    if (active.size > 0) return undefined;
    if (state.stuck !== undefined) return left(state.stuck);
    if (own.pending() === 0) return right(undefined);
    return state.isStopped ? left({ _tag: 'RuntimeClosed' }) : undefined;
  };
  const idle: Working['idle'] = async () => {
    if (own.pending() > active.size) await kick(kicking);
    for (;;) {
      const end = ended();
      if (end !== undefined) return end;
      // Either something here ends, or another host has the work.
      // eslint-disable-next-line no-await-in-loop
      await (active.size > 0 ? state.changed.next() : poll(kicking));
    }
  };
  return {
    claimBy: (ending = []) => claimByFor(kicking, ending),
    take: (claimed) => taking(kicking, claimed),
    idle,
    halt: () => {
      state.isStopped = true;
    },
    stop: (signal) => stopping(state, signal),
  };
};

/**
 * The shell around the model: opens the fleets of a store, and keeps them at work.
 *
 * @module
 */
import { platformRandom, type Signal } from '@hsm-lifecycle/crypto';
import type { Answer } from '../kernel/answer.ts';
import { hexDigits } from '../kernel/bytes.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { ignored } from '../kernel/ignored.ts';
import { guarded } from '../store/guarded.ts';
import type { StorageFailed } from '../store/storage-failed.ts';
import type { StoreHealth } from '../store/store.ts';
import { leapOf, readingOf, wallClock, type Clock } from './clock.ts';
import { heard, type OnFault } from './faults.ts';
import type { FleetHost } from './fleet-host.ts';
import { openFleet, type OpenFleet } from './open-fleet.ts';
import type {
  CreateRuntimeRefusal,
  NotAProvider,
  OpenFleetRefusal,
  OptionOutOfRange,
} from './refusals.ts';
import type { RuntimeWith } from './runtime-with.ts';

/** How a runtime is. */
export type Health = {
  readonly store: StoreHealth;
  readonly fleets: readonly {
    readonly id: string;
    readonly position: number;
    /** How many effects are not done. */
    readonly pending: number;
    /** A newer release has written to its log. */
    readonly isReadOnly: boolean;
  }[];
};

/** How to close. */
export type CloseWith = {
  /** Aborted: work in progress is given back and found again at the next start. */
  readonly signal?: Signal;
};

/** A running host. */
export type Runtime = {
  /** Opens a fleet, or gives the one that is open. A new id begins a new fleet. */
  readonly fleet: (id: string) => Answer<OpenFleetRefusal, FleetHost>;
  readonly health: () => Answer<StorageFailed, Health>;
  /** Follows the wall clock after it has leapt. */
  readonly acceptClock: () => void;
  /**
   * Stops after the commands and the effects in progress; the next start continues with the rest. A
   * command that lets much time pass ends after the commit in progress, as `RuntimeClosed`: what
   * it has written stays, and a later one goes on from there. The caller closes the store.
   */
  readonly close: (how?: CloseWith) => Promise<void>;
};

const NEEDED = {
  store: ['commit', 'read', 'claim', 'release'],
  keyring: ['activeKey', 'findKey', 'wrap', 'unwrap'],
  cipher: ['random'],
} as const;

const lacking = (input: RuntimeWith): NotAProvider | undefined => {
  for (const what of ['store', 'keyring'] as const) {
    const given: unknown = input[what];
    const missing = NEEDED[what].find(
      (name) =>
        typeof given !== 'object' ||
        given === null ||
        typeof Reflect.get(given, name) !== 'function',
    );
    if (missing !== undefined) return { _tag: 'NotAProvider', what, missing };
  }
  return typeof input.cipher === 'object'
    ? undefined
    : { _tag: 'NotAProvider', what: 'cipher', missing: NEEDED.cipher[0] };
};

const isCount = (given: number): boolean => Number.isSafeInteger(given) && given >= 1;

const wrongOption = (option: OptionOutOfRange['option'], given: number): OptionOutOfRange => ({
  _tag: 'OptionOutOfRange',
  option,
  given,
});

const outOfRange = (input: RuntimeWith): OptionOutOfRange | undefined => {
  const { deadlineMs = 1, effectsAtOnce = 1, checkpointEvery = 1 } = input;
  if (!(deadlineMs > 0)) return wrongOption('deadlineMs', deadlineMs);
  if (!isCount(effectsAtOnce)) return wrongOption('effectsAtOnce', effectsAtOnce);
  return isCount(checkpointEvery) ? undefined : wrongOption('checkpointEvery', checkpointEvery);
};

const WORKER_BYTES = 6;

/** Tells each leap of the clock once. */
const watched = (clock: Clock, onFault: OnFault): (() => number) => {
  let told = 0;
  return () => {
    const now = readingOf(clock);
    const ms = leapOf(clock);
    if (ms !== 0 && told === 0) onFault({ _tag: 'ClockLeapt', ms });
    told = ms;
    return now;
  };
};

const LONE_SURROGATE = /\p{Surrogate}/u;

/** In UTF-8 all lone surrogates are the same character, so several fleets would become one. */
const isFleetId = (id: unknown): boolean =>
  typeof id === 'string' && id !== '' && !LONE_SURROGATE.test(id);

const healthOf = ({ host, own }: OpenFleet): Health['fleets'][number] => ({
  id: host.id,
  position: own.now().head.position,
  pending: own.pending(),
  isReadOnly: own.unread() !== undefined,
});

const closeFleet = async ({ own, work, kept }: OpenFleet, how: CloseWith): Promise<void> => {
  own.interrupt({ _tag: 'RuntimeClosed' });
  work.halt();
  await own.quiet();
  await work.stop(how.signal);
  own.giveUp({ _tag: 'RuntimeClosed' });
  await own.quiet();
  await kept.quiet();
};

/**
 * Makes a runtime on an open store.
 *
 * @param given - the store, the planes, a clock; see {@link RuntimeWith}
 * @returns Left: `NotAProvider` if the store, the keyring or the cipher is none;
 *   `OptionOutOfRange` if a number cannot be what it is
 */
export const createRuntime = (given: RuntimeWith): Either<CreateRuntimeRefusal, Runtime> => {
  const wrong = lacking(given) ?? outOfRange(given);
  if (wrong !== undefined) return left(wrong);
  const input: RuntimeWith = { ...given, store: guarded(given.store) };
  const onFault = heard(input.onFault);
  const { clock: asked = wallClock() } = input;
  const clock: Clock = typeof asked === 'function' ? { now: asked } : asked;
  const now = watched(clock, onFault);
  const worker = hexDigits(platformRandom(WORKER_BYTES));
  const opening = new Map<string, Answer<OpenFleetRefusal, OpenFleet>>();
  const open = new Map<string, OpenFleet>();
  let isClosed = false;

  const opened = async (id: string): Answer<OpenFleetRefusal, OpenFleet> => {
    const fleet = await openFleet({ input, id, worker, now, onFault, isClosed: () => isClosed });
    if (isLeft(fleet)) opening.delete(id);
    else open.set(id, fleet.right);
    return fleet;
  };

  return right({
    fleet: async (id) => {
      if (isClosed) return left({ _tag: 'RuntimeClosed' });
      if (!isFleetId(id)) return left({ _tag: 'FleetIdMalformed', id });
      const fleet = opening.get(id) ?? opened(id);
      opening.set(id, fleet);
      const outcome = await fleet;
      return isLeft(outcome) ? outcome : right(outcome.right.host);
    },
    health: async () => {
      const store = await input.store.health();
      return isLeft(store)
        ? store
        : right({ store: store.right, fleets: [...open.values()].map(healthOf) });
    },
    acceptClock: () => {
      try {
        ignored(clock.accept?.());
      } catch (fault) {
        onFault({ _tag: 'CallbackThrew', fault });
      }
    },
    close: async (how = {}) => {
      isClosed = true;
      await Promise.all(opening.values());
      await Promise.all([...open.values()].map((it) => closeFleet(it, how)));
    },
  });
};

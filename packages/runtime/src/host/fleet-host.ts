/**
 * One fleet under a host: takes commands, writes events, performs what they require, and reports.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import type { Answer } from '../kernel/answer.ts';
import { isEither, isLeft, left, right, type Either } from '../kernel/either.ts';
import type { Metadata } from '../store/change.ts';
import type { StorageFailed } from '../store/storage-failed.ts';
import type { Batching } from './batching.ts';
import type { Accepted, WorkPlan } from './decide.ts';
import { calling, hostFailed } from './host-failed.ts';
import { metadataText } from './metadata-text.ts';
import type { DispatchError, HostFailed, LogUnreadable } from './refusals.ts';
import { timed, type Timeless } from './timeless.ts';
import type { IdleError, Working } from './working.ts';

/** A command, or a function that makes it from the fleet of its turn. */
export type AskedCommand<Refusal> = Timeless | ((fleet: Fleet) => Either<Refusal, Timeless>);

/** A fleet that takes commands. */
export type FleetHost = {
  /** Its id in the store. */
  readonly id: string;
  /**
   * Takes a command. Right: its events are durable, and the work that they require has started.
   *
   * Time waits for work: a command at a later instant goes from due instant to due instant, and
   * what was asked for earlier is done before each. A function is called in its turn, again if
   * another writer was faster, so it must have no effects of its own.
   */
  readonly dispatch: <Refusal = never>(
    command: AskedCommand<Refusal>,
    metadata?: Metadata,
  ) => Answer<DispatchError | Refusal, Accepted>;
  /**
   * Lets time pass, one due instant after another, and performs what each requires before the next.
   * An instant before the fleet's `asOf` changes nothing.
   *
   * @param at - in milliseconds since the epoch; the clock's time if left out
   */
  readonly advance: (at?: EpochMillis) => Answer<DispatchError, Fleet>;
  /** The present fleet, as this host knows it. */
  readonly state: () => Fleet;
  /** The same, after reading what other hosts have written. */
  readonly fresh: () => Answer<StorageFailed | LogUnreadable, Fleet>;
  /** Waits until all work is done and reported. Left: the error that stopped it. */
  readonly idle: () => Answer<IdleError, Fleet>;
  /**
   * Why the fleet takes no commands: a newer release has written to its log. Undefined if it does.
   */
  readonly readOnly: () => LogUnreadable | undefined;
};

/** What a fleet's host needs. */
export type FleetHostWith = {
  readonly id: string;
  readonly own: Batching;
  readonly work: Working;
  /** Throws if the host's clock does. */
  readonly clock: (fleet: Fleet) => EpochMillis;
  readonly isClosed: () => boolean;
};

const commandFor = <Refusal>(
  asked: AskedCommand<Refusal>,
  fleet: Fleet,
): Either<Refusal | HostFailed, Timeless> => {
  if (typeof asked !== 'function') return right(asked);
  const made = calling('command', () => asked(fleet));
  if (isLeft(made)) return made;
  const answer: unknown = made.right;
  return isEither(answer)
    ? made.right
    : left(hostFailed('command', `the function gave ${String(answer)}, and no Either`));
};

/** Makes the host of a fleet. */
export const fleetHost = ({ id, own, work, clock, isClosed }: FleetHostWith): FleetHost => {
  const planFor =
    <Refusal>(asked: AskedCommand<Refusal>) =>
    (fleet: Fleet): Either<DispatchError | Refusal, WorkPlan> => {
      const command = commandFor(asked, fleet);
      if (isLeft(command)) return command;
      const now = calling('clock', () => clock(fleet));
      if (isLeft(now)) return now;
      const whole = timed(command.right, { at: now.right, fleet });
      return isLeft(whole) ? whole : right({ commands: [whole.right] });
    };

  const dispatch: FleetHost['dispatch'] = async (asked, metadata = {}) => {
    if (isClosed()) return left({ _tag: 'RuntimeClosed' });
    const text = metadataText(metadata);
    if (isLeft(text)) return text;
    return own.write({ plan: planFor(asked), metadata: text.right, isReport: false });
  };

  const idle: FleetHost['idle'] = async () => {
    const outcome = await work.idle();
    return isLeft(outcome) ? outcome : right(own.now().fleet);
  };

  const advance: FleetHost['advance'] = async (given) => {
    const now = given === undefined ? calling('clock', () => clock(own.now().fleet)) : right(given);
    if (isLeft(now)) return now;
    const at = now.right;
    const reached = await dispatch((fleet) =>
      right({ type: 'Advance', data: { at: Math.max(at, fleet.asOf) } }),
    );
    return isLeft(reached) ? reached : idle();
  };

  return {
    id,
    dispatch,
    advance,
    state: () => own.now().fleet,
    fresh: async () => {
      const news = await own.fresh();
      return isLeft(news) ? news : right(news.right.fleet);
    },
    idle,
    readOnly: own.unread,
  };
};

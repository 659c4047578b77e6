/**
 * Decides one piece of work on a fleet. Time waits for work: no due instant is passed while an
 * effect is not done.
 *
 * @module
 */
import type { Command, EpochMillis } from '@hsm-lifecycle/core';
import {
  nextDueAt,
  step,
  type Fleet,
  type FleetEvent,
  type StepRefusal,
} from '@hsm-lifecycle/core/fleet';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { ChangeDraft, Parts } from './drafting.ts';
import { endedAtOnce } from './follow-ups.ts';
import { isReportable } from './in-progress.ts';

/** What a piece of work does to the fleet of its turn. */
export type WorkPlan = {
  readonly commands: readonly Command[];
  readonly parts?: Parts;
};

/** A piece of work: a client's command, or the result of an effect. */
export type Work<Refusal> = {
  /** Called with the fleet of its turn; again if another writer was faster. */
  readonly plan: (fleet: Fleet) => Either<Refusal, WorkPlan>;
  readonly metadata: string;
  /**
   * A report that nothing waits for any more is not an error: a client, a lost region or a failed
   * backup ended the work first.
   */
  readonly isReport: boolean;
};

/** The durable result of a command. */
export type Accepted = {
  /** Its events, and those that followed at once. */
  readonly events: readonly FleetEvent[];
  /** Of the last event in the fleet's log. */
  readonly position: number;
};

/** How far a piece of work came. `WAITS`: for effects; `AGAIN`: in the next commit. */
export type WorkDecision<Refusal> = 'WAITS' | 'AGAIN' | Either<Refusal | StepRefusal, Accepted>;

/** The instant of what happens now. */
export type ClockOf = (fleet: Fleet) => EpochMillis;

/**
 * The instant of a report: now, but never past a due instant, since work that was asked for
 * earlier may still be going on.
 */
export const reportAt = (fleet: Fleet, clock: ClockOf): EpochMillis => {
  const now = clock(fleet);
  const due = nextDueAt(fleet);
  return due !== undefined && due <= now ? fleet.asOf : now;
};

/** How many events time alone may add to one commit. */
const EVENTS_MAX = 2000;

/** Decides pieces of work on a draft. */
export type Decider = <Refusal>(draft: ChangeDraft, work: Work<Refusal>) => WorkDecision<Refusal>;

type Deciding = { readonly draft: ChangeDraft; readonly metadata: string; readonly clock: ClockOf };

const stepped = (
  { draft, metadata, clock }: Deciding,
  command: Command,
): Either<StepRefusal, readonly FleetEvent[]> => {
  const events: FleetEvent[] = [];
  const apply = (it: Command): Either<StepRefusal, readonly FleetEvent[]> => {
    const outcome = step(draft.fleet(), it);
    if (isLeft(outcome)) return outcome;
    draft.take(outcome.right, metadata);
    events.push(...outcome.right[1]);
    return right(outcome.right[1]);
  };
  let news = apply(command);
  while (!isLeft(news)) {
    const id = endedAtOnce(draft.fleet(), events);
    if (id === undefined) return right(events);
    const at = reportAt(draft.fleet(), clock);
    news = apply({ type: 'Settle', data: { id, at, outcome: 'SUCCEEDED' } });
  }
  return news;
};

/** Whether a refused report says what something still waits for. */
const isWanted = (fleet: Fleet, command: Command): boolean =>
  command.type === 'Settle' && isReportable(fleet, command.data.id);

/** All of a plan, or nothing. */
const all = (
  deciding: Deciding,
  { commands, parts = {} }: WorkPlan,
  isReport: boolean,
): Either<StepRefusal, Accepted> => {
  const { draft } = deciding;
  const discard = draft.mark();
  const events: FleetEvent[] = [];
  for (const command of commands) {
    const back = draft.mark();
    const outcome = stepped(deciding, command);
    if (!isLeft(outcome)) {
      events.push(...outcome.right);
      continue;
    }
    back();
    if (!isReport || isWanted(draft.fleet(), command)) {
      discard();
      return left(outcome.left);
    }
  }
  draft.add(parts);
  return right({ events, position: draft.position() });
};

const lastOf = ({ commands }: WorkPlan): EpochMillis => commands.at(-1)?.data.at ?? 0;

/**
 * Whether work that is not done stands in the way of an instant: something is due by then, or would
 * be due if the work were done, since what was asked for by now is done within the deadline.
 */
const mustWait = (draft: ChangeDraft, at: EpochMillis, deadlineMs: number): boolean => {
  const due = nextDueAt(draft.fleet());
  const isDue = due !== undefined && due <= at;
  return draft.pending() > 0 && (isDue || at > draft.fleet().asOf + deadlineMs);
};

/**
 * Makes a decider.
 *
 * @param deadlineMs - how long work may take
 */
export const decider =
  (clock: ClockOf, deadlineMs: number): Decider =>
  (draft, work) => {
    const deciding: Deciding = { draft, metadata: work.metadata, clock };
    const from = draft.position();
    for (;;) {
      const plan = work.plan(draft.fleet());
      if (isLeft(plan)) return plan;
      const at = lastOf(plan.right);
      if (!work.isReport && mustWait(draft, at, deadlineMs)) return 'WAITS';
      const due = nextDueAt(draft.fleet());
      if (work.isReport || due === undefined || due > at)
        return all(deciding, plan.right, work.isReport);
      if (draft.position() - from > EVENTS_MAX) return 'AGAIN';
      const passed = stepped(deciding, { type: 'Advance', data: { at: due } });
      if (isLeft(passed)) return passed;
    }
  };

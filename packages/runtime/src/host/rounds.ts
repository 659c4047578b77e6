/**
 * One round of a writer: takes what is queued, decides it, and writes it in one commit.
 *
 * @module
 */
import type { Answer } from '../kernel/answer.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import type { StoreChange, Committed } from '../store/change.ts';
import type { CommitError } from '../store/refusals.ts';
import type { StorageFailed } from '../store/storage-failed.ts';
import { commitSurely } from './ambiguous.ts';
import type { BatchingWith } from './batching-with.ts';
import type { Accepted, Decider, Work } from './decide.ts';
import { drafting, type ChangeDraft } from './drafting.ts';
import { catchUp, type FleetAt, type Loaded } from './load.ts';
import type { LogUnreadable } from './refusals.ts';

/** A piece of work, and who waits for it. */
export type Item = {
  readonly work: Work<unknown>;
  readonly answer: (outcome: Either<unknown, Accepted>) => void;
  readonly reject: (fault: unknown) => void;
};

type Answered = { readonly item: Item; readonly outcome: Either<unknown, Accepted> };

type Round = {
  readonly draft: ChangeDraft;
  readonly answered: readonly Answered[];
  /** What goes back to the queue. */
  readonly left: readonly Item[];
  readonly isUnfinished: boolean;
};

const BATCH_MAX = 256;
const CONFLICTS_MAX = 50;

/** Whether the refusal may be about one piece of work of several. */
const isOfOne = (error: CommitError): boolean =>
  error._tag === 'StorageFailed' ? error.reason === 'FULL' : error._tag !== 'Conflict';

/** Who waits for the news. */
export type Fresh = (outcome: Either<StorageFailed | LogUnreadable, FleetAt>) => void;

/** What a writer knows, and what it has to do. */
export type State = {
  at: Loaded;
  versions: Map<string, number>;
  pending: number;
  queue: Item[];
  /** Who waits for the news. */
  wanting: Fresh[];
  isRunning: boolean;
  /** Whether anything came since the last round. */
  isNew: boolean;
  /** For how many rounds each piece of work is written alone. */
  alone: number;
  conflicts: number;
  givenUp: { readonly _tag: string } | undefined;
  /** Set when the runtime closes: no command may go on for many commits any more. */
  interrupted: { readonly _tag: string } | undefined;
};

const settleAll = (items: readonly Item[], outcome: Either<unknown, never>): void => {
  for (const { answer } of items) answer(outcome);
};

/** A broken invariant is the caller's to see, and ends nobody else's work. */
const decided = (
  decide: Decider,
  draft: ChangeDraft,
  { work, reject }: Item,
): ReturnType<Decider> | 'BROKEN' => {
  const discard = draft.mark();
  try {
    return decide(draft, work);
  } catch (fault) {
    discard();
    reject(fault);
    return 'BROKEN';
  }
};

const decideRound = ({ decide }: BatchingWith, state: State): Round => {
  const draft = drafting(state.at, state.pending);
  const answered: Answered[] = [];
  const kept: Item[] = [];
  let isUnfinished = false;
  const most = state.alone > 0 ? 1 : BATCH_MAX;
  for (const item of state.queue) {
    if (answered.length >= most || isUnfinished) kept.push(item);
    else {
      const decision = decided(decide, draft, item);
      if (decision === 'WAITS' || decision === 'AGAIN') kept.push(item);
      else if (decision !== 'BROKEN') answered.push({ item, outcome: decision });
      isUnfinished = decision === 'AGAIN';
    }
  }
  return { draft, answered, left: kept, isUnfinished };
};

/** Reads the news; a log that cannot be read further makes the fleet read-only. */
const readNews = async (
  input: BatchingWith,
  state: State,
): Answer<StorageFailed | LogUnreadable, FleetAt> => {
  const news = await catchUp(input, state.at);
  if (isLeft(news)) return news;
  const pending = await input.store.pending(input.fleet);
  if (isLeft(pending)) return pending;
  state.versions = new Map(news.right.versions);
  state.at = { ...news.right, versions: state.versions };
  state.pending = pending.right.length;
  return right(state.at);
};

const changeOf = (input: BatchingWith, state: State, draft: ChangeDraft): StoreChange => {
  const { events, effects, parts } = draft.done();
  return {
    fleet: input.fleet,
    commit: input.commitId(),
    expected: state.at.head,
    events,
    effects,
    ...parts,
    claim: input.claimBy(parts.done ?? []),
  };
};

/** What was written becomes the fleet. */
const learn = (state: State, draft: ChangeDraft, { head, pending }: Committed): void => {
  const { fleet, versions } = draft.done();
  // In place: a fleet has many streams, and few change at a time.
  for (const [stream, version] of versions) state.versions.set(stream, version);
  state.at = { fleet, head, versions: state.versions, unread: undefined };
  state.pending = pending;
  state.conflicts = 0;
  state.givenUp = undefined;
};

const refuse = async (
  input: BatchingWith,
  state: State,
  failure: { readonly round: Round; readonly error: CommitError },
): Promise<void> => {
  const { round, error } = failure;
  const items = round.answered.map(({ item }) => item);
  if (error._tag === 'Conflict' && state.conflicts < CONFLICTS_MAX) {
    state.conflicts += 1;
    const news = await readNews(input, state);
    if (isLeft(news)) settleAll(items, news);
    else state.queue = [...items, ...state.queue];
  } else if (items.length > 1 && isOfOne(error)) {
    state.alone = items.length;
    state.queue = [...items, ...state.queue];
  } else {
    state.conflicts = 0;
    settleAll(items, left(error));
  }
};

/** Answers what needs no commit. False if everything that is queued waits for effects. */
const answerRound = (input: BatchingWith, state: State, { answered }: Round): boolean => {
  for (const { item, outcome } of answered) item.answer(outcome);
  if (answered.length > 0) return true;
  const { givenUp } = state;
  state.givenUp = undefined;
  if (state.queue.length === 0) return false;
  if (givenUp === undefined) input.onWaiting();
  else settleAll(state.queue.splice(0), left(givenUp));
  return false;
};

const tellNews = async (input: BatchingWith, state: State): Promise<void> => {
  const wanting = state.wanting.splice(0);
  if (wanting.length === 0) return;
  const news = await readNews(input, state);
  for (const tell of wanting) tell(news);
};

/** Ends commands that would go on in the next commit, and those behind them. Reports go on. */
const interrupt = (state: State, { isUnfinished }: Round): void => {
  const { interrupted, queue } = state;
  if (interrupted === undefined || !isUnfinished) return;
  state.queue = queue.filter(({ work }) => work.isReport);
  settleAll(
    queue.filter(({ work }) => !work.isReport),
    left(interrupted),
  );
};

/** Writes one round. False if there is nothing to write or to answer. */
export const writeRound = async (input: BatchingWith, state: State): Promise<boolean> => {
  await tellNews(input, state);
  state.isNew = false;
  const { unread } = state.at;
  if (unread !== undefined) {
    settleAll(state.queue.splice(0), left(unread));
    return false;
  }
  const round = decideRound(input, state);
  state.queue = [...round.left];
  if (round.draft.isEmpty()) return answerRound(input, state, round);
  const change = changeOf(input, state, round.draft);
  const written = await commitSurely(input.store, change);
  if (isLeft(written)) await refuse(input, state, { round, error: written.left });
  else {
    learn(state, round.draft, written.right);
    input.onCommitted(written.right, change.effects ?? []);
    for (const { item, outcome } of round.answered) item.answer(outcome);
    interrupt(state, round);
  }
  state.alone = Math.max(0, state.alone - 1);
  return true;
};

/** Begins with a loaded fleet. */
export const writerState = ({ loaded, pending }: BatchingWith): State => {
  const versions = new Map(loaded.versions);
  return {
    at: { ...loaded, versions },
    versions,
    pending,
    queue: [],
    wanting: [],
    isRunning: false,
    isNew: false,
    alone: 0,
    conflicts: 0,
    givenUp: undefined,
    interrupted: undefined,
  };
};

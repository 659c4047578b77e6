/**
 * `decide` and `evolve` in the form that Emmett takes.
 *
 * @module
 */
import { isLeft } from '../kernel/either.ts';
import { evolve, initialState } from '../evolve/evolve.ts';
import { explain } from '../rules/explain.ts';
import type { HolderEvent } from '../model/event.ts';
import type { BackupHolder, NotBegun } from '../model/holder.ts';
import { decide, type Decidable, type DecideRefusal } from './decide.ts';

/** What a stream folds to. */
type State = BackupHolder | NotBegun;

/** What {@link asDecider} returns; Emmett calls this shape a `Decider`. */
export type EmmettDecider = {
  /** The events that a command brings about, oldest first. Throws a {@link RefusedCommand}. */
  readonly decide: (command: Decidable, state: State) => HolderEvent[];
  readonly evolve: (state: State, event: HolderEvent) => State;
  readonly initialState: () => State;
};

/** The error that a refused command throws: Emmett's way to append nothing. */
export type RefusedCommand = Error & {
  readonly name: 'RefusedCommand';
  /** The refusal itself, as `decide` of the main entry gives it. */
  readonly refusal: DecideRefusal;
};

const refusedCommand = (refusal: DecideRefusal): RefusedCommand =>
  Object.assign(new Error(explain(refusal)), { name: 'RefusedCommand', refusal } as const);

/** Tells whether something that was thrown is a refusal, which has a rule and an explanation. */
export const isRefusedCommand = (thrown: unknown): thrown is RefusedCommand =>
  thrown instanceof Error && thrown.name === 'RefusedCommand' && 'refusal' in thrown;

/**
 * Makes the decider of one holder's stream for Emmett: for `DeciderSpecification.for`,
 * `DeciderCommandHandler` and `CommandHandler`.
 *
 * Emmett's functions take the command first and throw what is refused; ours take the state first
 * and return it. A command that changes nothing gives no events.
 *
 * @returns plain functions; they keep no state
 * @example
 * const handle = DeciderCommandHandler(asDecider());
 * await handle(eventStore, clusterId, { type: 'Activate', data: { at, clusterId } });
 */
export const asDecider = (): EmmettDecider => ({
  decide: (command, state) => {
    const outcome = decide(state, command);
    // The only refusal that core throws: Emmett knows no other way to refuse.
    if (isLeft(outcome)) throw refusedCommand(outcome.left);
    return [...outcome.right[1]];
  },
  evolve,
  initialState: () => initialState,
});

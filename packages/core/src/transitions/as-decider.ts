/**
 * `decide` and `evolve` in the shape that Emmett expects.
 *
 * @module
 */
import { isLeft } from '../kernel/either.ts';
import { evolve, initialState } from '../evolve/evolve.ts';
import { explain } from '../rules/explain.ts';
import type { HolderEvent } from '../model/event.ts';
import type { BackupHolder, NotBegun } from '../model/holder.ts';
import { decide, type Decidable, type DecideRefusal } from './decide.ts';

/** The result of folding a stream. */
type State = BackupHolder | NotBegun;

/** What {@link asDecider} returns; Emmett calls this shape a `Decider`. */
export type EmmettDecider = {
  /** The events of a command, oldest first. Throws a {@link RefusedCommand}. */
  readonly decide: (command: Decidable, state: State) => HolderEvent[];
  readonly evolve: (state: State, event: HolderEvent) => State;
  readonly initialState: () => State;
};

/** The error thrown for a refused command, so that Emmett appends nothing. */
export type RefusedCommand = Error & {
  readonly name: 'RefusedCommand';
  /** The refusal, as `decide` of the main entry returns it. */
  readonly refusal: DecideRefusal;
};

const refusedCommand = (refusal: DecideRefusal): RefusedCommand =>
  Object.assign(new Error(explain(refusal)), { name: 'RefusedCommand', refusal } as const);

/** Tells whether a thrown value carries a refusal, with its rule and explanation. */
export const isRefusedCommand = (thrown: unknown): thrown is RefusedCommand =>
  thrown instanceof Error && thrown.name === 'RefusedCommand' && 'refusal' in thrown;

/**
 * Makes Emmett's decider for one holder's stream. Pass it to `DeciderSpecification.for`,
 * `DeciderCommandHandler` or `CommandHandler`.
 *
 * Emmett's functions take the command first and throw refusals; ours take the state first and
 * return them. A command that changes nothing yields no events.
 *
 * @returns plain, stateless functions
 * @example
 * const handle = DeciderCommandHandler(asDecider());
 * await handle(eventStore, clusterId, { type: 'Activate', data: { at, clusterId } });
 */
export const asDecider = (): EmmettDecider => ({
  decide: (command, state) => {
    const outcome = decide(state, command);
    // The only place where core throws a refusal: Emmett has no other way to refuse.
    if (isLeft(outcome)) throw refusedCommand(outcome.left);
    return [...outcome.right[1]];
  },
  evolve,
  initialState: () => initialState,
});

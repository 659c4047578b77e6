/**
 * Arbitraries with a way of their own to shrink.
 *
 * @module
 */
import { Arbitrary, stream, Value, type Random } from 'fast-check';
import type { Draw } from './commands/draw.ts';

/** How values are drawn, and how each is simplified. */
export type ArbitraryParts<Made> = {
  readonly generate: (draw: Draw) => Made;
  /**
   * Walks through simpler values, the boldest first; `hint` is what came with the value when it was
   * itself such a one.
   */
  readonly simpler: (
    value: Made,
    hint: unknown,
  ) => Iterable<{ readonly value: Made; readonly hint: unknown }>;
  readonly isMade: (value: unknown) => value is Made;
};

const drawFrom =
  (random: Random): Draw =>
  (below) =>
    random.nextInt(0, below - 1);

function* valued<Made>(
  them: Iterable<{ readonly value: Made; readonly hint: unknown }>,
): Generator<Value<Made>> {
  for (const { value, hint } of them) yield new Value(value, hint);
}

/**
 * Makes an arbitrary that fast-check's own combinators could not: one whose shrinking knows what it
 * shrinks.
 */
export const arbitraryOf = <Made>({
  generate,
  simpler,
  isMade,
}: ArbitraryParts<Made>): Arbitrary<Made> => {
  const methods: Pick<Arbitrary<Made>, 'generate' | 'shrink' | 'canShrinkWithoutContext'> = {
    generate: (random) => new Value(generate(drawFrom(random)), undefined),
    shrink: (value, hint) => stream(valued(simpler(value, hint))),
    canShrinkWithoutContext: (value): value is Made => isMade(value),
  };
  const made: Arbitrary<Made> = Object.create(Arbitrary.prototype);
  return Object.assign(made, methods);
};

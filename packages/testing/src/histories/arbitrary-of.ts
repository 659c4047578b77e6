/**
 * Arbitraries with their own shrinking.
 *
 * @module
 */
import { Arbitrary, stream, Value, type Random } from 'fast-check';
import type { Draw } from './commands/draw.ts';

/** How to generate values, and how to shrink one. */
export type ArbitraryParts<Made> = {
  readonly generate: (draw: Draw) => Made;
  /** Yields simpler values, the simplest first; `hint` is the one that came with the value. */
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

function* toValues<Made>(
  items: Iterable<{ readonly value: Made; readonly hint: unknown }>,
): Generator<Value<Made>> {
  for (const { value, hint } of items) yield new Value(value, hint);
}

/** Makes an arbitrary whose shrinking fast-check's combinators cannot express. */
export const arbitraryOf = <Made>({
  generate,
  simpler,
  isMade,
}: ArbitraryParts<Made>): Arbitrary<Made> => {
  const methods: Pick<Arbitrary<Made>, 'generate' | 'shrink' | 'canShrinkWithoutContext'> = {
    generate: (random) => new Value(generate(drawFrom(random)), undefined),
    shrink: (value, hint) => stream(toValues(simpler(value, hint))),
    canShrinkWithoutContext: (value): value is Made => isMade(value),
  };
  const made: Arbitrary<Made> = Object.create(Arbitrary.prototype);
  return Object.assign(made, methods);
};

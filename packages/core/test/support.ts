/**
 * What the tests of the machine share.
 *
 * @module
 */
import { isDeepStrictEqual } from 'node:util';
import type { Parameters } from 'fast-check';
import { customEdition, editions, type Edition, type EditionChanges } from '@hsm-lifecycle/core';
import { type Fleet } from '@hsm-lifecycle/core/fleet';

const { FC_SEED, FC_RUNS } = process.env;

/**
 * How long properties may run: a few seconds. The seed is FC_SEED when that is given, and a failure
 * prints it; FC_RUNS asks for more runs.
 */
export const bounded: Parameters<unknown> = {
  numRuns: FC_RUNS === undefined ? 60 : Number(FC_RUNS),
  ...(FC_RUNS === undefined && { interruptAfterTimeLimit: 3000 }),
  ...(FC_SEED !== undefined && { seed: Number(FC_SEED) }),
};

/** For laws of a transition or about rare events. */
export const onlyFast: Parameters<unknown> = {
  ...bounded,
  numRuns: FC_RUNS === undefined ? 30 : Number(FC_RUNS),
};

/** The default edition but for some members. */
export const editionWith = (
  changes: Omit<EditionChanges, 'name'>,
  base: Edition = editions.aws2026,
): Edition => {
  const made = customEdition(base, { name: 'of-this-test', ...changes });
  if (made._tag === 'Left') throw new Error(JSON.stringify(made.left));
  return made.right;
};

/** A fleet as plain values, for comparing: trees that hold the same may differ inside. */
export const plain = (fleet: Fleet): unknown => ({
  ...fleet,
  holders: [...fleet.holders.entries()],
  agenda: [...fleet.agenda.entries()],
  aliases: [...fleet.aliases.entries()],
  forgotten: [...fleet.forgotten.entries()],
  usage: [...fleet.usage.entries()],
});

/** Tells what of a value is not frozen, by path; nothing when all of it is. */
export const unfrozen = (
  value: unknown,
  path = '$',
  seen: Set<unknown> = new Set(),
): readonly string[] => {
  if (typeof value !== 'object' || value === null || seen.has(value)) return [];
  seen.add(value);
  const within = Object.entries(value).flatMap(([key, each]) =>
    unfrozen(each, `${path}.${key}`, seen),
  );
  return Object.isFrozen(value) ? within : [path, ...within];
};

/**
 * The expected value itself when the actual one equals it: comparing large states is then quick,
 * and a difference is still shown.
 */
export const same = (actual: unknown, expected: unknown): unknown =>
  isDeepStrictEqual(actual, expected) ? expected : actual;

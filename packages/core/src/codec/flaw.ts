/**
 * What contradicts itself in a value whose every member is well-formed.
 *
 * @module
 */
import { left } from '../kernel/either.ts';
import { own } from '../kernel/own.ts';
import type { Context, ContextEntry, Validation } from './io.ts';
import { anything } from './shapes.ts';

/** A place of a value, and what is wrong there. */
export type Flaw = {
  /** From the outside in, keys with dots between; no key has a dot of its own. */
  readonly path: string;
  /** What belongs there, in words. */
  readonly expected: string;
  /** What is there. */
  readonly actual: unknown;
};

/** Says that a place is not as it must be. */
export const flawAt = (path: string, expected: string, actual: unknown): Flaw => ({
  path,
  expected,
  actual,
});

/** Where a flaw is, and in which value, as io-ts says it. */
export type FlawedValue = {
  readonly flaw: Flaw;
  readonly value: unknown;
  readonly context: Context;
};

/** Makes what a codec answers that has found a flaw. */
export const flawed = <Value>({ flaw, value, context }: FlawedValue): Validation<Value> => {
  let inner = value;
  const entries = flaw.path.split('.').map((key): ContextEntry => {
    inner = own(Object(inner) as Readonly<Record<string, unknown>>, key);
    return { key, type: anything, actual: inner };
  });
  return left([{ value: flaw.actual, context: [...context, ...entries], message: flaw.expected }]);
};

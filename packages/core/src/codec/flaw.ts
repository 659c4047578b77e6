/**
 * Contradictions in a value whose members are all well-formed.
 *
 * @module
 */
import { left } from '../kernel/either.ts';
import { own } from '../kernel/own.ts';
import type { Context, ContextEntry, Validation } from './io.ts';
import { anything } from './shapes.ts';

/** A place in a value, and what is wrong there. */
export type Flaw = {
  /** Keys from the outside in, joined by dots; no key contains a dot. */
  readonly path: string;
  /** What belongs there, in words. */
  readonly expected: string;
  /** What is there. */
  readonly actual: unknown;
};

/** Makes a flaw. */
export const flawAt = (path: string, expected: string, actual: unknown): Flaw => ({
  path,
  expected,
  actual,
});

/** A flaw, with the value and context that io-ts needs. */
export type FlawedValue = {
  readonly flaw: Flaw;
  readonly value: unknown;
  readonly context: Context;
};

/** Makes the result of a codec that has found a flaw. */
export const flawed = <Value>({ flaw, value, context }: FlawedValue): Validation<Value> => {
  let inner = value;
  const entries = flaw.path.split('.').map((key): ContextEntry => {
    inner = own(Object(inner) as Readonly<Record<string, unknown>>, key);
    return { key, type: anything, actual: inner };
  });
  return left([{ value: flaw.actual, context: [...context, ...entries], message: flaw.expected }]);
};

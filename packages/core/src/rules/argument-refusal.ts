/**
 * Refusals of arguments that are not what a function takes: a missing input, a fleet for a cluster.
 *
 * The compiler refuses most of them; plain JavaScript, and casts, do not.
 *
 * @module
 */
import { excerpt } from '../kernel/excerpt.ts';
import type { NotWellFormed } from './model-refusals.ts';

type Members = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Members => typeof value === 'object' && value !== null;

/** Tells whether a value is a fleet, by the index of what is due. */
const isFleet = (value: unknown): boolean => {
  if (!isObject(value)) return false;
  const { agenda } = value;
  return isObject(agenda) && typeof agenda['minKey'] === 'function';
};

/** Names what was given in place of a state. */
const stateExcerpt = (value: unknown): string => {
  if (!isObject(value)) return excerpt(value);
  if (value['kind'] === 'CLUSTER') return 'a cluster';
  if (value['kind'] === 'COPY') return 'a backup copy';
  if (value['state'] === 'NONE') return 'the initial state';
  if (isFleet(value)) return 'a fleet';
  if (value['_tag'] === 'Right') return 'an outcome, whose `right[0]` is the state';
  return value['_tag'] === 'Left' ? 'a refused outcome' : excerpt(value);
};

const argumentRefusal = (field: string, expected: string, actual: string): NotWellFormed => ({
  _tag: 'NotWellFormed',
  rule: 'M-12',
  field,
  expected,
  actual,
});

/** Refuses an input that is no object, such as one that was left out. */
export const inputRefusal = (input: unknown): NotWellFormed | undefined =>
  isObject(input) ? undefined : argumentRefusal('input', 'an object', excerpt(input));

/** Refuses what is not a cluster. */
export const clusterRefusal = (value: { readonly kind: string }): NotWellFormed | undefined =>
  (value as typeof value | undefined | null)?.kind === 'CLUSTER'
    ? undefined
    : argumentRefusal('cluster', 'a cluster', stateExcerpt(value));

/**
 * Refuses what is neither a cluster nor a backup copy.
 *
 * @param field - the name of the argument
 */
export const holderRefusal = (
  value: { readonly kind: string },
  field: 'holder' | 'state' = 'holder',
): NotWellFormed | undefined => {
  const kind = (value as typeof value | undefined | null)?.kind;
  return kind === 'CLUSTER' || kind === 'COPY'
    ? undefined
    : argumentRefusal(
        field,
        field === 'state'
          ? '`initialState`, a cluster or a backup copy'
          : 'a cluster or a backup copy',
        stateExcerpt(value),
      );
};

/** Refuses what is not a fleet. */
export const fleetRefusal = (value: unknown): NotWellFormed | undefined =>
  isFleet(value) ? undefined : argumentRefusal('fleet', 'a fleet', stateExcerpt(value));

/**
 * The refusal of an instant.
 *
 * @module
 */
import { excerpt } from '../kernel/excerpt.ts';
import type { NotAnInstant } from './model-refusals.ts';

/**
 * Makes the refusal. A value that is not a number becomes a short text, so that a refusal is always
 * plain data.
 */
export const notAnInstant = (at: unknown, field?: NotAnInstant['field']): NotAnInstant => ({
  _tag: 'NotAnInstant',
  rule: 'M-2',
  at: typeof at === 'number' ? at : excerpt(at),
  ...(field !== undefined && { field }),
});

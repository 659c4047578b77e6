/**
 * What the values of options and arguments must be like.
 *
 * @module
 */
import { InvalidArgumentError } from 'commander';

/** Lets a text pass that is not empty: no file and no backup is called "". */
export const present = (value: string): string => {
  if (value === '') throw new InvalidArgumentError('It must not be empty.');
  return value;
};

/** Reads a whole number. */
export const count = (value: string): number => {
  const number = Number(value);
  if (!/^\d+$/u.test(value) || !Number.isSafeInteger(number))
    throw new InvalidArgumentError('It must be a whole number.');
  return number;
};

/**
 * Checks of the values of options and arguments.
 *
 * @module
 */
import { InvalidArgumentError } from 'commander';

/** Refuses an empty value: no file and no backup has an empty name. */
export const nonEmpty = (value: string): string => {
  if (value === '') throw new InvalidArgumentError('It must not be empty.');
  return value;
};

/** Reads a whole number. */
export const wholeNumber = (value: string): number => {
  const number = Number(value);
  if (!/^\d+$/u.test(value) || !Number.isSafeInteger(number))
    throw new InvalidArgumentError('It must be a whole number, 0 or more.');
  return number;
};

/**
 * Whole numbers as arguments of a command.
 *
 * @module
 */
import { InvalidArgumentError } from 'commander';

/** Parses a whole number from 0 on; pass it to an option. */
export const wholeNumber = (text) => {
  const number = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(number) || number < 0)
    throw new InvalidArgumentError('It must be a whole number from 0 on.');
  return number;
};

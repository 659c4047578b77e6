/**
 * A whole number in the arguments of a command.
 *
 * @module
 */
import { InvalidArgumentError } from 'commander';

/** Reads one from 0 on; to be given to an option. */
export const wholeNumber = (text) => {
  const number = Number(text);
  if (text.trim() === '' || !Number.isSafeInteger(number) || number < 0)
    throw new InvalidArgumentError('It must be a whole number from 0 on.');
  return number;
};

/**
 * The first guard of every transition: its input has the right form.
 *
 * @module
 */
import type { Left } from '../kernel/either.ts';
import { recordForm, type FormsOf, type FormMisfit } from '../model/form.ts';
import type { NotWellFormed } from '../rules/model-refusals.ts';
import { refused } from '../rules/refused.ts';

/** Makes the refusal for a misfit. */
export const notWellFormed = ({ field, expected, actual }: FormMisfit): NotWellFormed => ({
  _tag: 'NotWellFormed',
  rule: 'M-12',
  field,
  expected,
  actual,
});

/**
 * Makes the guard of a transition's input; what passes can also be encoded.
 *
 * @param forms - a form for each field except `at`
 */
export const formed = <Input extends object>(
  forms: FormsOf<Omit<Input, 'at'>>,
): (<Result>(input: Input, body: (input: Input) => Result) => Result | Left<NotWellFormed>) => {
  const form = recordForm('an object', forms);
  return (input, body) => {
    const formMisfit = form(input);
    if (formMisfit === undefined) return body(input);
    return refused(
      notWellFormed(formMisfit.field === '' ? { ...formMisfit, field: 'input' } : formMisfit),
    );
  };
};

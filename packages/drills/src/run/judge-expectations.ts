/**
 * Judging a list of expectations, after a step or at the end of a drill.
 *
 * @module
 */
import type { Expectation } from '../file/drill.ts';
import { misfitAt, type DrillMisfit } from '../file/misfit.ts';
import { judge } from '../judge/judge.ts';
import { left, right, type Either } from '../kernel/either.ts';
import type { Ledger } from '../ledger/ledger.ts';
import type { UnresolvedReference } from '../ledger/references.ts';

/** Refuses a reference that leads nowhere. */
export const referenceMisfit = (
  path: string,
  { text }: UnresolvedReference,
): Either<DrillMisfit, never> =>
  left(misfitAt({ path, expected: 'a reference that can be resolved', actual: text }));

/**
 * Judges expectations as things are now, and appends the verdicts to the ledger.
 *
 * @param step - the index of the step before; `undefined` at the end of the drill
 * @returns Left: the first expectation whose reference leads nowhere, which is a mistake in the
 *   file. After a drill has stopped early it is a verdict instead, for the step that makes the
 *   name was not reached.
 */
export const judgeExpectations = (
  expectations: readonly Expectation[],
  ledger: Ledger,
  step?: number,
): Either<DrillMisfit, void> => {
  const path = step === undefined ? 'expect' : `steps[${step}].expect`;
  for (const [number, expectation] of expectations.entries()) {
    const { that, because } = expectation;
    const judged = judge(expectation, ledger);
    if (judged._tag === 'Left' && judged.left._tag === 'Unknown' && !ledger.stopped)
      return referenceMisfit(`${path}[${number}]`, judged.left);
    const judgement =
      judged._tag === 'Right'
        ? judged.right
        : { passed: false, expected: `${that} can be judged`, found: [judged.left.text] };
    ledger.verdicts.push({
      that,
      at: ledger.at,
      ...(step === undefined ? {} : { step }),
      ...judgement,
      ...(because === undefined ? {} : { because }),
    });
  }
  return right(undefined);
};

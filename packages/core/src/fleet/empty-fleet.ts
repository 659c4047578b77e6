/**
 * Making an empty fleet.
 *
 * @module
 */
import { undraft } from '../kernel/draft.ts';
import { left, right, type Either } from '../kernel/either.ts';
import { notWellFormed } from '../guards/formed.ts';
import {
  uncheckedForm,
  numberForm,
  optionalForm,
  recordForm,
  wholeForm,
  wordOrForm,
} from '../model/form.ts';
import { notAnInstant } from '../rules/not-an-instant.ts';
import type { Edition } from '../model/edition.ts';
import { isInstant, type EpochMillis } from '../model/instant.ts';
import { editionRefusal, type BadEdition } from '../rules/custom-edition.ts';
import { editions } from '../rules/editions.ts';
import type { NotAnInstant, NotWellFormed, QuotaOutOfRange } from '../rules/model-refusals.ts';
import { quotaRefusal } from './quota-refusal.ts';
import { fleetOf, type Fleet, type Quotas } from './fleet.ts';

/** The input of `emptyFleet`. */
export type EmptyFleet = {
  /** The instant at which it begins, in milliseconds since the epoch. */
  readonly at: EpochMillis;
  /** `editions.aws2026` if left out. */
  readonly edition?: Edition;
  /**
   * 4 clusters and 6 HSMs per account and region if left out (F-124, F-125); `'NONE'` for no
   * limits.
   */
  readonly quotas?: Quotas | 'NONE';
  /** Varies the generated ids; 0 if left out. */
  readonly seed?: number;
};

/** Why `emptyFleet` may refuse. */
export type EmptyFleetRefusal = NotWellFormed | NotAnInstant | BadEdition | QuotaOutOfRange;

const DEFAULT_QUOTAS: Quotas = Object.freeze({ clusters: 4, hsms: 6 });

const form = recordForm<EmptyFleet>('an object', {
  at: uncheckedForm(),
  edition: uncheckedForm(),
  quotas: optionalForm(
    wordOrForm(
      'NONE',
      recordForm<Quotas>('quotas, or NONE', { clusters: numberForm, hsms: numberForm }),
    ),
  ),
  seed: optionalForm(wholeForm),
});

/**
 * Makes an empty fleet.
 *
 * @param input - `at`, the instant at which it begins, in milliseconds since the epoch; quotas are
 *   whole numbers from 0, the seed any whole number
 * @returns Right: the fleet. Left: `NotWellFormed`, `NotAnInstant`, `BadEdition` or
 *   `QuotaOutOfRange`, checked in that order.
 * @example
 * const empty = emptyFleet({ at: Date.UTC(2026, 0, 1) });
 */
export const emptyFleet = (input: EmptyFleet): Either<EmptyFleetRefusal, Fleet> => {
  const misfit = form(input);
  if (misfit !== undefined)
    return left(notWellFormed(misfit.field === '' ? { ...misfit, field: 'input' } : misfit));
  const edition = undraft(input.edition === undefined ? editions.aws2026 : input.edition);
  const { at, quotas = DEFAULT_QUOTAS, seed = 0 } = input;
  if (!isInstant(at)) return left(notAnInstant(at));
  const refusal = editionRefusal(edition) ?? (quotas === 'NONE' ? undefined : quotaRefusal(quotas));
  return refusal === undefined
    ? right(fleetOf({ asOf: at, edition, quotas, seed }))
    : left(refusal);
};

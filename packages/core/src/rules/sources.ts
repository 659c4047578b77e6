/**
 * Where facts come from, and how sure they are.
 *
 * @module
 */
import type { Confidence, RuleText } from './rule.ts';

export const UG = 'CloudHSM User Guide';
export const API = 'CloudHSM V2 API 2017-04-28';

type Stating = (statement: string, source: string) => RuleText;

const by =
  (confidence: Confidence): Stating =>
  (statement, source) => ({ statement, source, confidence });

/** In AWS's own documentation. */
export const documented: Stating = by('documented');
/** In AWS's own model of the API. */
export const modelled: Stating = by('modelled');
/** Seen by operators. */
export const observed: Stating = by('observed');
/** Follows from what is documented. */
export const inferred: Stating = by('inferred');

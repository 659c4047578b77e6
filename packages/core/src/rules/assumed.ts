/**
 * Choices where AWS is silent.
 *
 * @module
 */
import type { RuleText } from './rule.ts';

const NONE: readonly string[] = Object.freeze([]);

/** Makes the text of a choice. */
export const assumed = (statement: string): RuleText => ({
  statement,
  source: 'undocumented by AWS; our choice',
  urls: NONE,
  confidence: 'assumed',
});

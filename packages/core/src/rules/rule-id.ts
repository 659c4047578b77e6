/**
 * The ids of the rules that a refusal can name.
 *
 * @module
 */

/** Facts: what AWS documents, or was observed of the service. */
export type FactId =
  | 'F-53'
  | 'F-60'
  | 'F-71'
  | 'F-73'
  | 'F-75'
  | 'F-79'
  | 'F-88'
  | 'F-89'
  | 'F-99'
  | 'F-100'
  | 'F-105'
  | 'F-118'
  | 'F-120'
  | 'F-123'
  | 'F-124'
  | 'F-125'
  | 'F-126'
  | 'F-128'
  | 'F-129'
  | 'F-130'
  | 'F-132'
  | 'F-146'
  | 'F-154'
  | 'F-169'
  | 'F-184'
  | 'F-185'
  | 'F-195';

/** Choices where AWS is silent. */
export type ChoiceId = 'U-1' | 'U-4' | 'U-8' | 'U-13' | 'U-15' | 'U-17' | 'U-18' | 'U-19' | 'U-26' | 'U-28' | 'U-30';

/** The model's own rules. */
export type ModelId = 'M-1' | 'M-2' | 'M-3' | 'M-4' | 'M-5' | 'M-6' | 'M-7' | 'M-8' | 'M-9' | 'M-10';

/** What a refusal comes from. */
export type RuleId = FactId | ChoiceId | ModelId;

/**
 * The ids of the rules: a closed union. Each is in the rule book.
 *
 * @module
 */

/** Facts: documented by AWS, or observed. */
export type FactId =
  | 'F-53'
  | 'F-60'
  | 'F-69'
  | 'F-70'
  | 'F-71'
  | 'F-73'
  | 'F-75'
  | 'F-76'
  | 'F-79'
  | 'F-82'
  | 'F-83'
  | 'F-86'
  | 'F-88'
  | 'F-89'
  | 'F-92'
  | 'F-94'
  | 'F-97'
  | 'F-98'
  | 'F-100'
  | 'F-101'
  | 'F-103'
  | 'F-105'
  | 'F-108'
  | 'F-109'
  | 'F-111'
  | 'F-114'
  | 'F-118'
  | 'F-120'
  | 'F-122'
  | 'F-123'
  | 'F-124'
  | 'F-125'
  | 'F-126'
  | 'F-183'
  | 'F-184'
  | 'F-185'
  | BackupFactId
  | ContentsFactId
  | MigrationFactId
  | FactOf2026Id
  | EndpointFactId;

/** Facts about backups. */
export type BackupFactId =
  | 'F-134'
  | 'F-135'
  | 'F-136'
  | 'F-139'
  | 'F-145'
  | 'F-146'
  | 'F-154'
  | 'F-156'
  | 'F-158'
  | 'F-159'
  | 'F-161'
  | 'F-162'
  | 'F-163'
  | 'F-166'
  | 'F-167'
  | 'F-168'
  | 'F-169'
  | 'F-171'
  | 'F-175'
  | 'F-178';

/** Facts about users, keys, certificates and policies. */
export type ContentsFactId =
  'F-128' | 'F-129' | 'F-130' | 'F-132' | 'F-195' | 'F-199' | 'F-200' | 'F-230';

/** Facts about the change of a cluster's HSM type. */
export type MigrationFactId =
  'F-104' | 'F-138' | 'F-160' | 'F-186' | 'F-187' | 'F-188' | 'F-189' | 'F-190' | 'F-191';

/** Facts that were added in November 2026. */
export type FactOf2026Id =
  | 'F-231'
  | 'F-232'
  | 'F-234'
  | 'F-235'
  | 'F-236'
  | 'F-238'
  | 'F-241'
  | 'F-242'
  | 'F-243'
  | 'F-244'
  | 'F-245'
  | 'F-246'
  | 'F-247';

/** Facts about the API itself, which its endpoint keeps. */
export type EndpointFactId = 'F-37' | 'F-62' | 'F-64' | 'F-77';

/** Choices where AWS is silent about its API, which its endpoint makes. */
export type EndpointChoiceId =
  'U-2' | 'U-14' | 'U-24' | 'U-31' | 'U-32' | 'U-33' | 'U-34' | 'U-35' | 'U-36' | 'U-37' | 'U-38';

/** Choices where AWS is silent. */
export type ChoiceId =
  | 'U-1'
  | 'U-3'
  | 'U-4'
  | 'U-5'
  | 'U-6'
  | 'U-7'
  | 'U-8'
  | 'U-9'
  | 'U-10'
  | 'U-11'
  | 'U-12'
  | 'U-13'
  | 'U-15'
  | 'U-16'
  | 'U-17'
  | 'U-18'
  | 'U-19'
  | 'U-20'
  | 'U-22'
  | 'U-23'
  | 'U-25'
  | 'U-26'
  | 'U-27'
  | 'U-28'
  | 'U-30'
  | 'U-39'
  | 'U-40'
  | 'U-41'
  | 'U-50'
  | 'U-51'
  | 'U-52'
  | 'U-53'
  | 'U-54'
  | 'U-55'
  | 'U-60'
  | 'U-70'
  | 'U-71'
  | 'U-72'
  | 'U-80'
  | 'U-81'
  | 'U-82'
  | 'U-83'
  | 'U-84'
  | EndpointChoiceId;

/** The model's own rules. */
export type ModelId =
  | 'M-1'
  | 'M-2'
  | 'M-3'
  | 'M-4'
  | 'M-5'
  | 'M-6'
  | 'M-7'
  | 'M-8'
  | 'M-9'
  | 'M-10'
  | 'M-11'
  | 'M-12'
  | 'M-13'
  | 'M-14'
  | 'M-15';

/** The rule behind a refusal or a line of a timeline. */
export type RuleId = FactId | ChoiceId | ModelId;

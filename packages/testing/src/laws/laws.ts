/**
 * All laws of steps.
 *
 * @module
 */
import { accessLaws } from './access-laws.ts';
import { accountLaws } from './account-laws.ts';
import { askedLaw } from './asked-law.ts';
import { backupLaws } from './backup-laws.ts';
import { clockLaws } from './clock-laws.ts';
import { conservationLaws } from './conservation-laws.ts';
import { contentsLaws } from './contents-laws.ts';
import { failureLaws } from './failure-laws.ts';
import { fleetLaws } from './fleet-laws.ts';
import { frameLaw } from './frame-law.ts';
import { kinshipLaws } from './kinship-laws.ts';
import type { Law } from './law.ts';
import { lifeLaws } from './life-laws.ts';
import { migrationLaws } from './migration-laws.ts';
import { regionLaws } from './region-laws.ts';
import { retentionLaws } from './retention-laws.ts';
import { serviceLaws } from './service-laws.ts';
import { settingLaws } from './setting-laws.ts';
import { unknownContentsLaw } from './unknown-contents-law.ts';

/** The laws that hold for every step. Add your own: `[...laws, mine]`. */
export const laws: readonly Law[] = Object.freeze([
  ...fleetLaws,
  ...lifeLaws,
  ...clockLaws,
  ...backupLaws,
  ...retentionLaws,
  ...settingLaws,
  ...conservationLaws,
  unknownContentsLaw,
  ...contentsLaws,
  ...accessLaws,
  ...kinshipLaws,
  ...regionLaws,
  ...failureLaws,
  ...serviceLaws,
  ...migrationLaws,
  ...accountLaws,
  frameLaw,
  askedLaw,
]);

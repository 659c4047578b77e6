/**
 * The laws that every step of the machine keeps.
 *
 * @module
 */
import { backupLaws } from './backup-laws.ts';
import { estateLaws } from './estate-laws.ts';
import { keyLaws } from './key-laws.ts';
import type { Law } from './law.ts';
import { retentionLaws } from './retention-laws.ts';

/** The laws that every step of the machine keeps. Put your own behind them: `[...laws, mine]`. */
export const laws: readonly Law[] = Object.freeze([...estateLaws, ...backupLaws, ...retentionLaws, ...keyLaws]);

/**
 * The edition of a host: backups, copies and HSMs end with the host's report.
 *
 * @module
 */
import { reportedBy, editions, type Edition } from '@hsm-lifecycle/core';

/**
 * The edition of a runtime if none is given: work ends when it is done, not after a duration. An
 * edition with durations is accepted too; then time waits for work.
 */
export const hostEdition: Edition = reportedBy(editions.aws2026, ['backup', 'copy', 'hsm']);

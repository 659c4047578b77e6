/**
 * Instants as the API writes them.
 *
 * @module
 */
import type { EpochMillis } from '@hsm-lifecycle/core';

const MS_PER_SECOND = 1000;

/** Seconds since the epoch, with a fraction. */
export const epochSeconds = (at: EpochMillis): number => at / MS_PER_SECOND;

/**
 * Backups whose sealed bytes are not in this store, because they were observed at the service.
 *
 * @module
 */
import type { Contents } from '@hsm-lifecycle/core';

/** A backup that the service has sealed, and this host has not. */
export type Elsewhere = { readonly outcome: 'ELSEWHERE' };

/** There is nothing here to rewrap or to open. */
export const elsewhere: Elsewhere = Object.freeze({ outcome: 'ELSEWHERE' });

/**
 * Whether contents that have no key record may be sealed elsewhere: contents that were observed,
 * or come from such, are not complete (U-72). What this model has made is sealed here.
 */
export const mayBeElsewhere = ({ material, access }: Contents): boolean =>
  !material.isComplete || !access.isComplete;

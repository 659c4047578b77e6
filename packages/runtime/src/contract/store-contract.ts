/**
 * The contract of a store.
 *
 * @module
 */
import type { Store } from '../store/store.ts';
import type { ContractCase } from './case.ts';
import { backupCases } from './backup-cases.ts';
import { effectCases } from './effect-cases.ts';
import { eventCases } from './event-cases.ts';
import { togetherCases } from './together-cases.ts';

/** Makes an empty store, a new one each time. */
export type FreshStore = () => Store | Promise<Store>;

/**
 * Lists what a store must do, as cases.
 *
 * @param fresh - makes an empty store for each case
 */
export const storeContract = (fresh: FreshStore): readonly ContractCase[] =>
  Object.entries({ ...eventCases, ...backupCases, ...effectCases, ...togetherCases }).map(
    ([name, check]) => ({ name, run: async () => check(await fresh()) }),
  );

/**
 * What an event log and a snapshot store must do, as cases for any test runner.
 *
 * @module
 */
export type { ContractCase } from './contract/case.ts';
export { eventLogContract, type FreshLog } from './contract/event-log-contract.ts';
export { snapshotStoreContract, type FreshStore } from './contract/snapshot-store-contract.ts';
export { togetherContract, type FreshTogether } from './contract/together-contract.ts';

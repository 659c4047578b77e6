/**
 * What a store must do, as cases for any test runner.
 *
 * @module
 */
export type { ContractCase } from './contract/case.ts';
export { storeContract, type FreshStore } from './contract/store-contract.ts';

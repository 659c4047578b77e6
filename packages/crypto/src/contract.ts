/**
 * Contract suites for authors of providers and keyrings: plain lists of named cases, for any test
 * runner or none.
 *
 * @module
 */
export type { ContractCase } from './contract/case.ts';
export { snapshotCipherContract } from './contract/primitives-contract.ts';
export { backupKeyringContract, type KeyringSubject } from './contract/keyring-contract.ts';

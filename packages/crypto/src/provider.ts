/**
 * For authors of providers and keyrings: the bytes of secrets, refusals, and length checks.
 *
 * @module
 */
export { guardPrimitives } from './cipher/guard.ts';
export { refusal, cryptoErrorOf, type RefusalError } from './kernel/refusal.ts';
export { secret, type SecretHandle, type SecretKind, withSecret } from './kernel/secret.ts';
export { counterBlock, fixedInput, hmacSha256, kdfCounterMode, type Prf } from './kernel/kdf.ts';
export type {
  AsyncPrimitives,
  GcmInput,
  RandomBytes,
  SyncPrimitives,
} from './cipher/primitives.ts';
export type {
  BackupKeyring,
  KeyScope,
  NativeRewrap,
  PbkInfo,
  PbkStatus,
  SlotContext,
  SyncBackupKeyring,
} from './keyring/backup-keyring.ts';

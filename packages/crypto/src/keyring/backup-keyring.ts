/**
 * The key plane: knows the persistent backup keys, and wraps and unwraps EBKs. It may be remote (a
 * KMS, PKCS #11, an HSM). It never sees a payload.
 *
 * @module
 */
import type { WrapSuite } from '../envelope/limits.ts';
import type { SlotHeader } from '../envelope/slot.ts';
import type { Awaitable, Bytes } from '../kernel/bytes.ts';
import type { SecretHandle } from '../kernel/secret.ts';

/**
 * The region and manufacturer of a persistent backup key. A backup opens only on HSMs of one
 * manufacturer, so the key is bound to the manufacturer, not to an HSM type.
 */
export type KeyScope = { readonly region: string; readonly manufacturer: string };

/** `active` wraps and unwraps, `decrypt-only` unwraps, `retired` does neither. */
export type PbkStatus = 'active' | 'decrypt-only' | 'retired';

/** The public data of a persistent backup key. */
export type PbkInfo = KeyScope & {
  /** 16 bytes: a fingerprint that reveals nothing about the key. */
  readonly id: Bytes;
  /** 1 for the first key of a scope, one more at each rotation; below 2^32. */
  readonly epoch: number;
  readonly status: PbkStatus;
};

/** The slot that a wrapped EBK belongs to. */
export type SlotContext = {
  /**
   * 32 bytes, a hash of slot header and payload header. MUST be bound cryptographically: KDF
   * context, additional data, encryption context.
   */
  readonly binding: Bytes;
  /** The public slot header, for audit; the binding covers it. */
  readonly slot: SlotHeader;
};

/** A wrapped EBK, to be moved from one PBK and slot to another. */
export type NativeRewrap = {
  readonly from: PbkInfo;
  readonly to: PbkInfo;
  readonly wrapped: Bytes;
  readonly fromSlot: SlotContext;
  readonly toSlot: SlotContext;
};

/** A key plane. It may return promises. */
export type BackupKeyring = {
  readonly name: string;
  /** The wrap suites that this keyring unwraps. It wraps with the first. */
  readonly wrapSuites: readonly [WrapSuite, ...WrapSuite[]];
  /** The key for new backups of a scope; undefined if there is none. */
  readonly activeKey: (scope: KeyScope) => Awaitable<PbkInfo | undefined>;
  /** The key of this id, whatever its status. */
  readonly findKey: (pbkId: Bytes) => Awaitable<PbkInfo | undefined>;
  /** Wraps an EBK for a slot. */
  readonly wrap: (key: PbkInfo, ebk: SecretHandle, context: SlotContext) => Awaitable<Bytes>;
  /**
   * Unwraps an EBK. Throws if key, bytes or binding do not fit; throws a refusal `ProviderFailed`
   * if the keyring cannot be reached.
   */
  readonly unwrap: (key: PbkInfo, wrapped: Bytes, context: SlotContext) => Awaitable<SecretHandle>;
  /**
   * Moves a wrapped EBK without revealing it, like ReEncrypt of KMS. The commitment is then checked
   * only at the next opening. Undefined if it cannot make this move, for example to another region:
   * the EBK is then unwrapped, its commitment checked, and wrapped anew.
   */
  readonly rewrap?: (move: NativeRewrap) => Awaitable<Bytes | undefined>;
};

/** A key plane that never returns a promise. */
export type SyncBackupKeyring = BackupKeyring & { readonly sync: true };

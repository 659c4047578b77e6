/**
 * What effects use: the store of sealed backups, the two planes of crypto, and the host's
 * callbacks.
 *
 * @module
 */
import type { BackupKeyring, Bytes, SnapshotCipher } from '@hsm-lifecycle/crypto';
import type { SnapshotStore } from '../ports/snapshot-store.ts';

/** Gives the secret bytes of an HSM that is being backed up. The model never sees them. */
export type SecretsOf = (source: {
  readonly clusterId: string;
  readonly hsmId: string;
  readonly backupId: string;
  readonly region: string;
}) => Bytes | undefined | Promise<Bytes | undefined>;

/** Loads the secret bytes that were sealed onto an HSM that joins. */
export type LoadSecrets = (
  target: {
    readonly clusterId: string;
    readonly hsmId: string;
    /**
     * The backup that they were sealed in: the id that {@link SecretsOf} got, also for a copy or a
     * restored cluster.
     */
    readonly backupId: string;
    /** The region of the HSM. */
    readonly region: string;
  },
  /** Overwritten when the callback is done; undefined if none were sealed. */
  secrets: Bytes | undefined,
) => void | Promise<void>;

/** The manufacturer of the hardware, unless the host says otherwise. */
export const MANUFACTURER = 'acme';

/** What sealing and opening use. */
export type SealingPlanes = {
  readonly snapshots: SnapshotStore;
  readonly cipher: SnapshotCipher;
  readonly keyring: BackupKeyring;
  /**
   * The manufacturer of an HSM type: a backup opens only on HSMs of the same manufacturer. {@link
   * MANUFACTURER} for all if left out.
   */
  readonly manufacturerOf?: (hsmType: string) => string;
};

/** The planes, and a host's secrets. */
export type EffectPlanes = SealingPlanes & {
  /**
   * Called for each backup. Without it only the inventory is sealed. If it throws or rejects, the
   * backup fails.
   */
  readonly secretsOf?: SecretsOf;
  /**
   * Called before an HSM is reported ACTIVE, and again after a crash in between. If it throws or
   * rejects, the HSM does not join.
   */
  readonly loadSecrets?: LoadSecrets;
};

/** The manufacturer of an HSM type. */
export const manufacturer = (
  { manufacturerOf }: Pick<SealingPlanes, 'manufacturerOf'>,
  hsmType: string,
): string => manufacturerOf?.(hsmType) ?? MANUFACTURER;

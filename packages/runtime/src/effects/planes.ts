/**
 * What effects work with: the store of sealed backups, the two planes of crypto, and what only a
 * host can say.
 *
 * @module
 */
import type { BackupKeyring, Bytes, SnapshotCipher } from '@hsm-lifecycle/crypto';
import type { SnapshotStore } from '../ports/snapshot-store.ts';

/**
 * Asks a host for the secret bytes of an HSM that is being backed up. The machine never sees them.
 */
export type SecretsOf = (source: {
  readonly clusterId: string;
  readonly hsmId: string;
  readonly backupId: string;
  readonly region: string;
}) => Bytes | undefined | Promise<Bytes | undefined>;

/** Hands a host the secret bytes that were sealed, to be loaded onto an HSM that joins. */
export type LoadSecrets = (
  target: {
    readonly clusterId: string;
    readonly hsmId: string;
    /**
     * The backup that they were sealed in, as {@link SecretsOf} was told; a copy's and a restored
     * cluster's too.
     */
    readonly backupId: string;
    /** Where the HSM is. */
    readonly region: string;
  },
  /** Overwritten when the host is done; undefined when none were sealed. */
  secrets: Bytes | undefined,
) => void | Promise<void>;

/** The manufacturer that hardware is of when nobody says otherwise. */
export const MANUFACTURER = 'acme';

/** Sealing and opening. */
export type SealingPlanes = {
  readonly snapshots: SnapshotStore;
  readonly cipher: SnapshotCipher;
  readonly keyring: BackupKeyring;
  /**
   * Whose hardware an HSM type is: a backup opens only on HSMs of the same manufacturer.
   * {@link MANUFACTURER} for all if left out.
   */
  readonly manufacturerOf?: (hsmType: string) => string;
};

/** The planes, and a host's secrets. */
export type EffectPlanes = SealingPlanes & {
  /**
   * Asked for each backup. Without it the inventory alone is sealed. When it throws or rejects, the
   * backup has failed.
   */
  readonly secretsOf?: SecretsOf;
  /**
   * Called before an HSM is reported ACTIVE, and again after a crash in between. When it throws or
   * rejects, the HSM has not joined.
   */
  readonly loadSecrets?: LoadSecrets;
};

/** The manufacturer of an HSM type. */
export const manufacturer = (
  { manufacturerOf }: Pick<SealingPlanes, 'manufacturerOf'>,
  hsmType: string,
): string => manufacturerOf?.(hsmType) ?? MANUFACTURER;

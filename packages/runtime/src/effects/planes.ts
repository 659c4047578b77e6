/**
 * What effects use: the store of sealed backups, the two planes of crypto, and the host's
 * callbacks.
 *
 * @module
 */
import type { BackupKeyring, Bytes, Signal, SnapshotCipher } from '@hsm-lifecycle/crypto';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { ignored } from '../kernel/ignored.ts';
import type { Store } from '../store/store.ts';

/** What a callback learns about the work that it is part of. */
export type Attempt = {
  /** Aborted when the deadline is over or the runtime closes: nobody waits for it then. */
  readonly signal: Signal;
  /** 1 for the first time. */
  readonly attempt: number;
};

/** Gives the secret bytes of an HSM that is being backed up. The model never sees them. */
export type SecretsOf = (
  source: {
    readonly clusterId: string;
    readonly hsmId: string;
    readonly backupId: string;
    readonly region: string;
  },
  attempt: Attempt,
) => Bytes | undefined | Promise<Bytes | undefined>;

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
  attempt: Attempt,
) => void | Promise<void>;

/** The manufacturer of the hardware, unless the host says otherwise. */
export const MANUFACTURER = 'acme';

/** A fleet in a store. */
export type FleetStore = {
  readonly store: Store;
  /** The id of the fleet. */
  readonly fleet: string;
};

/** What sealing and opening use. */
export type HostPlanes = {
  readonly cipher: SnapshotCipher;
  readonly keyring: BackupKeyring;
  /**
   * The manufacturer of an HSM type: a backup opens only on HSMs of the same manufacturer. {@link
   * MANUFACTURER} for all if left out.
   */
  readonly manufacturerOf?: (hsmType: string) => string;
};

/** The planes, and the fleet whose backups they seal and open. */
export type SealingPlanes = HostPlanes & FleetStore;

/** The callbacks of a host. */
export type Callbacks = {
  /**
   * Called for each backup. Without it only the inventory is sealed. If it throws or rejects, the
   * backup fails.
   */
  readonly secretsOf?: SecretsOf;
  /**
   * Called before an HSM is reported ACTIVE, and again after a crash in between (`attempt` says
   * so). If it throws or rejects, the HSM does not join.
   */
  readonly loadSecrets?: LoadSecrets;
  /** Gets what a callback threw. Its text may hold secrets, so clients never see it. */
  readonly onThrown?: (fault: unknown) => void;
};

/** What an effect uses. */
export type EffectPlanes = SealingPlanes & Callbacks & Partial<Attempt>;

/** What callbacks learn if nobody can abort them. */
const ONCE: Attempt = {
  signal: {
    aborted: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  },
  attempt: 1,
};

/** What a callback is told. */
export const attemptOf = ({
  signal = ONCE.signal,
  attempt = ONCE.attempt,
}: Partial<Attempt>): Attempt => ({ signal, attempt });

const NO_TEXT = 'manufacturerOf gave no text';

/**
 * The manufacturer of an HSM type. Left: what the host's function threw, or that it gave no text,
 * for instance a promise.
 */
export const manufacturer = (
  { manufacturerOf }: Pick<SealingPlanes, 'manufacturerOf'>,
  hsmType: string,
): Either<{ readonly fault: unknown }, string> => {
  try {
    const given: unknown = manufacturerOf?.(hsmType) ?? MANUFACTURER;
    if (typeof given === 'string') return right(given);
    ignored(given);
    return left({ fault: new TypeError(NO_TEXT) });
  } catch (fault) {
    return left({ fault });
  }
};

/** The same for an effect: Left says for clients that it failed, and the operator is told why. */
export const manufacturerFor = (
  planes: Pick<SealingPlanes, 'manufacturerOf'> & Pick<Callbacks, 'onThrown'>,
  hsmType: string,
): Either<string, string> => {
  const named = manufacturer(planes, hsmType);
  if (!isLeft(named)) return named;
  planes.onThrown?.(named.left.fault);
  return left(`The host did not name the manufacturer of ${hsmType}.`);
};

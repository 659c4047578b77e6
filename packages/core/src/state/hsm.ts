/**
 * One HSM of a cluster.
 *
 * @module
 */
import type { Sparse } from '../kernel/sparse.ts';
import type { Writable } from '../kernel/writable.ts';
import type { Access, Contents } from '../values/contents.ts';
import type { BackupId, EniId, HsmId } from '../values/ids.ts';
import type { EpochMillis } from '../values/instant.ts';
import type { AvailabilityZone, IpAddress } from '../values/placement.ts';

/**
 * The service's own words (F-40); an HSM that is gone is removed from its cluster, so DELETED is
 * never seen here.
 */
export type HsmState =
  'CREATE_IN_PROGRESS' | 'ACTIVE' | 'DEGRADED' | 'DELETE_IN_PROGRESS' | 'DELETED';

/** An HSM. */
export type Hsm = {
  readonly hsmId: HsmId;
  readonly availabilityZone: AvailabilityZone;
  readonly subnetId: string;
  /** Stays the same when the service replaces the HSM (F-101). */
  readonly eniId: EniId;
  /** Present only when it was asked for: subnets carry no address ranges here. */
  readonly ipAddress: IpAddress | undefined;
  readonly state: HsmState;
  readonly stateMessage: string | undefined;
  /**
   * When what is in progress will be done; absent while it waits for a backup, or when a host
   * reports it.
   */
  readonly expectedAt: EpochMillis | undefined;
  /** The backup that must be READY before this HSM's own time starts. */
  readonly waitsFor: BackupId | undefined;
  /** What it will hold when it becomes ACTIVE: fixed when its restore starts (F-85). */
  readonly joinsWith: Contents | undefined;
  /** What a leaving HSM was, and is again if the removal fails (U-6). */
  readonly leavesAs: 'ACTIVE' | 'DEGRADED' | undefined;
  /**
   * Its users and policies; present on ACTIVE HSMs and on leaving ones that were. Its keys are the
   * cluster's `material`.
   */
  readonly access: Access | undefined;
};

const copied = (it: Sparse<Hsm>): Writable<Hsm> => ({
  hsmId: it.hsmId,
  availabilityZone: it.availabilityZone,
  subnetId: it.subnetId,
  eniId: it.eniId,
  ipAddress: it.ipAddress,
  state: it.state,
  stateMessage: it.stateMessage,
  expectedAt: it.expectedAt,
  waitsFor: it.waitsFor,
  joinsWith: it.joinsWith,
  leavesAs: it.leavesAs,
  access: it.access,
});

/** Writes an HSM as one literal, so that all are of one shape to the engine. */
export const hsm = (it: Sparse<Hsm>): Hsm => Object.freeze(copied(it));

/** What can change about an HSM; a replaced one keeps its place and its network interface. */
export type HsmChanges = Writable<
  Hsm,
  | 'hsmId'
  | 'state'
  | 'stateMessage'
  | 'expectedAt'
  | 'waitsFor'
  | 'joinsWith'
  | 'leavesAs'
  | 'access'
>;

/** Writes an HSM anew: a literal, written on and frozen. */
export const changedHsm = (it: Hsm, write: (after: HsmChanges) => void): Hsm => {
  const after = copied(it);
  write(after);
  return Object.freeze(after);
};

/**
 * Tells whether an HSM is ACTIVE and staying: a peer. Only peers are sources, and only they take
 * writings.
 */
export const isPeer = (it: Hsm): boolean => it.state === 'ACTIVE';

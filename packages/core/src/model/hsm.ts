/**
 * One HSM of a cluster.
 *
 * @module
 */
import type { Sparse } from '../kernel/sparse.ts';
import type { Writable } from '../kernel/writable.ts';
import type { Access, Contents } from './contents.ts';
import type { BackupId, EniId, HsmId } from './ids.ts';
import type { EpochMillis } from './instant.ts';
import type { AvailabilityZone, HsmType, IpAddress, IpV6Address } from './placement.ts';

/**
 * The service's own states (F-40). DELETED does not occur: an HSM that is gone leaves its cluster.
 */
export type HsmState =
  'CREATE_IN_PROGRESS' | 'ACTIVE' | 'DEGRADED' | 'DELETE_IN_PROGRESS' | 'DELETED';

/**
 * Where a joining HSM gets its contents from: nothing, another HSM, a backup of the cluster's own,
 * or the contents that a restored cluster began with.
 */
export type JoinsFrom = 'BLANK' | 'PEER' | 'BACKUP' | 'ORIGIN';

/** An HSM. */
export type Hsm = {
  readonly hsmId: HsmId;
  readonly availabilityZone: AvailabilityZone;
  readonly subnetId: string;
  /** Stays the same when the service replaces the HSM (F-101). */
  readonly eniId: EniId;
  /** The one that the caller chose, else the lowest free one of its subnet's `cidr` (F-236). */
  readonly ipAddress: IpAddress | undefined;
  /** During a migration it may differ from the cluster's (F-188). */
  readonly hsmType: HsmType;
  /** Present in DUALSTACK clusters. */
  readonly ipAddressV6: IpV6Address | undefined;
  readonly state: HsmState;
  readonly stateMessage: string | undefined;
  /**
   * When the work in progress ends; absent while it waits for a backup, or when a host reports the
   * end.
   */
  readonly expectedAt: EpochMillis | undefined;
  /** The backup that must be READY before this HSM's own time starts. */
  readonly waitsFor: BackupId | undefined;
  /** Where its contents come from; while it joins only. */
  readonly joinsFrom: JoinsFrom | undefined;
  /** What it will hold when it becomes ACTIVE: fixed when its restore starts (F-85). */
  readonly joinsWith: Contents | undefined;
  /** The state that a leaving HSM returns to if the removal fails (U-6). */
  readonly leavesAs: 'ACTIVE' | 'DEGRADED' | undefined;
  /**
   * When it failed, or since when its failure can be detected again: detection counts from here.
   * Absent on an HSM that works, and on one that never joined: the service does not replace that.
   */
  readonly failedAt: EpochMillis | undefined;
  /** The HSM in whose place it comes; while the replacement is in progress (F-243). */
  readonly replaces: HsmId | undefined;
  /** The type that it is changing to; it stays ACTIVE meanwhile. */
  readonly migratesTo: HsmType | undefined;
  /**
   * Its users and policies; present on ACTIVE HSMs, and on leaving ones that were ACTIVE. Its keys
   * are the cluster's `material`.
   */
  readonly access: Access | undefined;
};

const copied = (it: Sparse<Hsm>): Writable<Hsm> => ({
  hsmId: it.hsmId,
  availabilityZone: it.availabilityZone,
  subnetId: it.subnetId,
  eniId: it.eniId,
  ipAddress: it.ipAddress,
  hsmType: it.hsmType,
  ipAddressV6: it.ipAddressV6,
  state: it.state,
  stateMessage: it.stateMessage,
  expectedAt: it.expectedAt,
  waitsFor: it.waitsFor,
  joinsFrom: it.joinsFrom,
  joinsWith: it.joinsWith,
  leavesAs: it.leavesAs,
  failedAt: it.failedAt,
  replaces: it.replaces,
  migratesTo: it.migratesTo,
  access: it.access,
});

/** Makes an HSM as one literal, so that the engine sees one shape. */
export const hsm = (it: Sparse<Hsm>): Hsm => Object.freeze(copied(it));

/** The members that can change; an HSM keeps its zone and network interface. */
export type HsmChanges = Writable<
  Hsm,
  | 'state'
  | 'stateMessage'
  | 'expectedAt'
  | 'waitsFor'
  | 'joinsFrom'
  | 'joinsWith'
  | 'leavesAs'
  | 'failedAt'
  | 'replaces'
  | 'migratesTo'
  | 'access'
>;

/** Makes a changed HSM: a literal copy, written on, then frozen. */
export const changedHsm = (it: Hsm, write: (after: HsmChanges) => void): Hsm => {
  const after = copied(it);
  write(after);
  return Object.freeze(after);
};

/**
 * Whether an HSM is a peer: ACTIVE and not leaving. Only peers are backed up and accept changes.
 */
export const isPeer = (it: Hsm): boolean => it.state === 'ACTIVE';

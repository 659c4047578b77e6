/**
 * The records of the naive reference model of a whole fleet: plain, changed in place, without
 * events and ids. The files of this folder share no code with core, and import each other only.
 *
 * The model covers clusters, HSMs, backups, copies, contents, retention, the daily clock, regions
 * and quotas, with the numbers of `editions.aws2024`, so that clusters can change their HSM type,
 * but for its {@link NaiveTerms}. Where it differs from core, one of them is wrong.
 * Read it beside the rule book: first the records, then the subjects, `time.ts` and `step.ts` last.
 *
 * @module
 */
import { NEVER } from './durations.ts';

/** A user of an HSM; instants in milliseconds since the epoch. */
export type NaiveUser = {
  name: string;
  role: string;
  madeAt: number;
  passwordAt: number;
  seenAt: number | undefined;
};
type Key = {
  key: string;
  label: string | undefined;
  owner: string;
  kind: string;
  madeAt: number;
  expiresAt: number | undefined;
};
type Certificate = {
  key: string;
  subject: string | undefined;
  putAt: number;
  expiresAt: number | undefined;
};

/** The access of one HSM. */
export type Books = {
  /** Whether these are all; what was observed may have others. */
  isAll: boolean;
  users: NaiveUser[];
  policies: Record<string, string>;
};

/** The material that the HSMs of a cluster share. */
export type Box = {
  /** Whether these are all; what was observed may have others. */
  isAll: boolean;
  keys: Key[];
  certificates: Certificate[];
};

/** The contents of a backup; they never change. */
export type Snap = { readonly books: Books; readonly box: Box };

/** What differs between the fleets that are compared. */
export type NaiveTerms = {
  /** How long the service takes to report an activation. */
  readonly lag: number;
  /** Since when it makes no HSMs of type hsm2m.medium, and of type hsm1.medium. */
  readonly endAt: number;
  readonly oldEndAt: number;
  /** How many clusters and HSMs a region may have, if nobody has set its own quota. */
  readonly clusters: number;
  readonly hsms: number;
};

/** The terms of most fleets: activations are reported at once, and no HSM type ends. */
export const USUAL: NaiveTerms = { lag: 0, endAt: NEVER, oldEndAt: NEVER, clusters: 4, hsms: 6 };

/** An HSM. Everything is identified by its place in a list. */
export type NaiveHsm = {
  is: 'JOINING' | 'ACTIVE' | 'DEGRADED' | 'LEAVING';
  was: 'ACTIVE' | 'DEGRADED';
  zone: string;
  address: string | undefined;
  hasV6: boolean;
  doneAt: number | undefined;
  waitsFor: NaiveBackup | undefined;
  brings: Snap | undefined;
  /** It joins from what its restored cluster began with. */
  isFromOrigin: boolean;
  books: Books | undefined;
  /** When a working one broke, or when the service could look for it again. */
  brokeAt: number | undefined;
  /** The HSM in whose place it comes. */
  instead: NaiveHsm | undefined;
  hardware: string;
  /** The hardware that it is changing to. */
  becomes: string | undefined;
};

/** A backup of a cluster or of a copy. */
export type NaiveBackup = {
  is: 'MAKING' | 'READY' | 'PENDING' | 'FAILED';
  madeAt: number;
  doneAt: number | undefined;
  exempt: boolean;
  markableSince: number | undefined;
  sparedUntil: number;
  purgeAt: number | undefined;
  tags: Record<string, string>;
  /** The policy, and who may restore it besides its owner. */
  share: { policy: string; who: readonly string[] | 'EVERYONE' } | undefined;
  hardware: string;
  snap: Snap;
  /** The HSM that it is made of, until it is done. */
  of: NaiveHsm | undefined;
};

/** A change of hardware that is going on or has been done. */
export type NaiveMove = {
  from: string;
  to: string;
  until: number;
  /** What the HSMs load on the way back, unless nothing is lost. */
  loads: { snap: Snap; backup: NaiveBackup | undefined } | undefined;
  /** The backup before the next HSM changes. */
  backup: NaiveBackup | undefined;
  isHurt: boolean;
};

/** A cluster, or a copy: a holder of exactly one backup. */
export type NaiveHolder = {
  kind: 'CLUSTER' | 'COPY';
  owner: string;
  certificate: string | undefined;
  hasV6: boolean;
  deletedAt: number | undefined;
  region: string;
  /** The source region of a copy. */
  from: string;
  is:
    | 'CREATING'
    | 'UNINITIALIZED'
    | 'INITIALIZING'
    | 'INITIALIZED'
    | 'ACTIVE'
    | 'MODIFY'
    | 'ROLLBACK'
    | 'DELETING'
    | 'DELETED';
  doneAt: number | undefined;
  now: number;
  days: number;
  zones: string[];
  /** The range of addresses of each zone's subnet, if it is known. */
  ranges: Readonly<Record<string, string>>;
  hardware: string;
  move: NaiveMove | undefined;
  tags: Record<string, string>;
  hasBeen: 'NEW' | 'INITIALIZED' | 'ACTIVE';
  /** When the service reports its activation, until it does. */
  reportAt: number | undefined;
  terms: NaiveTerms;
  isolated: boolean;
  wasRestored: boolean;
  /** Its zones that are lost. */
  dark: string[];
  /** What a restored cluster's HSMs start from, until it has a backup of its own. */
  origin: Snap | undefined;
  box: Box | undefined;
  hsms: NaiveHsm[];
  backups: NaiveBackup[];
  peerSince: number | undefined;
  lastBackupAt: number;
  backupFailedAt: number;
  /** The lineage: the same for everything made from one cluster's backups. */
  kin: object;
  isForgotten: boolean;
};

/** A fleet: holders in order of creation. */
export type NaiveFleet = {
  now: number;
  holders: NaiveHolder[];
  lost: Record<string, string>;
  lostZones: string[];
  bareZones: readonly string[];
  quotas: Record<string, { clusters?: number | undefined; hsms?: number | undefined }>;
  /** Ids that commands gave. */
  names: Set<string>;
  /** Lineages by the ids of observed clusters and of the sources of observed copies. */
  kins: Map<string, object>;
  terms: NaiveTerms;
};

/** Makes an empty fleet. */
export const naiveFleet = (at: number, terms: NaiveTerms = USUAL): NaiveFleet => ({
  terms,
  now: at,
  holders: [],
  lost: {},
  lostZones: [],
  bareZones: [],
  quotas: {},
  names: new Set(),
  kins: new Map(),
});

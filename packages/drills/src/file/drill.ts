/**
 * A decoded drill file: steps, faults among them, and what is expected of the fleet.
 *
 * The fields are those of the machine's commands, except that fields ending in `Id` lose that
 * ending and take a reference: a name given with `as`, a phrase such as
 * `latest backup of primary`, or an id.
 *
 * @module
 */
import type {
  AccountId,
  AvailabilityZone,
  ClusterMode,
  ClusterState,
  EpochMillis,
  HsmType,
  Millis,
  NetworkType,
  RegionLoss,
  Region,
  Role,
  KeyKind,
  Edition,
  SharedWith,
} from '@hsm-lifecycle/core';
import type { ObserveClusterFields, ObserveCopyFields } from './observed-step.ts';
import type { StepTime } from './step-time.ts';
import type { ZoneAndCidr } from './values.ts';

/** A name given with `as`, a phrase, or an id. */
export type Reference = string;

type TagList = Readonly<Record<string, string>>;
type NewCluster = {
  readonly account?: AccountId;
  readonly zones: readonly (string | ZoneAndCidr)[];
  readonly hsmType?: HsmType;
  readonly mode?: ClusterMode;
  readonly networkType?: NetworkType;
  readonly retentionDays?: number;
  readonly tags?: TagList;
};
type OfCluster = { readonly cluster: Reference };
type OfHsm = { readonly hsm: Reference };
type OfBackup = { readonly backup: Reference };
type OfResource = { readonly resource: Reference };

/** The fields of each kind of step. */
export type StepFields = {
  CreateCluster: { readonly region: Region } & NewCluster;
  Restore: OfBackup & NewCluster;
  ObserveCluster: ObserveClusterFields;
  ObserveCopy: ObserveCopyFields;
  CopyToRegion: OfBackup & { readonly region: Region; readonly tags?: TagList };
  Initialize: OfCluster & { readonly signingRequest?: string; readonly certificate?: string };
  Activate: OfCluster & { readonly admin?: string };
  AddHsm: OfCluster & { readonly zone: string; readonly ipAddress?: string };
  RemoveHsm: {
    readonly hsm?: Reference;
    /** Needed if `hsm` is left out, and one of the next two with it. */
    readonly cluster?: Reference;
    /** The ENI of an HSM: an id, or a reference to the HSM. */
    readonly eni?: Reference;
    readonly ipAddress?: string;
  };
  DeleteCluster: OfCluster;
  SetRetention: OfCluster & {
    readonly retentionDays: number | 'NONE';
    readonly by?: 'CUSTOMER' | 'SUPPORT';
  };
  ApplyRetention: OfCluster;
  CreateUser: OfCluster & { readonly name: string; readonly role: Role };
  DeleteUser: OfCluster & { readonly name: string };
  RecordLogin: OfCluster & { readonly name: string };
  ChangePassword: OfCluster & { readonly name: string };
  ReplicateUser: OfCluster & { readonly from: Reference; readonly name: string };
  CreateKey: OfCluster & {
    readonly key: string;
    readonly label?: string;
    readonly owner: string;
    readonly kind?: KeyKind;
    readonly expiresAt?: StepTime;
  };
  DeleteKey: OfCluster & { readonly key: string; readonly by?: string };
  ReplicateKey: OfCluster & { readonly from: Reference; readonly key: string };
  PutCertificate: OfCluster & {
    readonly certificate: string;
    readonly subject?: string;
    readonly expiresAt?: StepTime;
  };
  SetPolicy: OfCluster & { readonly name: string; readonly value: string };
  FailHsm: OfHsm & { readonly reason?: string };
  ReplaceHsm: OfHsm;
  ChangeHsmType: OfCluster & { readonly hsmType: HsmType };
  DeleteBackup: OfBackup;
  UndeleteBackup: OfBackup;
  SetNeverExpires: OfBackup & { readonly neverExpires: boolean };
  ShareBackup: OfBackup & { readonly accounts: SharedWith; readonly policy?: string };
  UnshareBackup: OfBackup;
  Tag: OfResource & { readonly tags: TagList };
  Untag: OfResource & { readonly keys: readonly string[] };
  Settle: OfResource & { readonly outcome: 'SUCCEEDED' | 'FAILED'; readonly reason?: string };
  LoseRegion: { readonly region: Region; readonly kind: RegionLoss };
  RecoverRegion: { readonly region: Region };
  SetQuota: {
    readonly account?: AccountId;
    readonly region: Region;
    readonly clusters?: number;
    readonly hsms?: number;
  };
  LoseZone: { readonly zone: AvailabilityZone };
  RecoverZone: { readonly zone: AvailabilityZone };
  SetZonesWithoutHsms: { readonly zones: readonly AvailabilityZone[] };
  ForgetGone: object;
  Advance: object;
  Remember: OfCluster;
  NoteSigningRequest: OfCluster;
};

/** The kinds of steps: the commands, `Remember` and `NoteSigningRequest`. */
export type StepKind = keyof StepFields;

/** The fields that any step may have. */
export type CommonStepFields = {
  readonly at?: StepTime;
  /** The step is taken again and again, with this span in between. */
  readonly every?: Millis;
  /** When the repetition ends; a span counts from the first time. At the last step if left out. */
  readonly until?: StepTime;
  readonly as?: string;
  readonly note?: string;
  /** The tag of the expected refusal. */
  readonly refused?: string;
  readonly expect?: readonly Expectation[];
};

/** A step of one kind. */
export type StepOf<Kind extends StepKind> = Kind extends StepKind
  ? CommonStepFields & { readonly do: Kind } & StepFields[Kind]
  : never;

/** One step of a drill. */
export type DrillStep = StepOf<StepKind>;

/** A place from which keys and users may come back. */
export type PlaceFields = {
  readonly place: 'hsm' | 'joining-hsm' | 'backup' | 'pending-backup' | 'copy' | 'origin';
  readonly region?: Region;
};

/** The fields of each kind of expectation. */
export type ExpectationFields = {
  ClusterIs: OfCluster & { readonly state: ClusterState; readonly hsms?: number };
  BackupIs: OfBackup & {
    readonly state: 'CREATE_IN_PROGRESS' | 'READY' | 'PENDING_DELETION' | 'DELETED' | 'GONE';
  };
  Recoverable: OfCluster & { readonly region?: Region; readonly maxAge?: Millis };
  NotRecoverable: OfCluster & { readonly region?: Region };
  CanComeBack: OfCluster & {
    readonly keys?: readonly string[];
    readonly users?: readonly string[];
    /** Exactly these places; none if left out. */
    readonly from?: readonly PlaceFields[];
  };
  Holds: OfCluster & { readonly keys?: readonly string[]; readonly users?: readonly string[] };
  SameContents: OfCluster & { readonly of: Reference };
  HsmsAgree: OfCluster;
};

/** The kinds of expectations. */
export type ExpectationKind = keyof ExpectationFields;

/** An expectation of one kind. */
export type ExpectationOf<Kind extends ExpectationKind> = Kind extends ExpectationKind
  ? { readonly that: Kind; readonly because?: string } & ExpectationFields[Kind]
  : never;

/** One expectation, judged after a step or at the end. */
export type Expectation = ExpectationOf<ExpectationKind>;

/** A drill. */
export type Drill = {
  readonly name: string;
  readonly description?: string;
  readonly edition?: Edition;
  readonly quotas?: { readonly clusters: number; readonly hsms: number } | 'NONE';
  readonly startsAt: EpochMillis;
  readonly steps: readonly DrillStep[];
  readonly expect?: readonly Expectation[];
};

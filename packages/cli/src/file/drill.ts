/**
 * What a drill file says, once decoded: steps that people and fate take, and what is expected of
 * the fleet then.
 *
 * Fields are those of the machine's commands, except that those ending in `Id` lose it and take a
 * reference: a name given with `as`, a phrase such as `latest backup of primary`, or an id.
 *
 * @module
 */
import type {
  ClusterMode,
  ClusterState,
  EpochMillis,
  HsmType,
  Millis,
  RegionLoss,
  Region,
  Role,
  KeyKind,
  Edition,
} from '@hsm-lifecycle/core';

/** When: so long after the step before, or at an instant. */
export type Moment = { readonly after: Millis } | { readonly instant: EpochMillis };

/** What names something: a name given with `as`, a phrase, or an id. */
export type Reference = string;

type TagList = Readonly<Record<string, string>>;
type NewCluster = {
  readonly zones: readonly string[];
  readonly hsmType?: HsmType;
  readonly mode?: ClusterMode;
  readonly retentionDays?: number;
  readonly tags?: TagList;
};
type OfCluster = { readonly cluster: Reference };
type OfHsm = { readonly hsm: Reference };
type OfBackup = { readonly backup: Reference };
type OfResource = { readonly resource: Reference };

/** The fields of each step, by what it does. */
export type StepFields = {
  CreateCluster: { readonly region: Region } & NewCluster;
  Restore: OfBackup & NewCluster;
  CopyToRegion: OfBackup & { readonly region: Region; readonly tags?: TagList };
  Initialize: OfCluster & { readonly signingRequest?: string };
  Activate: OfCluster & { readonly admin?: string };
  AddHsm: OfCluster & { readonly zone: string; readonly ipAddress?: string };
  RemoveHsm: OfHsm;
  DeleteCluster: OfCluster;
  SetRetention: OfCluster & { readonly retentionDays: number };
  ApplyRetention: OfCluster;
  CreateUser: OfCluster & { readonly name: string; readonly role: Role };
  DeleteUser: OfCluster & { readonly name: string };
  RecordLogin: OfCluster & { readonly name: string };
  CreateKey: OfCluster & {
    readonly key: string;
    readonly label?: string;
    readonly owner: string;
    readonly kind?: KeyKind;
    readonly expiresAt?: Moment;
  };
  DeleteKey: OfCluster & { readonly key: string };
  PutCertificate: OfCluster & {
    readonly certificate: string;
    readonly subject?: string;
    readonly expiresAt?: Moment;
  };
  SetPolicy: OfCluster & { readonly name: string; readonly value: string };
  FailHsm: OfHsm & { readonly reason?: string };
  ReplaceHsm: OfHsm;
  DeleteBackup: OfBackup;
  UndeleteBackup: OfBackup;
  SetNeverExpires: OfBackup & { readonly neverExpires: boolean };
  Tag: OfResource & { readonly tags: TagList };
  Untag: OfResource & { readonly keys: readonly string[] };
  Settle: OfResource & { readonly outcome: 'SUCCEEDED' | 'FAILED'; readonly reason?: string };
  LoseRegion: { readonly region: Region; readonly kind: RegionLoss };
  RecoverRegion: { readonly region: Region };
  SetQuota: { readonly region: Region; readonly clusters?: number; readonly hsms?: number };
  ForgetGone: object;
  Advance: object;
  Remember: OfCluster;
};

/** What a step can do. */
export type Act = keyof StepFields;

/** What any step may say besides. */
export type StepCommon = {
  readonly at?: Moment;
  readonly as?: string;
  readonly note?: string;
  /** The tag of the refusal that is expected. */
  readonly refused?: string;
  readonly expect?: readonly Expectation[];
};

/** The step that does one thing. */
export type StepOf<It extends Act> = It extends Act
  ? StepCommon & { readonly do: It } & StepFields[It]
  : never;

/** One step of a drill. */
export type Step = StepOf<Act>;

/** A place from which contents may come back. */
export type PlaceFields = {
  readonly place: 'hsm' | 'joining-hsm' | 'backup' | 'pending-backup' | 'copy' | 'origin';
  readonly region?: Region;
};

/** The fields of each expectation, by what it is about. */
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
    /** Exactly these; none if left out. */
    readonly from?: readonly PlaceFields[];
  };
  Holds: OfCluster & { readonly keys?: readonly string[]; readonly users?: readonly string[] };
  SameContents: OfCluster & { readonly of: Reference };
};

/** What can be expected. */
export type Subject = keyof ExpectationFields;

/** The expectation about one thing. */
export type ExpectationOf<It extends Subject> = It extends Subject
  ? { readonly that: It; readonly because?: string } & ExpectationFields[It]
  : never;

/** One expectation, judged after a step or at the end. */
export type Expectation = ExpectationOf<Subject>;

/** A whole drill. */
export type Drill = {
  readonly name: string;
  readonly description?: string;
  readonly edition?: Edition;
  readonly quotas?: { readonly clusters: number; readonly hsms: number } | 'NONE';
  readonly startsAt: EpochMillis;
  readonly steps: readonly Step[];
  readonly expect?: readonly Expectation[];
};

/**
 * A decoded scenario file: what is simulated, and what is expected.
 *
 * @module
 */
import type {
  AvailabilityZone,
  Edition,
  EpochMillis,
  Millis,
  Region,
  RegionLoss,
} from '@hsm-lifecycle/core';
import type { Drill, DrillStep } from '@hsm-lifecycle/drills';
import type { EventType } from '@hsm-lifecycle/runbooks';
import type { Prices } from '../measures/hsm-hours.ts';
import type { WorkName } from '../processes/work.ts';
import type { Distribution } from '../random/distribution.ts';

/** Where a rate or a duration comes from: none is published, so each must say it. */
export type Sourced = { readonly source: string };

/** The fleet to begin with: the end of a drill, a file of a fleet, or steps. */
export type Beginning =
  | { readonly drill: string }
  | { readonly fleet: string }
  | {
      readonly startsAt: EpochMillis;
      readonly edition?: Edition;
      readonly quotas?: Exclude<Drill['quotas'], undefined>;
      readonly steps: readonly DrillStep[];
    };

/** How long a kind of work takes, and how often it fails. */
export type WorkFields = Sourced & {
  readonly takes?: Distribution;
  readonly fails?: number;
};

/** The fields of each process of `faults` and `workload`. */
export type ProcessFields = {
  HsmFailures: { readonly every: Distribution };
  RegionOutage: {
    readonly region: Region;
    readonly kind: RegionLoss;
    readonly every: Distribution;
    readonly lasts?: Distribution;
  };
  ZoneOutage: {
    readonly zone: AvailabilityZone;
    readonly kind?: 'PASSING' | 'LOST';
    readonly every: Distribution;
    readonly lasts: Distribution;
  };
  WrongDeletion: {
    readonly region?: Region;
    readonly every: Distribution;
    readonly noticedAfter: Distribution;
  };
  JobStops: {
    readonly runbook: string;
    readonly every: Distribution;
    readonly noticedAfter: Distribution;
  };
  ContentsChurn: {
    readonly keyMade: Distribution;
    readonly keyLives: Distribution;
    readonly region?: Region;
  };
  PauseSchedule: {
    readonly region: Region;
    readonly every: Millis;
    readonly pausesAt: Millis;
    readonly resumesAt: Millis;
    readonly hsms: number;
  };
};

/** One process of a scenario. */
export type ProcessOf<Kind extends keyof ProcessFields> = Kind extends keyof ProcessFields
  ? { readonly process: Kind } & Sourced & ProcessFields[Kind]
  : never;

/** Any process of a scenario. */
export type ScenarioProcess = ProcessOf<keyof ProcessFields>;

/** The fields of each runbook. */
export type RunbookFields = {
  CopyNewest: { readonly to: Region; readonly from?: Region };
  KeepNewest: { readonly region: Region; readonly count: number };
  KeepGfs: {
    readonly region: Region;
    readonly daily: number;
    readonly weekly: number;
    readonly monthly: number;
  };
  ExemptMonthly: { readonly months: number };
  RemoveForGood: {
    readonly keys?: readonly string[];
    readonly users?: readonly string[];
    readonly expired?: boolean;
  };
  RotateHsms: { readonly after: Millis };
  PauseWhenIdle: { readonly idle: Millis };
  FailOver: {
    readonly to: Region;
    readonly from?: Region;
    readonly hsms: number;
    readonly zones?: readonly AvailabilityZone[];
    readonly retentionDays?: number;
  };
  FailBack: {
    readonly home: Region;
    readonly hsms: number;
    readonly zones?: readonly AvailabilityZone[];
    readonly retentionDays?: number;
  };
  ForgetGone: { readonly after: Millis };
};

/** What wakes a runbook, and its name. */
export type RunbookWakes = {
  /** The runbook's kind if left out. */
  readonly as?: string;
  readonly every?: Millis;
  /** After midnight UTC of the epoch's day; 0 if left out. */
  readonly at?: Millis;
  readonly on?: readonly EventType[];
  readonly respondsAfter?: Distribution;
};

/** One runbook of a scenario. */
export type RunbookOf<Kind extends keyof RunbookFields> = Kind extends keyof RunbookFields
  ? { readonly runbook: Kind } & RunbookWakes & RunbookFields[Kind]
  : never;

/** Any runbook of a scenario. */
export type ScenarioRunbook = RunbookOf<keyof RunbookFields>;

/** The fields of each measure. */
export type MeasureFields = {
  RecoveryPoint: { readonly ifLost: Region };
  LostContents: object;
  RecoveryTime: { readonly hsms: number };
  Exposure: { readonly followUp: Millis };
  BackupsHeld: { readonly region?: Region };
  HsmHours: object;
  Cost: object;
  Calls: object;
  Serving: { readonly hsms: number; readonly zones?: number };
};

/** One measure of a scenario. */
export type MeasureOf<Kind extends keyof MeasureFields> = Kind extends keyof MeasureFields
  ? { readonly measure: Kind } & { readonly as?: string } & MeasureFields[Kind]
  : never;

/** Any measure of a scenario. */
export type ScenarioMeasure = MeasureOf<keyof MeasureFields>;

/** A limit: a span of time, or a number. */
export type Limit = { readonly span: Millis } | { readonly number: number };

/** What is expected of a measure. */
export type ScenarioExpect = {
  readonly measure: string;
  /** The first label of the measure if left out. */
  readonly label?: string;
  /** One of these two. */
  readonly quantile?: number;
  readonly statistic?: 'mean' | 'share' | 'chance';
  /** One of these two. */
  readonly atMost?: Limit;
  readonly atLeast?: Limit;
  readonly because?: string;
};

/** A scenario. */
export type Scenario = {
  readonly name: string;
  readonly description?: string;
  readonly horizon: Millis;
  readonly warmUp?: Millis;
  readonly begin: Beginning;
  readonly work?: { readonly [Name in WorkName]?: WorkFields };
  readonly faults?: readonly ScenarioProcess[];
  readonly workload?: readonly ScenarioProcess[];
  readonly runbooks?: readonly ScenarioRunbook[];
  readonly measures: readonly ScenarioMeasure[];
  readonly prices?: Prices;
  readonly expect?: readonly ScenarioExpect[];
};

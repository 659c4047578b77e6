/**
 * The fields of work, faults and workload.
 *
 * @module
 */
import {
  countField,
  describedField,
  optionalField,
  recordField,
  regionField,
  spanField,
  textField,
  variantField,
  wordField,
  zoneField,
  type Field,
  type FieldsOf,
} from '@hsm-lifecycle/drills/fields';
import type { WorkName } from '../processes/work.ts';
import {
  distributionField,
  longSpanField,
  probabilityField,
  recurringField,
} from './distribution-field.ts';
import { merged } from './merged.ts';
import type { ProcessFields, ScenarioProcess, WorkFields } from './scenario.ts';

/** Where a number comes from. */
export const sourceField: Field<string> = describedField(
  'Where the numbers come from: a measurement, a contract, or "assumed".',
  textField('a source, or "assumed"'),
);

const workTime: Field<WorkFields> = recordField<WorkFields>(
  'work, such as { "takes": { "lognormal": { "median": "10m", "p95": "1h" } }, "fails": 0.01, ' +
    '"source": "assumed" }',
  {
    takes: optionalField(
      describedField('How long it takes; as the edition says, if left out.', distributionField),
    ),
    fails: optionalField(describedField('The probability that it fails.', probabilityField)),
    source: sourceField,
  },
);

type AllWork = { readonly [Name in WorkName]?: WorkFields };

const time = optionalField(workTime);

/** Kinds of work that take a random time or fail. */
export const workField: Field<AllWork> = recordField<AllWork>('kinds of work', {
  clusterCreation: time,
  restore: time,
  initialization: time,
  activation: time,
  hsm: time,
  backup: time,
  copy: time,
  hsmDeletion: time,
  clusterDeletion: time,
  migration: time,
  detection: time,
  replacement: time,
});

type Described<Shape> = { readonly sentence: string; readonly fields: FieldsOf<Shape> };

const hsmsField = countField('a number of HSMs');

const processes: { readonly [Kind in keyof ProcessFields]: Described<ProcessFields[Kind]> } = {
  HsmFailures: {
    sentence: 'HSMs fail; exponential distances are calendar time, others begin with each HSM.',
    fields: { every: recurringField },
  },
  RegionOutage: {
    sentence: 'A region is out of reach for a time, or destroyed for good.',
    fields: {
      region: regionField,
      kind: wordField('UNREACHABLE', 'DESTROYED'),
      every: recurringField,
      lasts: optionalField(distributionField),
    },
  },
  ZoneOutage: {
    sentence: 'A zone has an outage that passes, or loses its HSMs.',
    fields: {
      zone: zoneField,
      kind: optionalField(wordField('PASSING', 'LOST')),
      every: recurringField,
      lasts: distributionField,
    },
  },
  WrongDeletion: {
    sentence: 'Somebody deletes a backup by mistake, and undeletes it when it is noticed.',
    fields: {
      region: optionalField(regionField),
      every: recurringField,
      noticedAfter: distributionField,
    },
  },
  JobStops: {
    sentence: 'A runbook stops running until somebody notices.',
    fields: {
      runbook: textField('the name of a runbook of this scenario'),
      every: recurringField,
      noticedAfter: distributionField,
    },
  },
  ContentsChurn: {
    sentence: 'Keys are made, and deleted after their life.',
    fields: {
      keyMade: recurringField,
      keyLives: distributionField,
      region: optionalField(regionField),
    },
  },
  PauseSchedule: {
    sentence: 'Clusters of a region are paused and resumed at times of the day.',
    fields: {
      region: regionField,
      every: longSpanField,
      pausesAt: spanField,
      resumesAt: spanField,
      hsms: hsmsField,
    },
  },
};

const processVariant = (kind: string, { sentence, fields }: Described<object>) => {
  const common = { process: wordField(kind), source: sourceField };
  return describedField(
    sentence,
    recordField<ScenarioProcess>(`the process ${kind}`, merged(common, fields)),
  );
};

/** A process of each kind. */
export const processVariants: Readonly<Record<string, Field<ScenarioProcess>>> = Object.fromEntries(
  Object.entries<Described<object>>(processes).map(([kind, it]) => [
    kind,
    processVariant(kind, it),
  ]),
);

/** Any process. */
export const processField: Field<ScenarioProcess> = variantField(
  { by: 'process', definition: 'Process', variants: processVariants },
  'a process, such as { "process": "HsmFailures", "every": { "exponential": "1500d" }, … }',
);

/**
 * The processes, runbooks and measures that a scenario names.
 *
 * @module
 */
import { DAY_MS } from '@hsm-lifecycle/core';
import type { Runbook } from '@hsm-lifecycle/core/fleet';
import {
  copyNewest,
  exemptMonthly,
  failBack,
  failOver,
  forgetGoneAfter,
  keepGfs,
  keepNewest,
  pauseWhenIdle,
  removeForGood,
  rotateHsms,
} from '@hsm-lifecycle/runbooks';
import type { Measure } from '../life/measure.ts';
import type { Process } from '../life/process.ts';
import { backupsHeldMeasure } from '../measures/backups-held.ts';
import { callsMeasure } from '../measures/calls.ts';
import { exposureMeasure } from '../measures/exposure.ts';
import { costMeasure, hsmHoursMeasure, type Prices } from '../measures/hsm-hours.ts';
import { lostContentsMeasure } from '../measures/lost-contents.ts';
import { recoveryPointMeasure } from '../measures/recovery-point.ts';
import { recoveryTimeMeasure } from '../measures/recovery-time.ts';
import { servingMeasure } from '../measures/serving.ts';
import { contentsChurnProcess } from '../processes/contents-churn.ts';
import { hsmFailuresProcess } from '../processes/hsm-failures.ts';
import { jobStopsProcess } from '../processes/job-stops.ts';
import { pauseScheduleProcess } from '../processes/pause-schedule.ts';
import { regionOutageProcess } from '../processes/region-outage.ts';
import { runbookProcess } from '../processes/runbook-process.ts';
import { wrongDeletionProcess } from '../processes/wrong-deletion.ts';
import { zoneOutageProcess } from '../processes/zone-outage.ts';
import type { ScenarioMeasure, ScenarioProcess, ScenarioRunbook } from './scenario.ts';

/** The process that a scenario names. */
export const processOf = (it: ScenarioProcess): Process => {
  switch (it.process) {
    case 'HsmFailures':
      return hsmFailuresProcess(it);
    case 'RegionOutage':
      return regionOutageProcess(it);
    case 'ZoneOutage':
      return zoneOutageProcess({ ...it, availabilityZone: it.zone });
    case 'WrongDeletion':
      return wrongDeletionProcess(it);
    case 'JobStops':
      return jobStopsProcess(it);
    case 'ContentsChurn':
      return contentsChurnProcess(it);
    case 'PauseSchedule': {
      const { region, every, pausesAt, resumesAt, hsms } = it;
      return pauseScheduleProcess({
        region,
        pauses: { every, offset: pausesAt },
        resumes: { every, offset: resumesAt },
        hsms,
      });
    }
  }
};

type OfBackups = Extract<
  ScenarioRunbook,
  { readonly runbook: 'CopyNewest' | 'KeepNewest' | 'KeepGfs' | 'ExemptMonthly' | 'RemoveForGood' }
>;

const isOfBackups = (it: ScenarioRunbook): it is OfBackups =>
  ['CopyNewest', 'KeepNewest', 'KeepGfs', 'ExemptMonthly', 'RemoveForGood'].includes(it.runbook);

const removing = ({
  keys,
  users,
  expired,
}: Extract<ScenarioRunbook, { readonly runbook: 'RemoveForGood' }>): Runbook =>
  removeForGood({ keyIds: keys ?? [], userNames: users ?? [], expired: expired ?? false });

const runOfBackups = (it: OfBackups): Runbook => {
  switch (it.runbook) {
    case 'CopyNewest':
      return copyNewest(it);
    case 'KeepNewest':
      return keepNewest(it);
    case 'KeepGfs':
      return keepGfs(it);
    case 'ExemptMonthly':
      return exemptMonthly(it);
    case 'RemoveForGood':
      return removing(it);
  }
};

const runOf = (it: ScenarioRunbook): Runbook => {
  if (isOfBackups(it)) return runOfBackups(it);
  switch (it.runbook) {
    case 'RotateHsms':
      return rotateHsms({ every: it.after });
    case 'PauseWhenIdle':
      return pauseWhenIdle(it);
    case 'FailOver':
      return failOver(it);
    case 'FailBack':
      return failBack(it);
    case 'ForgetGone':
      return forgetGoneAfter(it);
  }
};

/** The name of a runbook in its scenario. */
export const runbookNameOf = ({ as, runbook }: ScenarioRunbook): string => as ?? runbook;

/** The runbook that a scenario names, as a process. */
export const deployedOf = (it: ScenarioRunbook): Process => {
  const { every = DAY_MS, at: offset = 0, on, respondsAfter } = it;
  const schedule = it.every === undefined ? {} : { schedule: { every, offset } };
  return runbookProcess({
    name: runbookNameOf(it),
    run: runOf(it),
    wakes: { ...schedule, ...(on === undefined ? {} : { on }) },
    ...(respondsAfter === undefined ? {} : { respondsAfter }),
  });
};

const FREE: Prices = { currency: 'USD', hsmHour: {}, source: 'none' };

const ownMeasureOf = (it: ScenarioMeasure, prices: Prices): Measure => {
  switch (it.measure) {
    case 'RecoveryPoint':
      return recoveryPointMeasure(it);
    case 'LostContents':
      return lostContentsMeasure();
    case 'RecoveryTime':
      return recoveryTimeMeasure(it);
    case 'Exposure':
      return exposureMeasure(it);
    case 'BackupsHeld':
      return backupsHeldMeasure(it);
    case 'HsmHours':
      return hsmHoursMeasure();
    case 'Cost':
      return costMeasure(prices);
    case 'Calls':
      return callsMeasure();
    case 'Serving':
      return servingMeasure(it);
  }
};

/** The measure that a scenario names. */
export const measureOf = (it: ScenarioMeasure, prices: Prices = FREE): Measure => {
  const own = ownMeasureOf(it, prices);
  return it.as === undefined ? own : { ...own, name: it.as };
};

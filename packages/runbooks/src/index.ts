/**
 * Runbooks as pure functions: what a simulator tries out is what a service deploys.
 *
 * @module
 */
export { copyNewest, type CopyNewest } from './copy-newest.ts';
export { exemptMonthly, type ExemptMonthly } from './exempt-monthly.ts';
export { failBack, type FailBack } from './fail-back.ts';
export { failOver, type FailOver } from './fail-over.ts';
export { forgetGoneAfter, type ForgetGoneAfter } from './forget-gone-after.ts';
export { keepGfs, type KeepGfs } from './keep-gfs.ts';
export { keepNewest, type KeepNewest } from './keep-newest.ts';
export { pauseWhenIdle, type PauseWhenIdle } from './pause-when-idle.ts';
export { fleetReading, isInUse, isLost, type Reading } from './reading.ts';
export { removeForGood, type RemoveForGood } from './remove-for-good.ts';
export { rotateHsms, type RotateHsms } from './rotate-hsms.ts';
export {
  dailyAt,
  nextWakeAt,
  type EventType,
  type Schedule,
  type ScheduledRunbook,
  type Wakes,
} from './scheduled-runbook.ts';

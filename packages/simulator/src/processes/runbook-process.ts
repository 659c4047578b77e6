/**
 * A runbook as a process: woken by its schedule and by events, and delayed by people.
 *
 * @module
 */
import { nextWakeAt, type EventType, type ScheduledRunbook } from '@hsm-lifecycle/runbooks';
import type { Process, Timer } from '../life/process.ts';
import type { Distribution } from '../random/distribution.ts';

/** A runbook with the time that people need to respond. */
export type DeployedRunbook = ScheduledRunbook & {
  /**
   * How long after an alarm it runs: after a loss, a failed HSM, or work that failed. At once if
   * left out. Other events wake it at once, but while a response is awaited, none does.
   */
  readonly respondsAfter?: Distribution;
};

/** Whether a wake is due at this instant, or a response is awaited. */
type Waiting = 'NO' | 'SOON' | 'FOR_RESPONSE';

const LOSSES: ReadonlySet<EventType> = new Set([
  'RegionLost',
  'ZoneLost',
  'HsmDegraded',
  'BackupDeletionScheduled',
]);

/** Whether an event is bad news, to which somebody responds. */
const isAlarm = (type: EventType): boolean => LOSSES.has(type) || type.endsWith('Failed');

/**
 * Makes a process of a runbook. It draws nothing but the span of a response, and what it does next
 * it reads off the fleet. While its name is suspended, it does nothing.
 */
export const runbookProcess = ({
  name,
  run,
  wakes: { schedule, on = [] },
  respondsAfter,
}: DeployedRunbook): Process => {
  const next = (at: number): readonly Timer[] =>
    schedule === undefined
      ? []
      : [{ subject: 'schedule', about: { what: 'SCHEDULE' }, at: nextWakeAt(schedule, at) }];
  const process: Process<Waiting> = {
    name,
    kind: 'RUNBOOK',
    sees: on,
    begin: ({ world: { at } }) => ['NO', next(at)],
    see: (waiting, { event }, { world: { at } }) => {
      if (waiting === 'FOR_RESPONSE') return [waiting, []];
      if (respondsAfter !== undefined && isAlarm(event.type))
        return [
          'FOR_RESPONSE',
          [{ subject: 'response', about: { what: 'RESPONSE' }, after: respondsAfter }],
        ];
      return waiting === 'SOON'
        ? [waiting, []]
        : ['SOON', [{ subject: 'event', about: { what: 'EVENT' }, at }]];
    },
    wake: (waiting, { about }, { world: { fleet, at, suspended } }) => {
      const isOff = suspended.includes(name);
      const acts = isOff ? [] : run(fleet, at);
      if (about.what === 'SCHEDULE') return { state: waiting, acts, timers: next(at) };
      const isStale = about.what === 'EVENT' && waiting === 'FOR_RESPONSE';
      return isStale ? { state: waiting } : { state: 'NO', acts };
    },
  };
  return process;
};

/**
 * Jobs that stop running until somebody notices.
 *
 * @module
 */
import type { Process, Timer } from '../life/process.ts';
import type { Distribution } from '../random/distribution.ts';

/** The options of `jobStopsProcess`. */
export type JobStops = {
  /** The name of the runbook. */
  readonly runbook: string;
  /** How long it runs until it stops. */
  readonly every: Distribution;
  /** How long until somebody notices, and it runs again. */
  readonly noticedAfter: Distribution;
};

/** Suspends a runbook: its schedule and its events pass without effect until it is noticed. */
export const jobStopsProcess = ({ runbook, every, noticedAfter }: JobStops): Process => {
  const stops: Timer = { subject: 'stops', about: { what: 'STOP' }, after: every };
  const goesOn: Timer = { subject: 'noticed', about: { what: 'GO_ON' }, after: noticedAfter };
  return {
    name: `JobStops ${runbook}`,
    kind: 'PERSON',
    begin: () => [undefined, [stops]],
    wake: (state, { about }) =>
      about.what === 'STOP'
        ? { state, acts: [{ type: 'Suspend', runbook }], timers: [goesOn] }
        : { state, acts: [{ type: 'Resume', runbook }], timers: [stops] },
  };
};

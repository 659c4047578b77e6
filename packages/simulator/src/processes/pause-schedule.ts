/**
 * Clusters that are paused at night, say, and resumed in the morning.
 *
 * @module
 */
import type { Cluster, Command, EpochMillis, Region } from '@hsm-lifecycle/core';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { fleetReading, nextWakeAt, type Schedule } from '@hsm-lifecycle/runbooks';
import type { Process, Timer } from '../life/process.ts';

/** The options of `pauseScheduleProcess`. */
export type PauseSchedule = {
  readonly region: Region;
  /** When all HSMs are removed. */
  readonly pauses: Schedule;
  /** When HSMs are added again. */
  readonly resumes: Schedule;
  /** How many are added, one in each zone in turn. */
  readonly hsms: number;
};

const activeIn = (fleet: Fleet, region: Region): readonly Cluster[] =>
  fleetReading(fleet).clusters.filter((it) => it.region === region && it.phase === 'ACTIVE');

const pausing = ({ clusterId, hsms }: Cluster, at: EpochMillis): readonly Command[] =>
  hsms.map(({ hsmId }) => ({ type: 'RemoveHsm', data: { at, clusterId, hsmId } }));

const resuming = (
  { clusterId, subnets, hsms }: Cluster,
  count: number,
  at: EpochMillis,
): readonly Command[] =>
  Array.from({ length: Math.max(0, count - hsms.length) }, (_, index) => {
    const availabilityZone = subnets[index % subnets.length]?.availabilityZone ?? '';
    return { type: 'AddHsm', data: { at, clusterId, availabilityZone } };
  });

/** Pauses the clusters of a region by a schedule, and resumes them by another. */
export const pauseScheduleProcess = (options: PauseSchedule): Process => {
  const { region, pauses, resumes, hsms } = options;
  const next = (about: 'PAUSE' | 'RESUME', after: EpochMillis): Timer => ({
    subject: region,
    about: { what: about },
    at: nextWakeAt(about === 'PAUSE' ? pauses : resumes, after),
  });
  return {
    name: `PauseSchedule ${region}`,
    kind: 'WORKLOAD',
    begin: ({ world: { at } }) => [undefined, [next('PAUSE', at), next('RESUME', at)]],
    wake: (state, { about }, { world: { fleet, at } }) => {
      const clusters = activeIn(fleet, region);
      return about.what === 'PAUSE'
        ? { state, acts: clusters.flatMap((it) => pausing(it, at)), timers: [next('PAUSE', at)] }
        : {
            state,
            acts: clusters.flatMap((it) => resuming(it, hsms, at)),
            timers: [next('RESUME', at)],
          };
    },
  };
};

/**
 * Backups that the service forces: at activation, and when HSMs are added or removed.
 *
 * @module
 */
import type { BackupTrigger } from '@hsm-lifecycle/core';
import { firstWrong, momentsOf, type LawMoment, type LawStep } from './law.ts';

const TRIGGERS = {
  ClusterActivated: 'ACTIVATION',
  HsmAdding: 'HSM_ADDED',
  HsmRemoving: 'HSM_REMOVED',
} as const;

const triggerOf = (type: string): BackupTrigger | undefined =>
  Object.entries(TRIGGERS).find(([name]) => name === type)?.[1];

/**
 * The trigger of a forced backup, if this event has one. Adding and removing HSMs force a backup
 * only if an HSM is ACTIVE.
 */
const forcedBy = ({ event, holder }: LawMoment): BackupTrigger | undefined => {
  const trigger = triggerOf(event.type);
  if (
    holder?.kind !== 'CLUSTER' ||
    trigger === undefined ||
    !holder.edition.forcedBackups.includes(trigger)
  )
    return undefined;
  const hasActiveHsm =
    holder.activatedAt !== undefined && holder.hsms.some(({ state }) => state === 'ACTIVE');
  return trigger === 'ACTIVATION' || hasActiveHsm ? trigger : undefined;
};

const isStarted = (moment: LawMoment | undefined, { stream, event }: LawMoment): boolean =>
  moment?.stream === stream &&
  moment.event.type === 'BackupCreating' &&
  moment.event.data.at === event.data.at;

/**
 * Makes a check that forced backups start: just before an HSM is added or removed, and just after
 * an activation.
 */
export const createdWithoutBackup =
  (...triggers: readonly BackupTrigger[]) =>
  (step: LawStep): boolean | string => {
    const moments = momentsOf(step);
    return firstWrong(moments.entries(), ([index, moment]) => {
      const trigger = forcedBy(moment);
      if (trigger === undefined || !triggers.includes(trigger)) return undefined;
      const fitting = moments[trigger === 'ACTIVATION' ? index + 1 : index - 1];
      return isStarted(fitting, moment)
        ? undefined
        : `${moment.event.type} of ${moment.stream} started no backup`;
    });
  };

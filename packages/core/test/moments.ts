/**
 * A history seen event by event.
 *
 * @module
 */
import {
  type Backup,
  type BackupHolder,
  type Cluster,
  type EventOf,
  type HolderEvent,
} from '@hsm-lifecycle/core';
import { evolveFleet, holderIn, type Fleet } from '@hsm-lifecycle/core/fleet';
import type { FleetHistory, HistoryStep } from '@hsm-lifecycle/testing';

/** One event of a holder, and the holder just before and just after it. */
export type Moment<Event extends HolderEvent = HolderEvent> = {
  readonly before: BackupHolder | undefined;
  readonly event: Event;
  readonly after: BackupHolder | undefined;
};

/** Lists the moments of a history, oldest first. */
export const momentsOf = ({ beginning, events }: FleetHistory): readonly Moment[] => {
  let fleet: Fleet = beginning;
  return events.flatMap((each): readonly Moment[] => {
    const before = fleet;
    fleet = evolveFleet(before, each);
    if (each.stream === 'fleet') return [];
    return [
      {
        before: holderIn(before, each.stream),
        event: each.event,
        after: holderIn(fleet, each.stream),
      },
    ];
  });
};

/** Lists the moments when a type of event happened. */
export const whenever = <Type extends HolderEvent['type']>(
  history: FleetHistory,
  type: Type,
): readonly Moment<EventOf<Type>>[] => {
  const isOfType = (moment: Moment): moment is Moment<EventOf<Type>> => moment.event.type === type;
  return momentsOf(history).filter(isOfType);
};

/** Finds a backup of a holder. */
export const backupIn = (holder: BackupHolder | undefined, backupId: string): Backup | undefined =>
  holder?.backups.find((each) => each.backupId === backupId);

/** The cluster that a moment is about. */
export const clusterOf = (holder: BackupHolder | undefined): Cluster => {
  if (holder?.kind === 'CLUSTER') return holder;
  throw new Error('no cluster');
};

type Typed = HistoryStep['command']['type'];

/** An accepted command of a type: the fleet that it met, what it said, and what came of it. */
export type AcceptedStep<Type extends Typed> = {
  readonly before: Fleet;
  readonly command: Extract<HistoryStep['command'], { readonly type: Type }>;
  readonly outcome: Extract<HistoryStep['outcome'], { readonly _tag: 'Right' }>;
};

/** The steps of a history in which a command of a type was accepted. */
export const acceptedSteps = <Type extends Typed>(
  { steps }: FleetHistory,
  type: Type,
): readonly AcceptedStep<Type>[] => {
  const isAccepted = (step: HistoryStep): step is HistoryStep & AcceptedStep<Type> =>
    step.command.type === type && step.outcome._tag === 'Right';
  return steps.filter(isAccepted);
};

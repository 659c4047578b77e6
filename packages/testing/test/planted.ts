/**
 * Machines that are wrong on purpose: each is the real one with its events tampered with, and
 * replayed.
 */
import { latestBackup, MINUTE_MS, type Command, type HolderEvent } from '@hsm-lifecycle/core';
import {
  evolveFleet,
  holderIn,
  step,
  type Fleet,
  type FleetEvent,
} from '@hsm-lifecycle/core/fleet';
import type { FleetMachine } from '@hsm-lifecycle/testing';

type Met = { readonly before: Fleet; readonly command: Command };
type Tamper = (it: FleetEvent, met: Met) => readonly FleetEvent[];

/** Replays tampered events. */
const replayedOn = (before: Fleet, events: readonly FleetEvent[]): ReturnType<FleetMachine> => ({
  _tag: 'Right',
  right: [events.reduce(evolveFleet, before), events],
});

const tampering =
  (tamper: Tamper): FleetMachine =>
  (before, command) => {
    const outcome = step(before, command);
    if (outcome._tag === 'Left') return outcome;
    const events = outcome.right[1].flatMap((it) => tamper(it, { before, command }));
    return replayedOn(before, events);
  };

/** The fleet's own events are never tampered with. */
const of = (stream: FleetEvent['stream'], event: HolderEvent): FleetEvent => ({
  stream: stream === 'fleet' ? 'cluster-none' : stream,
  event,
});

/** Deleted backups are purged at once. */
const noGrace: FleetMachine = tampering((it) => {
  const { stream, event } = it;
  if (event.type !== 'BackupDeletionScheduled') return [it];
  return [of(stream, { ...event, data: { ...event.data, deleteAt: event.data.at } })];
});

/** HSMs leave without being backed up. */
const removalWithoutBackup: FleetMachine = tampering((it) => {
  const { stream, event } = it;
  if (event.type === 'BackupCreating' && event.data.cause === 'HSM_REMOVED') return [];
  if (event.type !== 'HsmRemoving') return [it];
  const { at } = event.data;
  return [
    of(stream, {
      ...event,
      data: { ...event.data, waitsFor: undefined, expectedAt: at + 2 * MINUTE_MS },
    }),
  ];
});

/** When a backup becomes READY, retention marks the one before it, exempt or not, however young. */
const eagerRetention: FleetMachine = tampering((it, { before }) => {
  const { stream, event } = it;
  if (event.type !== 'BackupCreated') return [it];
  const holder = holderIn(before, stream);
  const last = holder?.kind === 'CLUSTER' ? latestBackup(holder) : undefined;
  if (last === undefined) return [it];
  const { at } = event.data;
  return [
    it,
    of(stream, {
      type: 'BackupExpired',
      data: { at, backupId: last.backupId, deleteAt: at + 24 * 60 * MINUTE_MS },
    }),
  ];
});

/** The sweep marks the last backup too. */
const marksTheLast: FleetMachine = (before, command) => {
  const outcome = step(before, command);
  if (outcome._tag === 'Left' || command.type !== 'SetRetention') return outcome;
  const [after, events] = outcome.right;
  const cluster = holderIn(after, command.data.clusterId);
  const last = cluster?.kind === 'CLUSTER' ? latestBackup(cluster) : undefined;
  if (last === undefined || cluster?.kind !== 'CLUSTER') return outcome;
  const { at } = command.data;
  const mark = of(cluster.clusterId, {
    type: 'BackupExpired',
    data: { at, backupId: last.backupId, deleteAt: at + 24 * 60 * MINUTE_MS },
  });
  return replayedOn(before, [...events, mark]);
};

/** Copies are marked like their sources: retention is inherited. */
const copyInheritsRetention: FleetMachine = (before, command) => {
  const outcome = step(before, command);
  if (outcome._tag === 'Left') return outcome;
  const [, events] = outcome.right;
  const inherited = events.flatMap(({ stream, event }): readonly FleetEvent[] => {
    if (event.type !== 'BackupCopied') return [];
    const { at, backupId } = event.data;
    const data = {
      at,
      backupId,
      deleteAt: at + 24 * 60 * MINUTE_MS,
      isLastReady: true,
    };
    return [of(stream, { type: 'BackupDeletionScheduled', data })];
  });
  return inherited.length === 0 ? outcome : replayedOn(before, [...events, ...inherited]);
};

/** Copying moves: the source is deleted. */
const copyingMoves: FleetMachine = (before, command) => {
  const outcome = step(before, command);
  if (outcome._tag === 'Left' || command.type !== 'CopyToRegion') return outcome;
  const { at, backupId } = command.data;
  const removal = step(outcome.right[0], { type: 'DeleteBackup', data: { at, backupId } });
  return removal._tag === 'Left'
    ? outcome
    : { _tag: 'Right', right: [removal.right[0], [...outcome.right[1], ...removal.right[1]]] };
};

/** The first HSM of a restored cluster starts blank. */
const restoresBlank: FleetMachine = tampering((it) => {
  const { stream, event } = it;
  if (event.type !== 'HsmAdding' || event.data.from.kind !== 'ORIGIN') return [it];
  return [of(stream, { ...event, data: { ...event.data, from: { kind: 'BLANK' } } })];
});

/** A purge counts one key too many. */
const miscountingPurge: FleetMachine = tampering((it) => {
  const { stream, event } = it;
  if (event.type !== 'BackupPurged') return [it];
  return [
    of(stream, {
      ...event,
      data: { ...event.data, gone: { keys: event.data.gone.keys + 1, users: 0 } },
    }),
  ];
});

/** Quotas are for show. */
const noQuotas: FleetMachine = (before, command) => {
  const outcome = step({ ...before, quotas: 'NONE', regionQuotas: {} }, command);
  return outcome._tag === 'Left' ? outcome : replayedOn(before, outcome.right[1]);
};

/** Keys are backed up as soon as they are made. */
const backsUpKeys: FleetMachine = (before, command) => {
  const outcome = step(before, command);
  if (outcome._tag === 'Left' || command.type !== 'CreateKey') return outcome;
  const [after, events] = outcome.right;
  const cluster = holderIn(after, command.data.clusterId);
  if (cluster?.kind !== 'CLUSTER') return outcome;
  const hsmId = cluster.hsms.find(({ state }) => state === 'ACTIVE')?.hsmId ?? 'hsm-none';
  const { at } = command.data;
  const data = {
    at,
    backupId: `backup-${cluster.stem}aaaa${'abcdefgh'[cluster.backupsMade]}`,
    hsmId,
    cause: 'DAILY',
    expectedAt: at + MINUTE_MS,
  } as const;
  return replayedOn(before, [...events, of(cluster.clusterId, { type: 'BackupCreating', data })]);
};

/** The purge is noted down, and never done. */
const purgesOnPaper: FleetMachine = (before, command) => {
  const outcome = step(before, command);
  if (outcome._tag === 'Left') return outcome;
  const [, events] = outcome.right;
  const real = events.filter(({ event }) => event.type !== 'BackupPurged');
  return real.length === events.length
    ? outcome
    : { _tag: 'Right', right: [real.reduce(evolveFleet, before), events] };
};

/** The second HSM is called what the first one was. */
const reusesIds: FleetMachine = tampering((it, { before }) => {
  const { stream, event } = it;
  const holder = holderIn(before, stream);
  if (event.type !== 'HsmAdding' || holder?.kind !== 'CLUSTER' || holder.hsmsMade === 0)
    return [it];
  return [of(stream, { ...event, data: { ...event.data, hsmId: `hsm-${holder.stem}aaaaa` } })];
});

/** Keys are dated a millisecond after they were asked for. */
const postdates: FleetMachine = tampering((it) => {
  const { stream, event } = it;
  return event.type === 'KeyDeleted'
    ? [of(stream, { ...event, data: { ...event.data, at: event.data.at + 1 } })]
    : [it];
});

/** Retention marks without grace; people's deletions have it. */
const retentionWithoutGrace: FleetMachine = tampering((it) => {
  const { stream, event } = it;
  return event.type === 'BackupExpired'
    ? [of(stream, { ...event, data: { ...event.data, deleteAt: event.data.at } })]
    : [it];
});

/** Exempt backups are marked as soon as there is a newer one. */
const marksTheExempt: FleetMachine = tampering((it, { before }) => {
  const { stream, event } = it;
  const exempt = holderIn(before, stream)?.backups.find(
    ({ neverExpires, state }) => neverExpires && state === 'READY',
  );
  if (event.type !== 'BackupCreated' || exempt === undefined) return [it];
  const { at } = event.data;
  return [
    it,
    of(stream, {
      type: 'BackupExpired',
      data: { at, backupId: exempt.backupId, deleteAt: at + 24 * 60 * MINUTE_MS },
    }),
  ];
});

/** The daily clock is a millisecond fast. */
const fastClock: FleetMachine = tampering((it) => {
  const { stream, event } = it;
  if (event.type !== 'BackupCreating' || event.data.cause !== 'DAILY') return [it];
  return [of(stream, { ...event, data: { ...event.data, at: event.data.at - 1 } })];
});

/** Undeleting a backup that came from a removal crashes. */
const crashes: FleetMachine = (before, command) => {
  if (command.type === 'UndeleteBackup') {
    const it = holderIn(before, command.data.backupId)?.backups.find(
      ({ backupId }) => backupId === command.data.backupId,
    );
    if (it?.cause === 'HSM_REMOVED') throw new Error('no such cause');
  }
  return step(before, command);
};

/** Machines that are wrong on purpose, by what is wrong with them. */
export const planted = {
  noGrace,
  removalWithoutBackup,
  eagerRetention,
  marksTheLast,
  copyInheritsRetention,
  copyingMoves,
  restoresBlank,
  miscountingPurge,
  noQuotas,
  backsUpKeys,
  purgesOnPaper,
  reusesIds,
  postdates,
  retentionWithoutGrace,
  marksTheExempt,
  fastClock,
  crashes,
};

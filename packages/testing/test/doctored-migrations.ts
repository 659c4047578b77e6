/**
 * Steps of migrations that break each of their laws on purpose.
 *
 * @module
 */
import type { Cluster } from '@hsm-lifecycle/core';
import { ending, saying, type Doctor } from './doctored.ts';

const isMigrating = ({ phase }: Cluster): boolean =>
  phase === 'MODIFY_IN_PROGRESS' || phase === 'ROLLBACK_IN_PROGRESS';

const sameId = saying('HsmMigrated', ({ hsmId }) => ({ newHsmId: hsmId }));

/** By law, a tampering that breaks it. */
export const migrationDoctors: Readonly<Record<string, Doctor>> = {
  'a lossless rollback keeps contents': (step) => {
    const place = step.events.findIndex(({ event }) => event.type === 'HsmMigrating');
    const found = step.events[place];
    if (found?.event.type !== 'HsmMigrating' || found.event.data.from !== undefined)
      return undefined;
    const before = [...step.before.holders.values()].find(
      (it): it is Cluster => it.kind === 'CLUSTER' && it.clusterId === found.stream,
    );
    const backupId = before?.backups[0]?.backupId;
    if (before === undefined || backupId === undefined || before.hsmType !== 'hsm1.medium')
      return undefined;
    const data = {
      ...found.event.data,
      hsmType: before.hsmType,
      from: { kind: 'BACKUP', backupId } as const,
    };
    return {
      ...step,
      events: step.events
        .slice(0, place)
        .concat({ stream: before.clusterId, event: { type: 'HsmMigrating', data } }),
    };
  },
  'a migration freezes its cluster': (step) => {
    const cluster = [...step.after.holders.values()].find(
      (it): it is Cluster => it.kind === 'CLUSTER' && isMigrating(it) && it.hsms.length > 0,
    );
    return (
      cluster && {
        ...step,
        events: [
          ...step.events,
          {
            stream: cluster.clusterId,
            event: {
              type: 'PolicySet',
              data: { at: step.command.data.at, name: 'quorum', value: '2' },
            },
          },
        ],
      }
    );
  },
  'a migration changes one HSM at a time': ending(({ phase, hsms, hsmType }) =>
    phase === 'ACTIVE' && hsms.some(({ state }) => state === 'ACTIVE')
      ? { hsmType: `${hsmType}2` }
      : undefined,
  ),
  'a migrated HSM keeps its place': (step) => {
    const place = step.events.findIndex(({ event }) => event.type === 'HsmMigrated');
    return sameId({ ...step, events: step.events.slice(0, place + 1) });
  },
  'a migration backs up first': (step) => {
    const place = step.events.findIndex(({ event }) => event.type === 'HsmMigrating');
    return step.events[place - 1]?.event.type === 'BackupCreated'
      ? { ...step, events: step.events.slice(0, place + 1).toSpliced(place - 1, 1) }
      : undefined;
  },
};

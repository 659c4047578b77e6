import { describe, expect, it } from '@jest/globals';
import { assert, pre, property } from 'fast-check';
import { DAY_MS, holderIdOf, latestBackup } from '@hsm-lifecycle/core';
import { evolveFleet, holderIn } from '@hsm-lifecycle/core/fleet';
import { aHistory, aHistoryWith, type FleetHistory } from '@hsm-lifecycle/testing';
import { acceptedSteps, backupIn, clusterOf, whenever } from '../moments.ts';
import { onlyFast, editionWith } from '../support.ts';

const marksIn = (history: FleetHistory) =>
  whenever(history, 'BackupExpired').map(({ before, event: { data } }) => ({
    cluster: clusterOf(before),
    backup: backupIn(before, data.backupId),
    data,
  }));

describe('retention', () => {
  it('never marks the newest READY backup (F-158, U-10)', () => {
    assert(
      property(aHistory, (history) => {
        const marks = marksIn(history);
        pre(marks.length > 0);
        expect(marks.filter(({ cluster, backup }) => backup === latestBackup(cluster))).toEqual([]);
      }),
      onlyFast,
    );
  });

  it('never marks an exempt backup, nor one that is not READY (F-163)', () => {
    assert(
      property(aHistory, (history) => {
        const marks = marksIn(history);
        pre(marks.length > 0);
        expect(
          marks.filter(({ backup }) => backup?.neverExpires !== false || backup.state !== 'READY'),
        ).toEqual([]);
      }),
      onlyFast,
    );
  });

  it('never marks a backup early, and lets it be undeleted for seven days (U-9, F-156)', () => {
    assert(
      property(aHistory, (history) => {
        const marks = marksIn(history);
        pre(marks.length > 0);
        for (const { cluster, backup, data } of marks) {
          const days =
            cluster.retention === 'NONE' ? Number.POSITIVE_INFINITY : cluster.retention.days;
          expect(data.at).toBeGreaterThanOrEqual((backup?.createdAt ?? 0) + days * DAY_MS);
          expect(data.deleteAt).toBe(data.at + 7 * DAY_MS);
        }
      }),
      onlyFast,
    );
  });

  it('purges a backup at its date, and no other (F-145)', () => {
    assert(
      property(aHistory, (history) => {
        const purges = whenever(history, 'BackupPurged');
        pre(purges.length > 0);
        expect(
          purges.filter(
            ({ before, event: { data } }) => backupIn(before, data.backupId)?.deleteAt !== data.at,
          ),
        ).toEqual([]);
      }),
      onlyFast,
    );
  });

  it('marks nothing by itself where only a host sweeps (U-9)', () => {
    assert(
      property(
        aHistoryWith({ quotas: 'NONE', edition: editionWith({ sweep: 'MANUAL' }) }),
        (history) => {
          const swept = new Set(
            acceptedSteps(history, 'ApplyRetention').map(({ command }) => command.data.at),
          );
          expect(marksIn(history).filter(({ data }) => !swept.has(data.at))).toEqual([]);
        },
      ),
      onlyFast,
    );
  });
});

describe('a backup', () => {
  it('has one of four causes, and there is no other way to get one (F-136, F-139)', () => {
    assert(
      property(aHistory, (history) => {
        const causes = new Set(['ACTIVATION', 'HSM_ADDED', 'HSM_REMOVED', 'DAILY']);
        const started = whenever(history, 'BackupCreating');
        expect(started.filter(({ event }) => !causes.has(event.data.cause))).toEqual([]);
        const ids = new Set<string>(
          [...started, ...whenever(history, 'BackupCopying')].map(
            ({ event }) => event.data.backupId,
          ),
        );
        const observed = [
          ...whenever(history, 'ClusterObserved').map(({ event }) => event.data.cluster),
          ...whenever(history, 'BackupCopyObserved').map(({ event }) => event.data.copy),
        ];
        for (const { backups } of observed) for (const { backupId } of backups) ids.add(backupId);
        const held = [...history.end.holders.values()].flatMap(({ backups }) => backups);
        expect(held.filter(({ backupId }) => !ids.has(backupId))).toEqual([]);
      }),
      onlyFast,
    );
  });

  it('belongs to a cluster that is activated (F-136)', () => {
    assert(
      property(aHistory, (history) => {
        const started = whenever(history, 'BackupCreating').map(({ before }) => clusterOf(before));
        expect(
          started.filter(
            ({ activatedAt, phase }) => activatedAt === undefined || phase !== 'ACTIVE',
          ),
        ).toEqual([]);
      }),
      onlyFast,
    );
  });

  it('is not changed by being copied or restored', () => {
    assert(
      property(aHistory, (history) => {
        const taken = [
          ...acceptedSteps(history, 'CopyToRegion'),
          ...acceptedSteps(history, 'Restore'),
        ];
        pre(taken.length > 0);
        for (const { before, command, outcome } of taken) {
          const { backupId } = command.data;
          const [fleet, events] = outcome.right;
          const after = holderIn(fleet, backupId);
          const id = after === undefined ? '' : holderIdOf(after);
          const timeAlone = events
            .filter(({ stream }) => stream === id)
            .reduce(evolveFleet, before);
          expect(after).toEqual(holderIn(timeAlone, id));
        }
      }),
      onlyFast,
    );
  });

  it('keeps the age of its source, and the same contents, when copied (F-167, F-168)', () => {
    assert(
      property(aHistory, (history) => {
        const copies = acceptedSteps(history, 'CopyToRegion').map(({ command, outcome }) => {
          const { backupId } = command.data;
          const [fleet, events] = outcome.right;
          const source = backupIn(holderIn(fleet, backupId), backupId);
          return {
            source,
            tags: command.data.tags ?? source?.tags,
            copy: holderIn(fleet, events.at(-1)?.stream ?? '')?.backups[0],
          };
        });
        pre(copies.length > 0);
        for (const { source, tags, copy } of copies) {
          expect(copy).toMatchObject({
            createdAt: source?.createdAt,
            cause: source?.cause,
            neverExpires: false,
            tags,
          });
          expect(copy?.material).toBe(source?.material);
          expect(copy?.access).toBe(source?.access);
        }
      }),
      onlyFast,
    );
  });

  it('is in its cluster’s list by age, oldest first', () => {
    assert(
      property(aHistory, ({ end }) => {
        const ages = [...end.holders.values()].map(({ backups }) =>
          backups.map(({ createdAt }) => createdAt),
        );
        expect(ages).toEqual(ages.map((each) => each.toSorted((a, b) => a - b)));
      }),
      onlyFast,
    );
  });
});

import { describe, expect, it } from '@jest/globals';
import { assert, pre, property } from 'fast-check';
import { DAY_MS } from '@hsm-lifecycle/core';
import {
  advanceFleet,
  eachDue,
  equalFleets,
  evolveFleet,
  forecastRetention,
  recoveryPoints,
  residualMaterial,
  type Fleet,
  type FleetEvent,
} from '@hsm-lifecycle/core/fleet';
import { aHistory, clustersIn, grown, type History } from '@hsm-lifecycle/testing';
import { onlyFast, plain } from '../support.ts';

/** An estate some weeks after a history, before and after it forgets; most histories leave something to forget. */
const forgotten = ({ end }: History): readonly [before: Fleet, after: Fleet] => {
  const at = end.now + 20 * DAY_MS;
  const [before] = advanceFleet(end, { at });
  const after = grown(end, () => ({ type: 'ForgetGone', data: { at } }));
  pre(after.forgotten.size > before.forgotten.size);
  return [before, after];
};

const startedIds = ({ events }: History): readonly string[] =>
  events.flatMap(({ event: { type, data } }): readonly string[] => {
    if (type === 'ClusterCreated' || type === 'ClusterRestored') return [data.clusterId];
    if (type === 'BackupStarted' || type === 'BackupCopying') return [data.backupId];
    if (type === 'HsmAdding') return [data.hsmId];
    return type === 'HsmReplaced' ? [data.newHsmId] : [];
  });

const isForgetting = ({ event: { type } }: FleetEvent): boolean => type === 'ClusterForgotten' || type === 'CopyForgotten';

describe('forgetting', () => {
  it('changes no answer that anybody gets of the estate (M-11)', () => {
    assert(
      property(aHistory, (history) => {
        const [before, after] = forgotten(history);
        const at = after.now;
        expect(residualMaterial(after)).toEqual(residualMaterial(before));
        expect(forecastRetention(after, { until: at + 100 * DAY_MS })).toEqual(forecastRetention(before, { until: at + 100 * DAY_MS }));
        for (const { clusterId } of clustersIn(before)) {
          expect(residualMaterial(after, { clusterId })).toEqual(residualMaterial(before, { clusterId }));
          expect(recoveryPoints(after, { clusterId, at })).toEqual(recoveryPoints(before, { clusterId, at }));
        }
      }),
      onlyFast,
    );
  });

  it('leaves all else as it is: what is left, when it is due, what counts, and the ids that were given', () => {
    assert(
      property(aHistory, (history) => {
        const [before, after] = forgotten(history);
        const entries = [...before.holders.entries()].filter(([stem]) => after.forgotten.get(stem) === undefined);
        expect([...after.holders.entries()]).toEqual(entries);
        const { holders: _holders, forgotten: _forgotten, ...rest } = after;
        expect(plain({ ...before, ...rest, now: before.now })).toEqual(plain(before));
      }),
      onlyFast,
    );
  });

  it('uses no id twice (M-4, M-11)', () => {
    assert(
      property(aHistory, (history) => {
        pre(history.events.some(isForgetting));
        const ids = startedIds(history);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      onlyFast,
    );
  });

  it('replays', () => {
    assert(
      property(aHistory, ({ beginning, events, end }) => {
        pre(events.some(isForgetting));
        expect(plain(events.reduce(evolveFleet, beginning))).toEqual(plain(end));
      }),
      onlyFast,
    );
  });

  it('leaves an estate that goes on the same at once and change by change', () => {
    assert(
      property(aHistory, (history) => {
        const [, fleet] = forgotten(history);
        const at = fleet.now + 30 * DAY_MS;
        const [then, events] = advanceFleet(fleet, { at });
        const walked = [...eachDue(fleet, { at })];
        expect(walked.map(([, event]) => event)).toEqual(events);
        expect(equalFleets(walked.at(-1)?.[0] ?? fleet, then)).toBe(true);
      }),
      { ...onlyFast, numRuns: Math.ceil((onlyFast.numRuns ?? 1) / 3) },
    );
  });
});

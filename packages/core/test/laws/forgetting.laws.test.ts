import { describe, expect, it } from '@jest/globals';
import { assert, pre, property } from 'fast-check';
import { left } from 'fp-ts/lib/Either.js';
import { DAY_MS, type Command } from '@hsm-lifecycle/core';
import {
  advanceFleet,
  clusterIn,
  eachDue,
  equalFleets,
  evolveFleet,
  step,
  type Fleet,
  type FleetEvent,
} from '@hsm-lifecycle/core/fleet';
import {
  accepted,
  aHistory,
  aNewCluster,
  clustersIn,
  type FleetHistory,
} from '@hsm-lifecycle/testing';
import { onlyFast, plain } from '../support.ts';
import { forecastRetention, recoveryPoints, residualData } from '../fleet/answers.ts';

/**
 * A fleet some weeks after a history, before and after it forgets; most histories leave something
 * to forget.
 */
const forgotten = ({
  end,
}: FleetHistory): {
  readonly before: Fleet;
  readonly events: readonly FleetEvent[];
  readonly after: Fleet;
} => {
  const at = end.asOf + 20 * DAY_MS;
  const [before] = accepted(advanceFleet(end, { at }));
  const [after, events] = accepted(step(end, { type: 'ForgetGone', data: { at } }));
  pre(after.forgotten.size > before.forgotten.size);
  return { before, events, after };
};

const startedIds = (events: readonly FleetEvent[]): readonly string[] =>
  events.flatMap(({ event: { type, data } }): readonly string[] => {
    if (type === 'ClusterCreating' || type === 'ClusterRestoring') return [data.clusterId];
    if (type === 'BackupCreating' || type === 'BackupCopying') return [data.backupId];
    if (type === 'HsmAdding') return [data.hsmId];
    return type === 'HsmReplaced' ? [data.newHsmId] : [];
  });

/** A region that no history loses. */
const FREE = 'ap-south-1';

/** Everything that makes ids, asked of every cluster and every backup there is. */
const makers = (fleet: Fleet): readonly Command[] => {
  const at = fleet.asOf;
  const made: Command[] = [{ type: 'CreateCluster', data: aNewCluster({ region: FREE, at }) }];
  for (const { clusterId, subnets, backups } of clustersIn(fleet)) {
    for (const { availabilityZone } of subnets)
      made.push({ type: 'AddHsm', data: { at, clusterId, availabilityZone } });
    for (const { backupId } of backups) {
      made.push(
        { type: 'Restore', data: { at, backupId, subnets } },
        { type: 'CopyToRegion', data: { at, backupId, region: FREE } },
      );
    }
  }
  return made;
};

const obeying = (fleet: Fleet, commands: readonly Command[]): readonly FleetEvent[] => {
  let now = fleet;
  return commands.flatMap((command) => {
    const outcome = step(now, command);
    if (outcome._tag === 'Left') return [];
    now = outcome.right[0];
    return outcome.right[1];
  });
};

describe('forgetting', () => {
  it('changes the result of no query (M-11)', () => {
    assert(
      property(aHistory, (history) => {
        const { before, after } = forgotten(history);
        const at = after.asOf;
        expect(residualData(after)).toEqual(residualData(before));
        expect(forecastRetention(after, { until: at + 100 * DAY_MS })).toEqual(
          forecastRetention(before, { until: at + 100 * DAY_MS }),
        );
        for (const { clusterId } of clustersIn(before)) {
          const isKnown = clusterIn(after, clusterId) !== undefined;
          // What was observed without a certificate may be of a forgotten cluster, for ever.
          const lasting = residualData(before, { clusterId }).filter(
            ({ cannotBeRuledOut }) => isKnown || !cannotBeRuledOut,
          );
          expect(residualData(after, { clusterId })).toEqual(lasting);
          expect(recoveryPoints(after, { clusterId, at })).toEqual(
            recoveryPoints(before, { clusterId, at }),
          );
        }
      }),
      onlyFast,
    );
  });

  it('leaves everything else: other holders, agenda, usage, chosen ids', () => {
    assert(
      property(aHistory, (history) => {
        const { before, after } = forgotten(history);
        const entries = [...before.holders.entries()].filter(
          ([stem]) => after.forgotten.get(stem) === undefined,
        );
        expect([...after.holders.entries()]).toEqual(entries);
        const { holders: _holders, forgotten: _forgotten, ...rest } = after;
        expect(plain({ ...before, ...rest, asOf: before.asOf })).toEqual(plain(before));
      }),
      onlyFast,
    );
  });

  it('uses no id twice, generated or chosen (M-4, M-11)', () => {
    assert(
      property(aHistory, (history) => {
        const { events, after } = forgotten(history);
        const ids = startedIds([...history.events, ...events, ...obeying(after, makers(after))]);
        expect(new Set(ids).size).toBe(ids.length);
        for (const id of after.forgotten.values()) {
          if (id.startsWith('backup-')) continue;
          const again = step(after, {
            type: 'CreateCluster',
            data: aNewCluster({
              region: FREE,
              at: after.asOf,
              clusterId: `cluster-${id.slice(8)}`,
            }),
          });
          expect(again).toEqual(
            left({ _tag: 'IdTaken', rule: 'M-4', field: 'clusterId', id, existing: id }),
          );
        }
      }),
      onlyFast,
    );
  });

  it('replays', () => {
    assert(
      property(aHistory, (history) => {
        const { events, after } = forgotten(history);
        expect(
          plain([...history.events, ...events].reduce(evolveFleet, history.beginning)),
        ).toEqual(plain(after));
      }),
      onlyFast,
    );
  });

  it('leaves a fleet that advances the same at once and step by step', () => {
    assert(
      property(aHistory, (history) => {
        const { after: fleet } = forgotten(history);
        const at = fleet.asOf + 30 * DAY_MS;
        const [then, events] = accepted(advanceFleet(fleet, { at }));
        const walked = [...accepted(eachDue(fleet, { at }))];
        expect(walked.map(([, event]) => event)).toEqual(events);
        expect(equalFleets(walked.at(-1)?.[0] ?? fleet, then)).toBe(true);
      }),
      { ...onlyFast, numRuns: Math.ceil((onlyFast.numRuns ?? 1) / 3) },
    );
  });
});

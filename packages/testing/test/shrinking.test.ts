import { describe, expect, it } from '@jest/globals';
import { check, property } from 'fast-check';
import type { Command } from '@hsm-lifecycle/core';
import {
  aHistoryWith,
  checkHistories,
  firstBreach,
  type HistoryBreach,
} from '@hsm-lifecycle/testing';
import { planted } from './planted.ts';

const SEEDS = [1, 2];

const known = new Map<string, HistoryBreach>();

const found = (name: keyof typeof planted, seed: number): HistoryBreach => {
  const breach =
    known.get(`${name} ${seed}`) ??
    checkHistories({ machine: planted[name], seed, runs: 200, only: GROWING }).breach;
  if (breach === undefined) throw new Error('not found');
  known.set(`${name} ${seed}`, breach);
  return breach;
};

/** All that makes a cluster from nothing: an observed one would be a shorter way. */
const GROWING: readonly Command['type'][] = [
  'CreateCluster',
  'Initialize',
  'Activate',
  'DeleteCluster',
  'Restore',
  'AddHsm',
  'RemoveHsm',
  'FailHsm',
  'ReplaceHsm',
  'CreateUser',
  'DeleteUser',
  'CreateKey',
  'DeleteKey',
  'CopyToRegion',
  'DeleteBackup',
  'UndeleteBackup',
  'SetRetention',
  'SetNeverExpires',
  'ApplyRetention',
  'Advance',
  'Settle',
];

const toActivate = ['CreateCluster', 'AddHsm', 'Initialize', 'Activate'];

/**
 * Five planted bugs, and what shows each once a cluster is active, from an empty fleet on.
 */
const SHOWN: readonly (readonly [keyof typeof planted, ...Command['type'][]])[] = [
  ['removalWithoutBackup', 'RemoveHsm'],
  ['marksTheLast', 'SetRetention'],
  ['copyingMoves', 'CopyToRegion'],
  ['marksTheExempt', 'SetNeverExpires', 'Advance'],
  ['crashes', 'RemoveHsm', 'UndeleteBackup'],
];

describe('a shrunk history', () => {
  it.each(SHOWN)(
    'shows what is wrong with %s in at most 8 commands, whatever the seed',
    (name, ...last) => {
      for (const seed of SEEDS) {
        const { commands, shrunkFrom } = found(name, seed);
        const types = commands.map(({ type }) => type);
        expect(types.slice(0, 4)).toEqual(toActivate);
        expect(types.at(-1)).toBe(last.at(-1));
        expect(types.length).toBeLessThanOrEqual(8);
        expect(shrunkFrom).toBeGreaterThan(types.length);
      }
      expect(found(name, 1).commands.map(({ type }) => type)).toEqual([...toActivate, ...last]);
    },
  );

  it('breaks the law with the faulty machine, and not with the real one', () => {
    const { commands, history, law } = found('copyingMoves', 1);
    expect(
      firstBreach({ world: history.beginning, commands, machine: planted.copyingMoves })?.law,
    ).toBe(law);
    expect(firstBreach({ world: history.beginning, commands })).toBeUndefined();
  });

  it('replays as written: nothing is refused, and no wait is longer than needed', () => {
    const { history } = found('removalWithoutBackup', 2);
    expect(history.steps.filter(({ outcome }) => outcome._tag === 'Left')).toEqual([]);
    const dates = history.steps.map(({ command }) => command.data.at - history.beginning.asOf);
    expect(dates.at(-1)).toBeLessThan(60 * 60_000);
  });

  it('keeps its references when other commands are left out', () => {
    // Only the backup that a removal forced is of interest, among all others, and only once it is
    // deleted.
    const { counterexample } = check(
      property(aHistoryWith({ quotas: 'NONE' }), ({ steps }) =>
        steps.every(({ before, command }) => {
          if (command.type !== 'DeleteBackup') return true;
          const backups = [...before.holders.values()].flatMap((holder) => holder.backups);
          return (
            backups.find(({ backupId }) => backupId === command.data.backupId)?.cause !==
            'HSM_REMOVED'
          );
        }),
      ),
      { seed: 3, numRuns: 300 },
    );
    const types = counterexample?.[0].steps.map(({ command }) => command.type) ?? [];
    expect(types.slice(0, 5)).toEqual([...toActivate, 'RemoveHsm']);
    expect(types.at(-1)).toBe('DeleteBackup');
    expect(types.length).toBeLessThanOrEqual(8);
  });

  it('loses optional members of a command', () => {
    const { breach } = checkHistories({ seed: 1 }, {
      name: 'no keys',
      sentence: 'Nobody makes a key.',
      holds: ({ events }) => events.every(({ event }) => event.type !== 'KeyCreated'),
    }); // prettier-ignore
    const [creation, ...others] = breach?.commands ?? [];
    expect(creation).toMatchObject({
      type: 'CreateCluster',
      data: { subnets: [{ availabilityZone: 'eu-west-1a' }] },
    });
    expect(others.map(({ type }) => type)).toEqual([
      ...toActivate.slice(1),
      'CreateUser',
      'CreateKey',
    ]);
    expect(Object.keys(others.at(-1)?.data ?? {}).toSorted()).toEqual([
      'at',
      'clusterId',
      'keyId',
      'kind',
      'owner',
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import {
  explore,
  exactly,
  neverEntered,
  sameFuture,
  smallCommands,
  smallCommandsWith,
  smallWorld,
  type Commands,
} from '@hsm-lifecycle/explorer';
import { laws, type Law, type FleetState } from '@hsm-lifecycle/testing';

/** How many levels deeper than in CI; each takes about six times as long. */
const deeper = Number(process.env['EXPLORE_DEEPER'] ?? 0);
const patience = 60_000 * 8 ** deeper;

const only =
  (...types: readonly string[]): Commands =>
  (state) =>
    smallCommands(state).filter(({ type }) => types.includes(type));

describe('the machine in a small world', () => {
  it(
    'keeps every law, whatever people do to an active cluster',
    () => {
      const { counterexample, states, depth, neverAccepted } = explore({
        world: smallWorld(),
        commands: smallCommands,
        depth: 5 + deeper,
        symmetry: sameFuture,
      });
      expect(counterexample).toBeUndefined();
      expect(states).toBeGreaterThan(10_000);
      expect(depth).toBe(5 + deeper);
      expect(neverAccepted).toEqual(['Activate', 'Initialize']);
    },
    patience,
  );

  it(
    'keeps every law, whatever fails besides',
    () => {
      const { counterexample, states } = explore({
        world: smallWorld(),
        commands: smallCommands,
        depth: 4 + deeper,
        symmetry: sameFuture,
        faults: true,
      });
      expect(counterexample).toBeUndefined();
      expect(states).toBeGreaterThan(6000);
    },
    patience,
  );

  it(
    'keeps every law from an empty world on',
    () => {
      const { counterexample, coverage, neverSeen } = explore({
        world: smallWorld('EMPTY'),
        commands: smallCommands,
        depth: 11 + deeper,
        symmetry: sameFuture,
      });
      expect(counterexample).toBeUndefined();
      expect(Object.keys(coverage)).toEqual(
        expect.arrayContaining(['fleet', 'cluster UNINITIALIZED', 'HSM ACTIVE', 'backup READY']),
      );
      expect(coverage['cluster INITIALIZED']?.['Activate']?.accepted).toBeGreaterThan(0);
      expect(coverage['cluster UNINITIALIZED']?.['Activate']?.accepted).toBe(0);
      expect(neverSeen.cluster).toEqual([
        'DEGRADED',
        'UPDATE_IN_PROGRESS',
        'MODIFY_IN_PROGRESS',
        'ROLLBACK_IN_PROGRESS',
      ]);
      expect(neverEntered.cluster).toEqual(['UPDATE_IN_PROGRESS']);
    },
    patience,
  );

  it('keeps every law while a cluster changes its HSM type, and shares its backups', () => {
    const { counterexample, coverage } = explore({
      world: smallWorld('ACTIVE_HSM1'),
      commands: smallCommandsWith({ zones: 2, accounts: ['123456789012'] }),
      depth: 3 + deeper,
      symmetry: sameFuture,
      faults: true,
    });
    expect(counterexample).toBeUndefined();
    expect(Object.keys(coverage)).toEqual(
      expect.arrayContaining(['cluster MODIFY_IN_PROGRESS', 'cluster ROLLBACK_IN_PROGRESS']),
    );
    const { ShareBackup: sharing, Restore: restoring } = coverage['backup READY'] ?? {};
    expect(sharing?.accepted).toBeGreaterThan(0);
    expect(restoring?.accepted).toBeGreaterThan(0);
    expect(restoring?.refused).toBeGreaterThan(0);
  });

  it('can be explored to the end', () => {
    const { exhausted, endedBy, states, counterexample } = explore({
      world: smallWorld(),
      commands: only('RemoveHsm', 'DeleteCluster'),
      depth: 200,
      symmetry: sameFuture,
    });
    expect([exhausted, endedBy, counterexample]).toEqual([true, 'EXHAUSTED', undefined]);
    expect(states).toBeGreaterThan(50);
  });
});

describe('explore', () => {
  const input = {
    world: smallWorld(),
    commands: smallCommands,
    depth: 3,
    symmetry: sameFuture,
    faults: true,
  };

  it('gives the same report for the same input, byte for byte', () => {
    expect(JSON.stringify(explore(input))).toBe(JSON.stringify(explore(input)));
  });

  it('finds the same futures with the symmetry as without it', () => {
    const futures = new Set<string>();
    const noting = (state: FleetState): string => {
      futures.add(sameFuture(state));
      return exactly(state);
    };
    const all = explore({ ...input, depth: 2, symmetry: noting });
    const reduced = explore({ ...input, depth: 2 });
    expect(reduced.states).toBe(futures.size);
    expect(all.states).toBeGreaterThan(reduced.states);
  });

  it('ends at a limit, and says so', () => {
    const { endedBy, states, exhausted } = explore({ ...input, limits: { states: 100 } });
    expect([endedBy, states, exhausted]).toEqual(['LIMIT', 100, false]);
    expect(explore({ ...input, limits: { transitions: 50 } }).transitions).toBe(50);
  });

  it('reports its progress after each level', () => {
    const levels: number[] = [];
    const { states } = explore({
      ...input,
      onProgress: (progress) => levels.push(progress.states),
    });
    expect(levels).toHaveLength(3);
    expect(levels.at(-1)).toBe(states);
  });

  it('checks laws of your own too', () => {
    const mine: Law = {
      name: 'keys are sacred',
      sentence: 'Nobody deletes a key.',
      holds: ({ events }) => events.every(({ event }) => event.type !== 'KeyDeleted'),
    };
    const { counterexample } = explore({ ...input, laws: [...laws, mine] });
    expect(counterexample?.law).toBe('keys are sacred');
    expect(counterexample?.complaint).toBe('Nobody deletes a key.');
    expect(counterexample?.commands.map(({ type }) => type)).toEqual(['DeleteKey']);
  });
});

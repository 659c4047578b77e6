import { describe, expect, it } from '@jest/globals';
import { smallCommands, smallWorld } from '@hsm-lifecycle/explorer';
import { walk, walkInSteps } from '@hsm-lifecycle/explorer';
import { firstBreach, laws, type Law } from '@hsm-lifecycle/testing';

const seed = Number(process.env['FC_SEED'] ?? 20_261_101);
const input = {
  world: smallWorld(),
  commands: smallCommands,
  faults: true,
  seed,
  walks: 12,
  depth: 60,
};

describe('walk', () => {
  it('keeps every law, deeper than a search goes', () => {
    const { counterexample, transitions, walks } = walk(input);
    expect(counterexample).toBeUndefined();
    expect([walks, transitions]).toEqual([12, 12 * 60]);
  });

  it('takes the same walks from the same seed, byte for byte, and others from another', () => {
    const told = (walks: typeof input): string => JSON.stringify(walk(walks));
    expect(told(input)).toBe(told(input));
    expect(told({ ...input, seed: seed + 1 })).not.toBe(told(input));
  });

  describe('a counterexample of a walk', () => {
    const mine: Law = {
      name: 'two backups at most',
      sentence: 'No cluster has more than two backups.',
      holds: ({ after }) => [...after.holders.values()].every(({ backups }) => backups.length < 3),
    };
    const stumbled = (from: number) =>
      walk({ ...input, seed: from, walks: 1000, laws: [...laws, mine] }).counterexample;

    it('has no command that can be left out', () => {
      const counterexample = stumbled(seed);
      expect(counterexample?.law).toBe('two backups at most');
      expect(counterexample?.forms.test).toContain('two backups at most');
      const { commands = [] } = counterexample ?? {};
      expect(commands.length).toBeLessThan(input.depth);
      for (const each of commands) {
        const without = commands.filter((command) => command !== each);
        expect(
          firstBreach({ world: input.world, commands: without, laws: [mine] }),
        ).toBeUndefined();
      }
    });

    it.each([20_261_101, 20_261_123])('has fewer than eight commands, from the seed %d', (from) => {
      expect(stumbled(from)?.commands.length).toBeLessThan(8);
    });
  });

  it('can be stopped between walks', () => {
    const walks = walkInSteps(input);
    walks.next();
    walks.next();
    const last = walks.next('STOP');
    expect(last.done === true && last.value.walks).toBe(2);
  });
});

import { describe, expect, it } from '@jest/globals';
import { decide, evolve } from '@hsm-lifecycle/core';
import { compareWithReference } from '@hsm-lifecycle/testing';

const seed = Number(process.env['FC_SEED'] ?? 20_261_101);
const steps = Number(process.env['REFERENCE_STEPS'] ?? 6000);

/** Nothing is reprieved: what is undeleted too late is marked again at once. */
const withoutReprieve: typeof decide = (holder, command) => {
  const outcome = decide(holder, command);
  if (outcome._tag === 'Left') return outcome;
  const [after, events] = outcome.right;
  const undeleted = events.find(({ type }) => type === 'BackupUndeleted');
  if (undeleted?.type !== 'BackupUndeleted') return outcome;
  const forgotten = { type: undeleted.type, data: { ...undeleted.data, reprievedUntil: undefined } };
  const replayed = evolve(after, forgotten);
  return 'backups' in replayed ? { _tag: 'Right', right: [replayed, events] } : outcome;
};

describe('the machine beside its naive twin', () => {
  it(
    `does and refuses the same for ${steps} steps`,
    () => {
      const { difference, accepted, refused } = compareWithReference({ seed, steps });
      expect(difference).toBeUndefined();
      expect(accepted).toBeGreaterThan(steps / 3);
      expect(refused).toBeGreaterThan(steps / 10);
    },
    60_000 + steps,
  );

  it('draws the same steps from the same seed', () => {
    expect(compareWithReference({ seed, steps: 300 })).toEqual(compareWithReference({ seed, steps: 300 }));
  });

  it('shows a machine that forgets the reprieve of an undeleted backup', () => {
    const { difference } = compareWithReference({ seed, steps: 6000, machine: withoutReprieve });
    expect(difference?.machine).not.toBe(difference?.reference);
    expect(difference).toBeDefined();
  });
});

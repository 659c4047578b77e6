import { describe, expect, it } from '@jest/globals';
import { decide, evolve, type Decidable } from '@hsm-lifecycle/core';
import { compareWithReference } from '@hsm-lifecycle/testing';

const seed = Number(process.env['FC_SEED'] ?? 20_261_101);
const steps = Number(process.env['REFERENCE_STEPS'] ?? 6000);

type Decide = typeof decide;

/** A machine that keeps nothing out of the trash: retention's own mark on undelete is forgotten, so nothing is reprieved. */
const withoutReprieve: Decide = (holder, command: Decidable) => {
  const outcome = decide(holder, command);
  if (outcome._tag === 'Left') return outcome;
  const events = outcome.right[1].map((event) =>
    event.type === 'BackupUndeleted' ? { ...event, data: { ...event.data, reprievedUntil: undefined } } : event,
  );
  return { _tag: 'Right', right: [events.reduce(evolve, holder), events] } as typeof outcome;
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

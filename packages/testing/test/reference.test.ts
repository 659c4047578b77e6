import { describe, expect, it } from '@jest/globals';
import { evolveFleet, step, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import {
  compareWithReference,
  seedFromEnvironment,
  type FleetMachine,
} from '@hsm-lifecycle/testing';
import { planted } from './planted.ts';

const seed = seedFromEnvironment() ?? 20_261_126;

/** Some thousands; `npm run second-opinion` takes a million. */
const STEPS = 5000;

const forgiven = (each: FleetEvent): FleetEvent => {
  if (each.stream === 'fleet' || each.event.type !== 'BackupUndeleted') return each;
  return {
    stream: each.stream,
    event: { ...each.event, data: { ...each.event.data, reprievedUntil: undefined } },
  };
};

/** Nothing is reprieved: what is undeleted too late is marked again at once. */
const withoutReprieve: FleetMachine = (before, command) => {
  const outcome = step(before, command);
  if (outcome._tag === 'Left') return outcome;
  const events = outcome.right[1].map(forgiven);
  return { _tag: 'Right', right: [events.reduce(evolveFleet, before), events] };
};

/** HSMs that are leaving can be removed once more. */
const refusesNothing: FleetMachine = (before, command) => {
  const outcome = step(before, command);
  return outcome._tag === 'Left' && outcome.left._tag === 'HsmBusy'
    ? { _tag: 'Right', right: [before, []] }
    : outcome;
};

describe('the machine and the reference model', () => {
  it(`does and refuses the same for ${STEPS} steps`, () => {
    const { difference, accepted, refused } = compareWithReference({ seed, steps: STEPS });
    expect(difference).toBeUndefined();
    expect(accepted).toBeGreaterThan(STEPS / 2);
    expect(refused).toBeGreaterThan(STEPS / 10);
  });

  it('draws the same steps from the same seed', () => {
    expect(compareWithReference({ seed, steps: 300 })).toEqual(
      compareWithReference({ seed, steps: 300 }),
    );
    expect(compareWithReference({ seed, steps: 300 })).not.toEqual(
      compareWithReference({ seed: seed + 1, steps: 300 }),
    );
  });

  it.each([
    ['forgets the reprieve of an undeleted backup', withoutReprieve],
    ['obeys what it should refuse', refusesNothing],
    ['gives no grace', planted.noGrace],
    ['restores blank HSMs', planted.restoresBlank],
    ['has a fast clock', planted.fastClock],
    ['forgets quotas', planted.noQuotas],
  ])('finds a machine that %s, with the shortest path found', (_, machine) => {
    const { difference } = compareWithReference({ seed: 3, steps: 20_000, machine });
    expect(difference?.machine).not.toBe(difference?.reference);
    expect(difference?.commands.length).toBeLessThanOrEqual(11);
  });
});

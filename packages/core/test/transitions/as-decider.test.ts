import { describe, expect, it } from '@jest/globals';
import {
  decide,
  evolve,
  explain,
  initialState,
  type BackupHolder,
  type Decidable,
  type HolderEvent,
  type NotBegun,
} from '@hsm-lifecycle/core';
import { asDecider, isRefusedCommand } from '@hsm-lifecycle/core/emmett';
import { accepted, aNewCluster, cluster, refusalOf, START } from '@hsm-lifecycle/testing';

const decider = asDecider();
const creation: Decidable = { type: 'CreateCluster', data: aNewCluster() };

const thrownBy = (attempt: () => unknown): unknown => {
  try {
    return attempt();
  } catch (thrown) {
    return thrown;
  }
};

describe('asDecider', () => {
  it('decides as decide does, with the command first, and folds as evolve does', () => {
    const events: HolderEvent[] = decider.decide(creation, decider.initialState());
    expect(events).toEqual(accepted(decide(initialState, creation))[1]);
    const folded = events.reduce<BackupHolder | NotBegun>(decider.evolve, decider.initialState());
    expect(folded).toEqual(events.reduce<BackupHolder | NotBegun>(evolve, initialState));
  });

  it('returns a list of events that the caller may change', () => {
    const idle: Decidable = { type: 'Advance', data: { at: cluster().asOf } };
    expect(decider.decide(idle, cluster())).toEqual([]);
    expect(Object.isFrozen(decider.decide(creation, initialState))).toBe(false);
  });

  it('throws for a refusal, with the refusal and its sentence', () => {
    const late: Decidable = { type: 'Advance', data: { at: START - 1 } };
    const refusal = refusalOf(decide(cluster(), late));
    const thrown = thrownBy(() => decider.decide(late, cluster()));
    expect(thrown).toBeInstanceOf(Error);
    expect(isRefusedCommand(thrown)).toBe(true);
    expect(thrown).toMatchObject({ name: 'RefusedCommand', message: explain(refusal), refusal });
  });

  it('tells refusals from other thrown values', () => {
    expect(isRefusedCommand('refused')).toBe(false);
    expect(isRefusedCommand(new Error('refused'))).toBe(false);
    const namesake = Object.assign(new Error('refused'), { name: 'RefusedCommand' });
    expect(isRefusedCommand(namesake)).toBe(false);
  });
});

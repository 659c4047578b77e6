import { describe, expect, it } from '@jest/globals';
import { explain, initialState, removeHsm } from '@hsm-lifecycle/core';
import { step } from '@hsm-lifecycle/core/fleet';
import {
  aNewCluster,
  clusterWith,
  fleet,
  given,
  givenFleet,
  growth,
  START,
  type FleetHistory,
  freshFleet,
} from '@hsm-lifecycle/testing';
import { matchers } from '@hsm-lifecycle/testing/jest';
import { histories } from './support.ts';

expect.extend({ ...matchers });

const pair = clusterWith({ hsms: 2 });
const { clusterId, asOf: at, hsms } = pair;
const deleting = { type: 'DeleteCluster', data: { at, clusterId } } as const;
const removing = {
  type: 'RemoveHsm',
  data: { at, clusterId, hsmId: hsms[0]?.hsmId ?? 'none' },
} as const;
const refused = given(pair).when(deleting);
const accepted = given(pair).when(removing);

/** What a failing assertion says, without its colours. */
const said = (assertion: () => void): string => {
  try {
    assertion();
  } catch (error) {
    // eslint-disable-next-line no-control-regex -- colours are control characters
    return String(error instanceof Error ? error.message : error).replaceAll(/\u001B\[\d+m/gu, '');
  }
  throw new Error('It has not failed.');
};

describe('toBeRefusedWith', () => {
  it('recognizes a refusal by tag and facts, in decisions and outcomes', () => {
    expect(refused).toBeRefusedWith('HsmsRemain');
    expect(refused).toBeRefusedWith('HsmsRemain', {
      rule: 'F-105',
      hsmIds: expect.arrayContaining([hsms[0]?.hsmId]),
    });
    expect(removeHsm(pair, { at })).toBeRefusedWith('OneSelector', { given: 0 });
    expect(refused).not.toBeRefusedWith('WrongState');
    expect(accepted).not.toBeRefusedWith('HsmsRemain');
  });

  it('explains what it was refused with instead', () => {
    expect(said(() => expect(refused).toBeRefusedWith('WrongState'))).toBe(
      [
        'expect(outcome).toBeRefusedWith(tag, facts)',
        '',
        'Expected to be refused with "WrongState", but it was refused with "HsmsRemain".',
        refused._tag === 'Left' ? explain(refused.left) : '',
      ].join('\n'),
    );
  });

  it('lists what happened if it was not refused', () => {
    expect(said(() => expect(accepted).toBeRefusedWith('HsmBusy'))).toBe(
      'expect(outcome).toBeRefusedWith(tag, facts)\n\nExpected to be refused with "HsmBusy", ' +
        'but these events happened: BackupCreating, HsmRemoving.',
    );
    expect(said(() => expect(7).toBeRefusedWith('HsmBusy'))).toContain('but it was 7.');
  });

  it('shows which facts differ', () => {
    const text = said(() =>
      expect(removeHsm(pair, { at })).toBeRefusedWith('OneSelector', { given: 2 }),
    );
    expect(text).toContain('It was refused with "OneSelector", but with other facts.');
    expect(text).toMatch(/-\s+"given": 2,\n\+\s+"given": 0,/u);
  });

  it('accepts only known tags', () => {
    // @ts-expect-error - no refusal is called so
    expect(refused).not.toBeRefusedWith('HsmsRemained');
    // @ts-expect-error - no event is called so
    expect(accepted).not.toHaveHappened('BackupStarting');
  });

  it('fails for a refusal under .not', () => {
    const text = said(() => expect(refused).not.toBeRefusedWith('HsmsRemain'));
    expect(text).toContain('expect(outcome).not.toBeRefusedWith(tag, facts)');
    expect(text).toContain('Expected not to be refused with "HsmsRemain".\nThe cluster still has');
  });
});

describe('toHaveHappened', () => {
  it('recognizes an event by type and data, in decisions, outcomes, lists and histories', () => {
    expect(accepted).toHaveHappened('BackupCreating');
    expect(accepted).toHaveHappened('BackupCreating', {
      cause: 'HSM_REMOVED',
      backupId: expect.stringMatching(/^backup-/u),
    });
    expect(removeHsm(pair, { at, hsmId: hsms[0]?.hsmId ?? 'none' })).toHaveHappened('HsmRemoving');
    expect(accepted).not.toHaveHappened('BackupCreating', { cause: 'DAILY' });
    expect(refused).not.toHaveHappened('ClusterDeleting');
    const [history] = histories(1);
    expect(history).toHaveHappened('ClusterActivated');
    expect(history?.events).toHaveHappened('KeyCreated', {
      key: expect.objectContaining({ keyId: 'k1' }),
    });
  });

  it('lists what happened instead, or the refusal', () => {
    expect(said(() => expect(accepted).toHaveHappened('HsmRemoved'))).toBe(
      'expect(outcome).toHaveHappened(type, data)\n\nExpected "HsmRemoved" to have happened, ' +
        'but these events happened: BackupCreating, HsmRemoving.',
    );
    expect(said(() => expect(refused).toHaveHappened('ClusterDeleting'))).toContain(
      'but it was refused with "HsmsRemain".\nThe cluster still has',
    );
    expect(
      said(() => expect({ _tag: 'Right', right: [] }).toHaveHappened('ResourceTagged')),
    ).toContain('but these events happened: nothing.');
  });

  it('shows how the data differ', () => {
    const text = said(() => expect(accepted).toHaveHappened('BackupCreating', { cause: 'DAILY' }));
    expect(text).toContain('"BackupCreating" happened, but with other data.');
    expect(text).toMatch(/-\s+"cause": "DAILY",\n\+\s+"cause": "HSM_REMOVED",/u);
  });

  it('fails for an event under .not', () => {
    const text = said(() => expect(accepted).not.toHaveHappened('HsmRemoving'));
    expect(text).toContain(
      'expect(outcome).not.toHaveHappened(type, data)\n\n' +
        'Expected "HsmRemoving" not to have happened, but it did: {',
    );
  });
});

const events = (history: FleetHistory | undefined) => history?.events ?? [];

describe('toReplayTo', () => {
  it('replays a stream, from its beginning or from a state', () => {
    const created = given(initialState).when({ type: 'CreateCluster', data: aNewCluster() });
    expect(created).not.toReplayTo(pair);
    const outcome = removeHsm(pair, { at, hsmId: hsms[0]?.hsmId ?? 'none' });
    if (outcome._tag === 'Left') throw new Error('refused');
    expect(outcome).toReplayTo(outcome.right[0], pair);
    expect(outcome.right[1]).toReplayTo(outcome.right[0], pair);
    expect(outcome).not.toReplayTo(pair, pair);
  });

  it('replays the events of a fleet', () => {
    const [history] = histories(1);
    if (history === undefined) throw new Error('no history');
    expect(history).toReplayTo(history.end, history.beginning);
    expect(history.events).toReplayTo(history.end);
    expect(history.events.slice(0, -1)).not.toReplayTo(history.end);
    expect([]).toReplayTo(history.beginning, history.beginning);
  });

  it('shows how the states differ', () => {
    const exampleFleet = growth.slice(0, 1).reduce(
      (before, order) => {
        const outcome = step(before, order(before));
        return outcome._tag === 'Right' ? outcome.right[0] : before;
      },
      freshFleet({ at: START }),
    );
    const text = said(() =>
      expect(
        givenFleet(exampleFleet).when({
          type: 'SetQuota',
          data: { at: START, region: 'eu-west-1', hsms: 9 },
        }),
      ).toReplayTo(exampleFleet, exampleFleet),
    );
    expect(text).toContain('The events replay to another state.');
    expect(text).toMatch(/\+\s+"hsms": 9/u);
  });

  it('says why something cannot be replayed', () => {
    expect(said(() => expect(accepted).toReplayTo(pair))).toMatch(
      /The events cannot be replayed: .+\nThese events happened: BackupCreating, HsmRemoving\.$/u,
    );
    expect(said(() => expect(accepted).toReplayTo(fleet()))).toContain(
      'a fleet needs events with their streams',
    );
    expect(said(() => expect([]).toReplayTo(pair))).toContain('there are no events');
    expect(said(() => expect(refused).toReplayTo(pair))).toContain(
      'Expected events to replay, but it was refused with "HsmsRemain".',
    );
  });

  it('fails for an equal state under .not', () => {
    const [history] = histories(1);
    const text = said(() => expect(events(history)).not.toReplayTo(history?.end ?? fleet()));
    expect(text).toContain(
      'Expected the events not to replay to this state, but they do: ClusterCreating, ',
    );
  });
});

describe('given', () => {
  it('decides for a fleet too', () => {
    const exampleFleet = fleet();
    expect(
      givenFleet(exampleFleet).when({
        type: 'RecoverRegion',
        data: { at: exampleFleet.asOf, region: 'eu-west-1' },
      }),
    ).toBeRefusedWith('RegionNotLost');
    const lost = {
      type: 'RegionLost',
      data: { at: exampleFleet.asOf, region: 'eu-west-1', kind: 'UNREACHABLE' },
    } as const;
    const command = {
      type: 'RecoverRegion',
      data: { at: exampleFleet.asOf, region: 'eu-west-1' },
    } as const;
    expect(givenFleet(exampleFleet, { stream: 'fleet', event: lost }).when(command)).toHaveHappened(
      'RegionRecovered',
    );
  });

  it('can be awaited, since its result has no member named then', () => {
    expect(Object.keys(given(pair))).toEqual(['when']);
    expect(Object.keys(accepted)).toEqual(['_tag', 'right']);
  });
});

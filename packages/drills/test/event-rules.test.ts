import { describe, expect, it } from '@jest/globals';
import { drill, primary, reportOn } from './drills.ts';

describe('the rule of a created cluster', () => {
  it('depends on whether the cluster is new or restored', () => {
    const restoring = {
      at: '+1h',
      do: 'Restore',
      backup: 'latest backup of primary',
      zones: ['eu-west-1a'],
      as: 'clone',
    };
    const { timeline } = reportOn(drill([...primary, restoring, { at: '+1h', do: 'Advance' }]));
    expect(
      timeline
        .filter(({ type }) => type === 'ClusterCreated' || type === 'ClusterRestored')
        .map(({ text, rule }) => [rule, text]),
    ).toEqual([
      ['F-69', 'primary exists; it has no HSMs yet'],
      ['F-108', 'clone exists; it has no HSMs yet'],
    ]);
  });
});

describe('the rule of a joining HSM', () => {
  const joining = (...steps: object[]): readonly unknown[] =>
    reportOn(drill([...primary, ...steps]))
      .timeline.filter(({ type }) => type === 'HsmAdding' || type === 'HsmAdded')
      .slice(-2)
      .map(({ text, rule }) => [rule, text.split('with the contents of ')[1]]);
  const adding = (at: string): object => ({
    at,
    do: 'AddHsm',
    cluster: 'primary',
    zone: 'eu-west-1b',
  });
  const waiting = { at: '+1h', do: 'Advance' };

  it('is that a backup was forced for it', () => {
    expect(joining(adding('+3h'), waiting)).toEqual([
      ['F-82', 'primary’s backup for a new HSM of 2 Nov'],
      ['F-82', undefined],
    ]);
  });

  it('is that it gets the latest one, although it waits for that one too', () => {
    const removing = { at: '+3h', do: 'RemoveHsm', hsm: 'first' };
    expect(joining(removing, adding('+1m'), waiting)).toEqual([
      ['F-83', 'primary’s backup for a leaving HSM of 2 Nov'],
      ['F-83', undefined],
    ]);
  });
});

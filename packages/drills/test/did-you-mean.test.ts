import { describe, expect, it } from '@jest/globals';
import { decodeDrill, decodeStep, misfitText } from '@hsm-lifecycle/drills';
import { drill, misfitsIn, primary } from './drills.ts';

const step = (act: object): object => drill([...primary, act]);

describe('a name that is almost right', () => {
  it.each([
    ['a step', step({ do: 'AddHSM' }), 'steps[6].do', 'AddHsm'],
    ['a step, in lower case', step({ do: 'addhsm' }), 'steps[6].do', 'AddHsm'],
    ['a step, by the name of AWS', step({ do: 'DeleteHsm' }), 'steps[6].do', 'RemoveHsm'],
    ['a step, by an older name', step({ do: 'ActivateCluster' }), 'steps[6].do', 'Activate'],
    [
      'a field',
      step({ do: 'DeleteCluster', cluster: 'primary', ecpect: [] }),
      'steps[6].ecpect',
      'expect',
    ],
    [
      'a field that is missing too',
      step({ do: 'DeleteCluster', clutser: 'primary' }),
      'steps[6].clutser',
      'cluster',
    ],
    ['a field of the file', drill(primary, [], { quota: 'NONE' }), 'quota', 'quotas'],
    ['an expectation', drill(primary, [{ that: 'ClusterIS' }]), 'expect[0].that', 'ClusterIs'],
    [
      'a state',
      drill(primary, [{ that: 'ClusterIs', cluster: 'primary', state: 'DEGRADE' }]),
      'expect[0].state',
      'DEGRADED',
    ],
    ['a refusal', step({ do: 'Advance', refused: 'wrongstate' }), 'steps[6].refused', 'WrongState'],
    ['an edition', drill(primary, [], { edition: 'aws2025' }), 'edition', 'aws2026'],
  ] as const)('is suggested: %s', (...[, json, path, meant]) => {
    const decoded = decodeDrill(json);
    const misfits = decoded._tag === 'Left' ? decoded.left : [];
    const misfit = misfits.find((each) => each.path === path);
    expect(misfit?.suggestion).toBe(meant);
    expect(misfit && misfitText(misfit)).toContain(`${path}: did you mean "${meant}"? Expected `);
  });

  it('is suggested for names that the drill gave', () => {
    expect(misfitsIn(step({ do: 'RemoveHsm', hsm: 'frist' }))[0]).toContain(
      'nothing is called "frist"; did you mean "first"?',
    );
  });
});

describe('a name that is like none', () => {
  it.each([
    [{ do: 'Fly' }],
    [{ do: 'Advance', banana: 1 }],
    [{ do: 'Advance', refused: 'Never' }],
    [{ do: 7 }],
    [{}],
  ])('gets no suggestion: %j', (json) => {
    const decoded = decodeStep(json);
    expect(decoded._tag).toBe('Left');
    for (const misfit of decoded._tag === 'Left' ? decoded.left : [])
      expect(misfit.suggestion).toBe(undefined);
  });

  it('is no reason to suggest a field that is there already', () => {
    const decoded = decodeStep({ do: 'DeleteCluster', cluster: 'p', clusters: 'p' });
    expect(decoded._tag === 'Left' && decoded.left.map(({ suggestion }) => suggestion)).toEqual([
      undefined,
    ]);
  });

  it('gets no suggestion among the names of the drill', () => {
    expect(misfitsIn(step({ do: 'RemoveHsm', hsm: 'banana' }))[0]).not.toContain('did you mean');
  });
});

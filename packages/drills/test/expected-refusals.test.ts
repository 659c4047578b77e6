import { describe, expect, it } from '@jest/globals';
import { drill, primary, reportOn } from './drills.ts';

describe('expected refusals', () => {
  const deletion = { do: 'DeleteCluster', cluster: 'primary' };

  it('pass if exactly that happens, and the drill goes on', () => {
    const { verdicts, notReached } = reportOn(
      drill([...primary, { ...deletion, refused: 'HsmsRemain' }, { do: 'Advance' }]),
    );
    expect(verdicts.map(({ passed, expected }) => [passed, expected])).toEqual([
      [true, 'DeleteCluster is refused: HsmsRemain'],
    ]);
    expect(notReached).toBe(0);
  });

  it('fail if another refusal comes', () => {
    expect(
      reportOn(drill([...primary, { ...deletion, refused: 'WrongState' }])).verdicts,
    ).toMatchObject([{ passed: false, found: ['it was refused: HsmsRemain (F-105)'] }]);
  });

  it('fail if no refusal comes', () => {
    expect(reportOn(drill([{ ...primary[0], refused: 'BadSubnets' }])).verdicts).toMatchObject([
      { passed: false, found: ['it was accepted'] },
    ]);
  });

  it('are not needed for a step to fail: the drill stops', () => {
    const { verdicts, notReached } = reportOn(
      drill([...primary, deletion, { do: 'Advance' }, { do: 'Advance' }]),
    );
    expect(verdicts).toMatchObject([{ passed: false, expected: 'DeleteCluster is accepted' }]);
    expect(notReached).toBe(2);
  });
});

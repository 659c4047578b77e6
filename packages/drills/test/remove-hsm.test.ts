import { describe, expect, it } from '@jest/globals';
import { drill, misfitsIn, primary, reportOn } from './drills.ts';

const steps = primary.map((step) =>
  'zone' in step ? Object.assign({ ipAddress: '10.0.1.5' }, step) : step,
);

const removing = (fields: object, before: readonly object[] = []): unknown => {
  const all = [...steps, ...before, { at: '+1h', do: 'RemoveHsm', ...fields }];
  const { timeline, verdicts } = reportOn(drill(all));
  return timeline.at(-1)?.kind === 'REFUSED'
    ? timeline.at(-1)?.text
    : [timeline.at(-1)?.type, ...verdicts.flatMap(({ found }) => found)];
};

describe('the HSM to remove', () => {
  it.each([
    [{ hsm: 'first' }],
    [{ hsm: '10.0.1.5' }],
    [{ hsm: 'newest ACTIVE HSM of primary' }],
    [{ hsm: 'first', cluster: 'primary' }],
    [{ cluster: 'primary', ipAddress: '10.0.1.5' }],
    [{ cluster: 'primary', eni: 'first' }],
  ])('is given by %j', (fields) => {
    expect(removing(fields)).toEqual(['HsmRemoving']);
  });

  it('keeps its ENI and its address when it is replaced', () => {
    const replaced = [{ at: '+1h', do: 'ReplaceHsm', hsm: 'first' }];
    expect(removing({ cluster: 'primary', ipAddress: '10.0.1.5' }, replaced)).toEqual([
      'HsmRemoving',
    ]);
    expect(removing({ cluster: 'primary', eni: 'first' }, replaced)).toEqual(['HsmRemoving']);
  });

  it.each([
    [{ hsm: 'first', ipAddress: '10.0.1.5' }, 'OneSelector'],
    [{ hsm: 'first', eni: 'first' }, 'OneSelector'],
    [{ cluster: 'primary', eni: 'first', ipAddress: '10.0.1.5' }, 'OneSelector'],
    [{ cluster: 'primary', ipAddress: '10.0.1.6' }, 'HsmNotFound'],
    [{ cluster: 'primary', eni: 'eni-0123456789abcdef0' }, 'HsmNotFound'],
  ])('is refused by the model: %j', (fields, refusal) => {
    expect(removing(fields)).toBe(refusal);
  });

  it('is not looked for in another cluster', () => {
    const other = [
      { do: 'CreateCluster', region: 'eu-west-1', zones: ['eu-west-1a'], as: 'other' },
      { at: '+10m', do: 'AddHsm', cluster: 'other', zone: 'eu-west-1a', as: 'theirs' },
    ];
    expect(removing({ cluster: 'other', ipAddress: '10.0.1.5' }, other)).toBe('HsmNotFound');
    expect(removing({ cluster: 'other', hsm: 'first' }, other)).toBe('HsmNotFound');
    expect(removing({ cluster: 'primary', eni: 'theirs' }, other)).toBe('HsmNotFound');
  });

  it('is a mistake in the file if nothing has that name', () => {
    const place = (fields: object): string =>
      misfitsIn(drill([...steps, { do: 'RemoveHsm', ...fields }])).join('\n');
    expect(place({ cluster: 'primary', eni: 'second' })).toContain('steps[6].eni: ');
    expect(place({ cluster: 'secondary', eni: 'first' })).toContain('steps[6].cluster: ');
    expect(place({ cluster: 'secondary', hsm: 'first' })).toContain('steps[6].cluster: ');
    expect(place({ hsm: 'second' })).toContain('steps[6].hsm: ');
  });

  it('may be gone', () => {
    const { verdicts } = reportOn(
      drill([
        ...steps,
        { at: '+1h', do: 'RemoveHsm', hsm: 'first' },
        { at: '+1h', do: 'RemoveHsm', cluster: 'primary', eni: 'first' },
      ]),
    );
    expect(verdicts).toMatchObject([{ passed: false, found: ['"first" has no ENI now'] }]);
  });
});

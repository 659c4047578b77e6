import { describe, expect, it } from '@jest/globals';
import { drill, holds, primary, reportOn } from './drills.ts';

/** The first steps, with a name for the backup that the activation forces. */
const steps = primary.map((step) =>
  'do' in step && step.do === 'Activate' ? { ...step, as: 'oldest' } : step,
);
const oldest = { that: 'BackupIs', backup: 'oldest', state: 'READY' };
const fourHundredDays = { at: '+400d', do: 'Advance' };
const setting = (more: object): object => ({ do: 'SetRetention', cluster: 'primary', ...more });
const verdicts = (...more: readonly object[]): readonly boolean[] =>
  holds(drill([...steps, ...more], [oldest]));

describe('a drill without managed retention (F-162)', () => {
  it('keeps every backup once Support has opted the cluster out', () => {
    const optedOut = setting({ retentionDays: 'NONE', by: 'SUPPORT' });
    expect(verdicts(optedOut, fourHundredDays)).toEqual([true]);
  });

  it('is refused a customer’s wish, and then loses the oldest', () => {
    const wish = setting({ retentionDays: 'NONE', refused: 'SupportOnly' });
    expect(verdicts(wish, fourHundredDays)).toEqual([true, false]);
  });
});

describe('a drill that sets what is set (U-17)', () => {
  it('goes on, and says that nothing happened', () => {
    const { timeline, verdicts: judged } = reportOn(
      drill([...primary, setting({ retentionDays: 90 })]),
    );
    expect(judged).toEqual([]);
    expect(timeline.at(-1)?.kind).toBe('NOTHING');
  });
});

describe('the timeline of a restored cluster', () => {
  it('says when what it was restored from is dropped (U-52)', () => {
    const { timeline } = reportOn(
      drill([
        ...primary,
        {
          do: 'Restore',
          backup: 'latest backup of primary',
          zones: ['eu-west-1a'],
          as: 'second',
          at: '+1h',
        },
        { at: '+1h', do: 'AddHsm', cluster: 'second', zone: 'eu-west-1a' },
        { at: '+25h', do: 'Advance' },
      ]),
    );
    const line = timeline.find(({ type }) => type === 'OriginDropped');
    expect(line).toMatchObject({
      text: 'second has a backup of its own, so what it was restored from is dropped',
      rule: 'U-52',
    });
  });
});

import { describe, expect, it } from '@jest/globals';
import { drill, holds, primary } from './drills.ts';

describe('work whose end is reported', () => {
  const edition = { edition: { name: 'manual copies', durations: { copy: 'REPORTED' } } };
  const copy = {
    do: 'CopyToRegion',
    backup: 'latest backup of primary',
    region: 'us-east-1',
    as: 'the copy',
  };
  const settle = (outcome: string): object => ({
    at: '+1h',
    do: 'Settle',
    resource: 'the copy',
    outcome,
  });
  const is = (state: string): object => ({ that: 'BackupIs', backup: 'the copy', state });

  it('goes on until a step ends it, however long that is', () => {
    const steps = [...primary, { at: '+1h', ...copy }, { at: '+90d', do: 'Advance' }];
    expect(holds(drill(steps, [is('CREATE_IN_PROGRESS')], edition))).toEqual([true]);
    expect(holds(drill(steps, [is('READY')]))).toEqual([true]);
    expect(holds(drill([...steps, settle('SUCCEEDED')], [is('READY')], edition))).toEqual([true]);
  });

  it('can fail', () => {
    const steps = [...primary, { at: '+1h', ...copy }, settle('FAILED')];
    expect(holds(drill(steps, [is('DELETED')], edition))).toEqual([true]);
  });
});

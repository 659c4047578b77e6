import { describe, expect, it } from '@jest/globals';
import { drill, primary } from './cli.ts';
import { reported } from './reported.ts';

describe('the rule beside a cluster that is there', () => {
  it('says whether it is a new one or a restored one', async () => {
    const restoring = {
      at: '+1h',
      do: 'Restore',
      backup: 'latest backup of primary',
      zones: ['eu-west-1a'],
      as: 'clone',
    };
    const { timeline } = await reported(
      drill([...primary, restoring, { at: '+1h', do: 'Advance' }]),
    );
    expect(
      timeline
        .filter(
          ({ event }) => event?.type === 'ClusterCreated' || event?.type === 'ClusterRestored',
        )
        .map(({ text, rule }) => [rule, text]),
    ).toEqual([
      ['F-69', 'primary exists, without HSMs yet'],
      ['F-108', 'clone exists, without HSMs yet'],
    ]);
  });
});

describe('the rule beside an HSM that comes', () => {
  const edition = async (...steps: object[]): Promise<unknown[]> =>
    (await reported(drill([...primary, ...steps]))).timeline
      .filter(({ event }) => event?.type === 'HsmAdding' || event?.type === 'HsmAdded')
      .slice(-2)
      .map(({ text, rule }) => [rule, text.split('with what ')[1]]);
  const adding = (at: string): object => ({
    at,
    do: 'AddHsm',
    cluster: 'primary',
    zone: 'eu-west-1b',
  });
  const waiting = { at: '+1h', do: 'Advance' };

  it('says that a backup was forced for it', async () => {
    expect(await edition(adding('+3h'), waiting)).toEqual([
      ['F-82', 'primary’s backup for a new HSM of 2 Nov holds'],
      ['F-82', undefined],
    ]);
  });

  it('says that it gets the latest one, though it waits for that one too', async () => {
    const removing = { at: '+3h', do: 'RemoveHsm', hsm: 'first' };
    expect(await edition(removing, adding('+1m'), waiting)).toEqual([
      ['F-83', 'primary’s backup for a leaving HSM of 2 Nov holds'],
      ['F-83', undefined],
    ]);
  });
});

import { describe, expect, it } from '@jest/globals';
import { editions, type Command } from '@hsm-lifecycle/core';
import { fleetToJson } from '@hsm-lifecycle/core/codec';
import { step } from '@hsm-lifecycle/core/fleet';
import { drill, primary, run } from './cli.ts';
import { freshFleet } from '@hsm-lifecycle/testing';

const FAR = '9999-01-01T00:00:00Z';
const files = {
  'd.json': JSON.stringify(drill([...primary, { at: FAR, do: 'Advance' }])),
  'p.json': JSON.stringify(drill(primary)),
};

const clusterId = 'cluster-primaryaaaa';
const subnets = [{ subnetId: 'subnet-0a1b2c3d', availabilityZone: 'eu-west-1a' }];
const commands: readonly Command[] = [
  {
    type: 'CreateCluster',
    data: { at: 0, clusterId, region: 'eu-west-1', hsmType: 'hsm2m.medium', mode: 'FIPS', subnets },
  },
  { type: 'AddHsm', data: { at: 0, clusterId, availabilityZone: 'eu-west-1a' } },
  { type: 'Initialize', data: { at: 0, clusterId } },
  { type: 'Activate', data: { at: 0, clusterId } },
];

/** A fleet with a cluster that is backed up every day. */
const exampleFleet = commands.reduce(
  (fleet, command) => {
    const outcome = step(fleet, command);
    return outcome._tag === 'Right' ? outcome.right[0] : fleet;
  },
  freshFleet({ at: 0, edition: editions.instant }),
);

describe('an instant that is too far away', () => {
  it('is refused in a drill before memory runs out, with one that is not', async () => {
    const { code, err } = await run(['drill', 'd.json'], { files });
    expect(code).toBe(2);
    expect(err).toMatch(
      /steps\[6\]\.at: expected at most 500000 events until then, as by 2\d{3}-/u,
    );
    expect(err).toMatch(/, as by 2\d{3}-.*Z; found 9999-01-01T/u);
  });

  it('is refused in what is tried at the end of a drill', async () => {
    const { code, err } = await run(
      [
        'explain',
        'p.json',
        '--command',
        JSON.stringify({ at: FAR, do: 'DeleteCluster', cluster: 'primary' }),
      ],
      {
        files,
      },
    );
    expect([code, err]).toEqual([
      2,
      expect.stringMatching(
        /1 Jan 9999 00:00 UTC is too far away: more than 500000 events would happen/u,
      ),
    ]);
  });

  it('is refused in what is tried in a stored fleet', async () => {
    const command = JSON.stringify({ type: 'Advance', data: { at: Date.parse(FAR) } });
    const { code, err } = await run(['explain', 'e.json', '--command', command], {
      files: { 'e.json': fleetToJson(exampleFleet) },
    });
    expect([code, err]).toEqual([2, expect.stringContaining('is too far away')]);
  });
});

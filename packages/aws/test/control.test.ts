/**
 * The control plane where it is given what it cannot do.
 */
import { describe, expect, it } from '@jest/globals';
import { CLOCK_END, createControl, standingClock } from '@hsm-lifecycle/aws';
import { PLATFORM, done } from './support/calls.ts';
import { endpoint, must, SUBNETS } from './support/endpoint.ts';

describe('time', () => {
  it.each([
    { by: '99999999d' },
    { to: '+010000-01-01T00:00:00.000Z' },
    { to: '+275760-09-13T00:00:00.000Z' },
  ])('is not moved beyond the year 9999, and goes on after %j', async (body) => {
    const side = await endpoint();
    const control = createControl({ host: side.cloudHsm.host, clock: side.clock });
    const before = must(await control.read('now'));
    expect(await control.act('advance', body)).toMatchObject({
      left: { _tag: 'ControlFlaw', message: 'Time ends with the year 9999.' },
    });
    expect(must(await control.read('now'))).toEqual(before);
    await done(side, 'CreateCluster', { ...PLATFORM, SubnetIds: SUBNETS });
    expect(must(await control.act('advance', { to: '9999-12-31T23:59:59.999Z' }))).toEqual({
      now: '9999-12-31T23:59:59.999Z',
    });
    expect((await done(side, 'DescribeClusters', {})).Clusters).toHaveLength(1);
    await side.cloudHsm.host.close();
  });

  it('ends with the year 9999 for requests that move it, too', () => {
    const clock = standingClock({ at: CLOCK_END - 1, tickMs: 1000 });
    clock.tick();
    clock.tick();
    clock.advance(CLOCK_END + 1);
    expect(clock.now()).toBe(CLOCK_END);
  });
});

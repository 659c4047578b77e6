import { describe, expect, it } from '@jest/globals';
import { drill, holds } from './drills.ts';

const create = {
  do: 'CreateCluster',
  as: 'primary',
  region: 'eu-west-1',
  hsmType: 'hsm1.medium',
  zones: [{ zone: 'eu-west-1a', cidr: '10.0.1.0/24' }],
};
const add = { at: '+1h', do: 'AddHsm', cluster: 'primary', zone: 'eu-west-1a' };
const started = [create, { ...add, as: 'one' }];
const active = [
  ...started,
  { at: '+1h', do: 'Initialize', cluster: 'primary' },
  { at: '+1h', do: 'Activate', cluster: 'primary' },
];
const showing = (state: string) => ({ that: 'ClusterIs', cluster: 'primary', state });

describe('what hardware a drill runs on', () => {
  it('has the addresses of its subnet', () => {
    const reserved = { ...add, ipAddress: '10.0.1.2', refused: 'AddressOutsideSubnet' };
    expect(holds(drill([...active, reserved], [], { edition: 'aws2024' }))).toEqual([true]);
  });

  it('is not made after the end of its support', () => {
    const edition = {
      name: 'ending',
      base: 'aws2024',
      endOfSupport: { 'hsm1.medium': '2026-11-03' },
    };
    const late = { ...add, at: '+1d', refused: 'HsmTypeUnsupported' };
    expect(holds(drill([...active, late], [], { edition }))).toEqual([true]);
  });

  it('is replaced when the edition says so', () => {
    const edition = (detectedAfter: string) => ({
      edition: { name: 'slow', base: 'aws2024', replacement: { detectedAfter, takes: '0s' } },
    });
    const steps = [...active, { at: '+1h', do: 'FailHsm', hsm: 'one' }];
    const later = [...steps, { at: '+3h', do: 'Advance' }];
    expect(holds(drill(later, [showing('ACTIVE')], edition('2h')))).toEqual([true]);
    expect(holds(drill(later, [showing('DEGRADED')], edition('4h')))).toEqual([true]);
  });
});

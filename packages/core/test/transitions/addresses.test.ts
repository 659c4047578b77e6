import { describe, expect, it } from '@jest/globals';
import { isIPv6 } from 'node:net';
import { left } from 'fp-ts/lib/Either.js';
import {
  addHsm,
  createCluster,
  editions,
  removeHsm,
  replaceHsm,
  restore,
  type AddHsm,
  type Cluster,
  type NetworkType,
} from '@hsm-lifecycle/core';
import {
  aNewCluster,
  after,
  clusterWith,
  RESTORED_ID,
  restoredFrom,
  settled,
  subnets,
} from '@hsm-lifecycle/testing';
import { editionWith } from '../support.ts';

const availabilityZone = 'eu-west-1a';
const places = (cidr: string) =>
  subnets(2).map(({ subnetId, availabilityZone: zone }) => ({
    subnetId,
    availabilityZone: zone,
    cidr,
  }));
const within = (cidr: string, hsms = 1) => clusterWith({ subnets: places(cidr), hsms });
const adding = (home: Cluster, changes: Partial<AddHsm> = {}) =>
  addHsm(home, { at: home.asOf, availabilityZone, ...changes });
const added = (home: Cluster, changes: Partial<AddHsm> = {}) =>
  settled(after(adding(home, changes)));
const addresses = ({ hsms }: Cluster) => hsms.map(({ ipAddress }) => ipAddress);

describe('the address of an HSM', () => {
  it('is the lowest free one of its subnet, from .4 on (F-236, U-60)', () => {
    const three = added(added(within('10.0.1.0/24')));
    expect(addresses(three)).toEqual(['10.0.1.4', '10.0.1.5', '10.0.1.6']);
    const [first] = three.hsms;
    const hsmId = first?.hsmId ?? '';
    const leaving = after(removeHsm(three, { at: three.asOf, hsmId }));
    expect(addresses(after(adding(leaving))).at(-1)).toBe('10.0.1.7');
    expect(addresses(added(settled(leaving))).at(-1)).toBe('10.0.1.4');
  });

  it('skips one that is given (F-89)', () => {
    const given = added(within('10.0.1.0/24'), { ipAddress: '10.0.1.5' });
    expect(addresses(added(given))).toEqual(['10.0.1.4', '10.0.1.5', '10.0.1.6']);
  });

  it('is counted from the start of the range, wherever in it the range is written', () => {
    expect(addresses(within('10.0.1.77/24'))).toEqual(['10.0.1.4']);
    expect(addresses(within('10.0.255.16/28'))).toEqual(['10.0.255.20']);
    expect(addresses(within('255.255.0.0/16'))).toEqual(['255.255.0.4']);
  });

  it('carries into the next number', () => {
    const home = clusterWith({ subnets: places('10.0.0.0/16') });
    expect(addresses(added(home, { ipAddress: '10.0.1.0' }))).toEqual(['10.0.0.4', '10.0.1.0']);
  });

  it('is the one given, or none, in a subnet whose range is not known', () => {
    const home = clusterWith();
    expect(addresses(added(home))).toEqual([undefined, undefined]);
    expect(addresses(added(home, { ipAddress: '1.2.3.4' }))).toEqual([undefined, '1.2.3.4']);
  });

  it.each(['10.0.1.4', '10.0.1.14'])('can be %s in 10.0.1.0/28 (F-89)', (ipAddress) => {
    const home = clusterWith({ subnets: places('10.0.1.0/28'), hsms: 0 });
    expect(addresses(added(home, { ipAddress }))).toEqual([ipAddress]);
  });

  it.each(['10.0.1.3', '10.0.1.15', '10.0.1.16', '10.0.0.255', '10.0.1.004', '10.0.0.260'])(
    'cannot be %s in 10.0.1.0/28 (F-89)',
    (ipAddress) => {
      const home = clusterWith({ subnets: places('10.0.1.0/28'), hsms: 0 });
      expect(adding(home, { ipAddress })).toEqual(
        left({ _tag: 'AddressOutsideSubnet', rule: 'F-89', ipAddress, cidr: '10.0.1.0/28' }),
      );
    },
  );

  it('runs out: a range of 16 has 11 for HSMs (U-60)', () => {
    let home = within('10.0.1.0/28');
    while (home.hsms.length < 11) home = added(home);
    expect(addresses(home).at(-1)).toBe('10.0.1.14');
    const [subnet] = places('10.0.1.0/28');
    expect(adding(home)).toEqual(
      left({
        _tag: 'NoFreeAddress',
        rule: 'U-60',
        subnetId: subnet?.subnetId,
        cidr: '10.0.1.0/28',
      }),
    );
  });

  it('stays when the HSM is replaced (F-101)', () => {
    const home = within('10.0.1.0/24', 2);
    const hsmId = home.hsms[0]?.hsmId ?? '';
    const replaced = settled(after(replaceHsm(home, { at: home.asOf, hsmId })));
    expect(new Set(addresses(replaced))).toEqual(new Set(['10.0.1.4', '10.0.1.5']));
  });

  it.each(['10.0.1.0/15', '10.0.1.0/29', '10.0.256.0/24', '10.0.1.0', '10.0.1/24'])(
    'needs a range of 16 to 28 bits, not %s (M-12)',
    (cidr) => {
      expect(createCluster(aNewCluster({ subnets: places(cidr) }))).toMatchObject({
        left: { _tag: 'NotWellFormed', field: 'subnets.0.cidr' },
      });
    },
  );
});

describe('the network type', () => {
  const offered = editionWith({
    creatable: [...editions.aws2026.creatable, { hsmType: 'hsm1.medium', mode: 'FIPS' }],
  });
  const old = (networkType?: NetworkType) =>
    createCluster(
      aNewCluster({
        hsmType: 'hsm1.medium',
        edition: offered,
        ...(networkType !== undefined && { networkType }),
      }),
    );

  it('is IPV4 if left out: no HSM has an IPv6 address (F-122)', () => {
    const home = clusterWith();
    expect(home.networkType).toBe('IPV4');
    expect(home.hsms[0]?.ipAddressV6).toBeUndefined();
  });

  it('DUALSTACK gives each HSM an IPv6 address of its own, made from its ENI (F-122)', () => {
    const home = clusterWith({ networkType: 'DUALSTACK', hsms: 3 });
    const all = home.hsms.map(({ ipAddressV6 = '' }) => ipAddressV6);
    expect(all.every((each) => isIPv6(each))).toBe(true);
    expect(new Set(all).size).toBe(3);
    for (const { eniId, ipAddressV6 } of home.hsms)
      expect(ipAddressV6?.replaceAll(':', '').endsWith(eniId.slice(4))).toBe(true);
  });

  it('keeps an HSM’s IPv6 address when it is replaced, as it keeps its ENI (F-101)', () => {
    const home = clusterWith({ networkType: 'DUALSTACK', hsms: 2 });
    const [{ hsmId, ipAddressV6 } = { hsmId: '', ipAddressV6: '' }] = home.hsms;
    const replaced = settled(after(replaceHsm(home, { at: home.asOf, hsmId })));
    expect(replaced.hsms.map((each) => each.ipAddressV6)).toContain(ipAddressV6);
    expect(replaced.hsms.map((each) => each.hsmId)).not.toContain(hsmId);
  });

  it('DUALSTACK is not offered on hsm1 (F-122)', () => {
    expect(old('IPV4')._tag).toBe('Right');
    expect(old()._tag).toBe('Right');
    expect(old('DUALSTACK')).toEqual(
      left({
        _tag: 'NetworkTypeNotOffered',
        rule: 'F-122',
        networkType: 'DUALSTACK',
        hsmType: 'hsm1.medium',
      }),
    );
  });

  it('is chosen anew by a restore, which is the way to change it (F-122)', () => {
    const home = clusterWith({ networkType: 'DUALSTACK', hsms: 0 });
    expect(restoredFrom(home).networkType).toBe('IPV4');
    const backupId = home.backups[0]?.backupId ?? '';
    const input = { at: home.asOf, backupId, clusterId: RESTORED_ID, subnets: subnets(1) };
    expect(after(restore(home, { ...input, networkType: 'DUALSTACK' })).networkType).toBe(
      'DUALSTACK',
    );
  });
});

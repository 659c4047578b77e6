/**
 * Observations that contradict themselves or the fleet, each refused with the field.
 */
import { describe, expect, it } from '@jest/globals';
import type { Command } from '@hsm-lifecycle/core';
import { step } from '@hsm-lifecycle/core/fleet';
import {
  AT,
  backupSeen,
  clusterSeen,
  copied,
  DAY,
  hsmSeen,
  keySeen,
  listed,
  observed,
  OTHER,
  otherHsmSeen,
  run,
  userSeen,
  type ClusterSeen,
  type CopySeen,
} from './seen.ts';

const refusalOf = (command: Command, ...before: readonly Command[]): unknown => {
  const outcome = step(run(...before)[0], command);
  return outcome._tag === 'Left' ? outcome.left : 'accepted';
};
const notObservable = (field: string): unknown =>
  expect.objectContaining({ _tag: 'NotObservable', rule: 'M-15', field });

const [subnet, otherSubnet] = clusterSeen.subnets;
if (subnet === undefined || otherSubnet === undefined) throw new Error('no subnets');
const later = AT + 1;
const address = { ipAddress: '10.0.0.5' };
const contents = 'contents.material.keys.0.createdAt';
const backupWith = (held: ClusterSeen['contents'] & object): Partial<ClusterSeen> => ({
  backups: [{ ...backupSeen, contents: held }],
});
const farEnd = AT + 30 * DAY + 1;

const clusters: readonly (readonly [string, Partial<ClusterSeen>])[] = [
  ['hsms.1.eniId', { hsms: [hsmSeen, { ...otherHsmSeen, eniId: hsmSeen.eniId }] }],
  [
    'hsms.1.ipAddress',
    {
      hsms: [
        { ...hsmSeen, ...address },
        { ...otherHsmSeen, ...address },
      ],
    },
  ],
  ['contents.access.users.1.name', { contents: listed([], [userSeen('al'), userSeen('al')]) }],
  ['contents.access.users.1.name', { contents: listed([], [userSeen('al'), userSeen('AL')]) }],
  ['contents.material.keys.1.keyId', { contents: listed([keySeen('k'), keySeen('k', AT)]) }],
  ['hsms', { phase: 'UNINITIALIZED', hsms: [hsmSeen, otherHsmSeen], backups: [] }],
  [contents, { contents: listed([keySeen('k', later)]) }],
  [`backups.0.${contents}`, backupWith(listed([keySeen('k', AT)]))],
  [
    'backups.0.contents.access.users.0.createdAt',
    backupWith(listed([], [userSeen('al', { createdAt: AT, passwordSetAt: AT })])),
  ],
  [
    'contents.access.users.0.passwordSetAt',
    { contents: listed([], [userSeen('al', { passwordSetAt: later })]) },
  ],
  [
    'contents.access.users.0.lastSeenAt',
    { contents: listed([], [userSeen('al', { lastSeenAt: later })]) },
  ],
  ['contents.access.users.0.role', { contents: listed([], [userSeen('x', { role: 'PRECO' })]) }],
  ['hsms.0.availabilityZone', { hsms: [{ ...hsmSeen, availabilityZone: 'eu-west-1b' }] }],
  ['hsms.0.availabilityZone', { hsms: [{ ...hsmSeen, availabilityZone: 'eu-west-1c' }] }],
  ['hsms.0.subnetId', { hsms: [{ ...hsmSeen, subnetId: 'subnet-00000000' }] }],
  [
    'hsms.0.ipAddress',
    { subnets: [{ ...subnet, cidr: '10.1.0.0/24' }], hsms: [{ ...hsmSeen, ...address }] },
  ],
  ['subnets', { subnets: [], hsms: [] }],
  [
    'subnets.0.availabilityZone',
    { subnets: [{ ...subnet, availabilityZone: 'us-east-1a' }], hsms: [] },
  ],
  ['subnets.1.subnetId', { subnets: [subnet, { ...otherSubnet, subnetId: subnet.subnetId }] }],
  ['backups.0.mode', { backups: [{ ...backupSeen, mode: 'NON_FIPS' }] }],
  ['certificate', { phase: 'UNINITIALIZED', certificate: 'A', backups: [] }],
  [
    'hsms.0.expectedAt',
    { hsms: [{ ...hsmSeen, state: 'CREATE_IN_PROGRESS', expectedAt: farEnd }] },
  ],
  [
    'backups.0.expectedAt',
    { backups: [{ ...backupSeen, state: 'CREATE_IN_PROGRESS', expectedAt: farEnd }] },
  ],
  ['expectedAt', { phase: 'CREATE_IN_PROGRESS', expectedAt: farEnd, hsms: [], backups: [] }],
];

const source = { region: 'eu-west-1', backupId: backupSeen.backupId, clusterId: OTHER } as const;
const copies: readonly (readonly [string, Partial<CopySeen>])[] = [
  ['region', { region: 'eu-west-1' }],
  ['copiedAt', { copiedAt: AT - 2 * DAY }],
  ['source.backupId', { backupId: backupSeen.backupId }],
];
const copiesOfListed: readonly (readonly [string, Partial<CopySeen>])[] = [
  ['createdAt', { createdAt: AT - 2 * DAY }],
  ['hsmType', { hsmType: 'hsm1.medium' }],
  ['mode', { mode: 'NON_FIPS' }],
  [
    'source.region',
    { source: { ...source, region: 'eu-central-1', clusterId: 'cluster-QV2mhc7aept' } },
  ],
  ['source.clusterId', { source }],
];

describe('an observation that contradicts itself', () => {
  it.each(clusters)('is refused: %s %#', (field, seen) => {
    expect(refusalOf(observed(seen))).toEqual(notObservable(field));
  });

  it.each(copies)('is refused of a copy: %s', (field, seen) => {
    expect(refusalOf(copied(seen))).toEqual(notObservable(field));
  });
});

describe('an observation that contradicts the fleet', () => {
  it.each(copiesOfListed)('is refused of a copy, and of its source after it: %s', (field, seen) => {
    expect(refusalOf(copied(seen), observed())).toEqual(notObservable(field));
    const own = field.startsWith('source.') ? field.replace('source.', '') : `backups.0.${field}`;
    const refused = refusalOf(observed(), copied(seen));
    expect(refused).toEqual(notObservable(own));
    expect(refused).not.toMatchObject({ actual: 'left out' });
  });

  it('is refused if another cluster has its ENI', () => {
    const hsms = [{ ...otherHsmSeen, eniId: hsmSeen.eniId }];
    const second = observed({ clusterId: OTHER, hsms, backups: [] });
    expect(refusalOf(second, observed())).toEqual(notObservable('hsms.0.eniId'));
  });

  it('is accepted if they agree, in any order', () => {
    expect(refusalOf(copied(), observed())).toBe('accepted');
    expect(refusalOf(observed(), copied())).toBe('accepted');
  });
});

describe('work in progress', () => {
  it('may end 30 days after the observation', () => {
    const hsms = [{ ...hsmSeen, state: 'CREATE_IN_PROGRESS', expectedAt: farEnd - 1 } as const];
    expect(refusalOf(observed({ hsms }))).toBe('accepted');
  });
});

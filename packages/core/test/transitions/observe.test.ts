/**
 * Observing a cluster and a copy without a fleet: what is left out, and what is refused.
 */
import { describe, expect, it } from '@jest/globals';
import {
  customEdition,
  editions,
  observeCluster,
  observeCopy,
  type ObserveCluster,
  type ObserveCopy,
} from '@hsm-lifecycle/core';
import { accepted } from '@hsm-lifecycle/testing/examples';

const AT = Date.UTC(2026, 10, 2, 9);
const DAY = 86_400_000;

const backup = {
  backupId: 'backup-NeVeR2345ab',
  state: 'READY',
  createdAt: AT - DAY,
  hsmType: 'hsm2m.medium',
  mode: 'FIPS',
} as const;
const seen: ObserveCluster = {
  at: AT,
  clusterId: 'cluster-QV2mhc7aept',
  region: 'us-east-1',
  createdAt: AT - 9 * DAY,
  phase: 'ACTIVE',
  hsmType: 'hsm2m.medium',
  mode: 'FIPS',
  subnets: [{ subnetId: 'subnet-e3a17c0d', availabilityZone: 'us-east-1d' }],
  retention: { days: 90 },
  hsms: [],
  backups: [backup],
};
const copy: ObserveCopy = {
  ...backup,
  at: AT,
  region: 'eu-west-1',
  copiedAt: AT - DAY,
  source: {
    region: 'us-east-1',
    backupId: 'backup-sourcegone2',
    clusterId: 'cluster-QV2mhc7aept',
  },
};

describe('observing without a fleet', () => {
  it('takes the newest edition, and makes ids of those that were seen', () => {
    const [cluster] = accepted(observeCluster(seen));
    expect(cluster).toMatchObject({
      edition: editions.aws2026,
      stem: 'qv2mhc7aept',
      lineageId: seen.clusterId,
    });
    const [its] = accepted(observeCopy(copy));
    expect(its).toMatchObject({ edition: editions.aws2026, stem: 'never2345ab' });
  });

  it('takes the edition, the stem and the lineage that are given', () => {
    const given = { edition: editions.aws2024, stem: 'abcdefghijk' } as const;
    const lineageId = 'cluster-lineage2345';
    const [cluster] = accepted(observeCluster({ ...seen, ...given, lineageId }));
    expect(cluster).toMatchObject({ ...given, lineageId });
    const [its] = accepted(observeCopy({ ...copy, ...given, lineageId }));
    expect(its).toMatchObject({ ...given, lineageId });
  });

  it('refuses what is not an instant', () => {
    const refused = { _tag: 'Left', left: { _tag: 'NotAnInstant' } };
    expect(observeCluster({ ...seen, at: Number.NaN })).toMatchObject(refused);
    expect(observeCopy({ ...copy, at: -1 })).toMatchObject(refused);
  });

  it('dates the report of an activation by the edition', () => {
    const initialized: ObserveCluster = {
      ...seen,
      phase: 'INITIALIZED',
      hsms: [
        {
          hsmId: 'hsm-k5rw3ubzntd',
          availabilityZone: 'us-east-1d',
          subnetId: 'subnet-e3a17c0d',
          eniId: 'eni-0c41d2ab77e9035f6',
          state: 'ACTIVE',
        },
      ],
    };
    const dueUnder = (activation: number | 'REPORTED') => {
      const edition = accepted(
        customEdition(editions.aws2026, { name: 'late', durations: { activation } }),
      );
      return accepted(observeCluster({ ...initialized, edition }))[0].activationDueAt;
    };
    expect(dueUnder('REPORTED')).toBe('REPORTED');
    expect(dueUnder(3 * DAY)).toBe(AT + 2 * DAY);
    expect(dueUnder(0)).toBe(AT);
  });
});

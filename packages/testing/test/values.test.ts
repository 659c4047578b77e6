import { describe, expect, it } from '@jest/globals';
import { assert, constantFrom, property, record, tuple, type Arbitrary } from 'fast-check';
import { editions, type Command } from '@hsm-lifecycle/core';
import { decodeCommand } from '@hsm-lifecycle/core/codec';
import { step } from '@hsm-lifecycle/core/fleet';
import {
  aBackupId,
  aCertificate,
  aClusterId,
  aKey,
  anEniId,
  anHsmId,
  anInstant,
  anIpAddress,
  aPlatform,
  aRegion,
  aRole,
  aUser,
  aUserName,
  aZone,
  platformOf,
  retentionDaysOf,
  someRetentionDays,
  someSubnetsIn,
  someTags,
  freshFleet,
} from '@hsm-lifecycle/testing';

const aCreation: Arbitrary<Command> = tuple(anInstant, aRegion, aPlatform)
  .chain(([at, region, platform]) =>
    record({
      subnets: someSubnetsIn(region),
      retentionDays: someRetentionDays,
      tags: someTags,
      clusterId: aClusterId,
    }).map((rest) => Object.assign({ at, region }, platform, rest)),
  )
  .map((data) => ({ type: 'CreateCluster', data }));

/** Every value in a command that takes it. */
const aSaying: Arbitrary<Command> = record({
  at: anInstant,
  clusterId: aClusterId,
  hsmId: anHsmId,
  eniId: anEniId,
  backupId: aBackupId,
  ipAddress: anIpAddress,
  availabilityZone: aZone,
  name: aUserName,
  role: aRole,
  key: aKey,
  certificate: aCertificate,
  region: aRegion,
}).chain(({ at, clusterId, key, certificate, ...rest }) =>
  constantFrom<Command[]>(
    {
      type: 'AddHsm',
      data: {
        at,
        clusterId,
        availabilityZone: rest.availabilityZone,
        hsmId: rest.hsmId,
        ipAddress: rest.ipAddress,
      },
    },
    { type: 'RemoveHsm', data: { at, clusterId, eniId: rest.eniId } },
    { type: 'CopyToRegion', data: { at, backupId: rest.backupId, region: rest.region } },
    { type: 'CreateUser', data: { at, clusterId, name: rest.name, role: rest.role } },
    {
      type: 'CreateKey',
      data: {
        at,
        clusterId,
        keyId: key.keyId,
        owner: key.owner,
        kind: key.kind,
        ...(key.label !== undefined && { label: key.label }),
        ...(key.expiresAt !== undefined && { expiresAt: key.expiresAt }),
      },
    },
    { type: 'PutCertificate', data: { at, clusterId, certificateId: certificate.certificateId } },
  ),
);

const sure = { numRuns: 200, seed: 11 };

describe('generated values', () => {
  it('make commands that an empty fleet accepts, at any instant', () => {
    assert(
      property(aCreation, (command) => {
        expect(step(freshFleet({ at: 0 }), command)).toMatchObject({ _tag: 'Right' });
      }),
      sure,
    );
  });

  it('are accepted by the codec, and come back unchanged', () => {
    assert(
      property(aSaying, (command) => {
        const plain: unknown = JSON.parse(JSON.stringify(command));
        expect(decodeCommand(plain)).toEqual({ _tag: 'Right', right: command });
      }),
      sure,
    );
  });

  it('reach both ends of the retention range', () => {
    const days = new Set<number>();
    assert(
      property(retentionDaysOf(editions.aws2026), (each) => void days.add(each)),
      sure,
    );
    expect([Math.min(...days), Math.max(...days)]).toEqual([7, 379]);
  });

  it('follow the edition', () => {
    const types = new Set<string>();
    assert(
      property(platformOf(editions.aws2024), ({ hsmType }) => void types.add(hsmType)),
      sure,
    );
    expect([...types].toSorted()).toEqual(['hsm1.medium', 'hsm2m.medium']);
  });

  it('of users are no longer than the limit', () => {
    assert(
      property(aUser, ({ name }) => {
        expect(name.length).toBeGreaterThan(0);
        expect(name.length).toBeLessThanOrEqual(31);
      }),
      sure,
    );
  });
});

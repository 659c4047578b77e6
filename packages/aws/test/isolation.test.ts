/**
 * A law: an account neither sees nor changes what another has, except a backup that is shared with
 * it.
 */
import { describe, expect, it } from '@jest/globals';
import { array, assert, asyncProperty, nat, record } from 'fast-check';
import { seedFromEnvironment } from '@hsm-lifecycle/testing';
import type { BackupHolder } from '@hsm-lifecycle/core';
import { aCall, filledIn, idsIn } from './support/asked.ts';
import {
  activated,
  as,
  commanded,
  created,
  done,
  PLATFORM,
  refused,
  withHsm,
} from './support/calls.ts';
import { ALICE, AWAY, BOB, endpoint, HOME, SUBNETS, type Endpoint } from './support/endpoint.ts';
import { rawRequest } from './support/clients.ts';
import { utf8Text } from '../src/kernel/bytes.ts';

const RUNS = Number(process.env['LAW_RUNS'] ?? 30);

/** On a machine that is busy with other things. */
const LAW_MS = 60_000 + RUNS * 10_000;

const holdersOf = async (side: Endpoint, account: string): Promise<readonly BackupHolder[]> => {
  const fleet = await side.cloudHsm.host.look();
  if (fleet._tag === 'Left') throw new Error(fleet.left._tag);
  return [...fleet.right.holders.values()].filter((holder) => holder.account === account);
};

const idsOf = (holders: readonly BackupHolder[]): readonly string[] =>
  holders.flatMap((holder) => [
    ...(holder.kind === 'CLUSTER'
      ? [holder.clusterId, ...holder.hsms.map(({ hsmId }) => hsmId)]
      : []),
    ...holder.backups.map(({ backupId }) => backupId),
  ]);

describe('two accounts', () => {
  it(
    'neither see nor change each other’s things, whatever they call (F-178)',
    async () => {
      let [calls, answered, aimed] = [0, 0, 0];
      const seed = seedFromEnvironment();
      await assert(
        asyncProperty(
          array(record({ call: aCall, region: nat(3) }), { minLength: 5, maxLength: 25 }),
          async (steps) => {
            const side = await endpoint({ quotas: 'NONE' });
            await activated(side);
            await created(as(side, { account: BOB, region: HOME }));
            const before = await holdersOf(side, ALICE);
            const hidden = idsOf(before);
            for (const { call, region } of steps) {
              // One call after the other.
              /* eslint-disable no-await-in-loop */
              const fleet = await side.cloudHsm.host.look();
              if (fleet._tag === 'Left') throw new Error(fleet.left._tag);
              const input = JSON.stringify(filledIn(call.input, idsIn(fleet.right)));
              const where = { account: BOB, region: region === 0 ? AWAY : HOME };
              const answer = await side.cloudHsm.answer(rawRequest(where, call.action, input));
              calls += 1;
              const told = answer.status === 200 ? utf8Text(answer.body) : '';
              if (told !== '') answered += 1;
              expect(hidden.filter((id) => told.includes(id))).toEqual([]);
              if (hidden.some((id) => input.includes(id))) aimed += 1;
              // The very same values: nothing was written.
              const after = await holdersOf(side, ALICE);
              /* eslint-enable no-await-in-loop */
              expect(after.length).toBe(before.length);
              expect(after.every((holder, index) => holder === before[index])).toBe(true);
            }
            await side.cloudHsm.host.close();
          },
        ),
        { numRuns: RUNS, ...(seed !== undefined && { seed }) },
      );
      process.stdout.write(`isolation: ${JSON.stringify({ RUNS, calls, answered, aimed })}\n`);
      expect(Math.min(answered, aimed)).toBeGreaterThan(RUNS / 4);
    },
    LAW_MS,
  );

  it('share by a policy what one may then restore, but not list or change (F-176, F-178, U-36)', async () => {
    const side = await endpoint();
    const bob = as(side, { account: BOB, region: HOME });
    await activated(side);
    const { Backups } = await done(side, 'DescribeBackups', {});
    const { BackupId = '', BackupArn = '' } = Backups?.[0] ?? {};
    const restoring = { ...PLATFORM, SubnetIds: SUBNETS, SourceBackupId: BackupArn };
    expect(await refused(bob, 'CreateCluster', restoring)).toMatchObject({
      code: 'CloudHsmAccessDeniedException',
    });
    const Policy = JSON.stringify({
      Statement: [{ Effect: 'Allow', Principal: { AWS: [BOB] }, Action: 'cloudhsm:CreateCluster' }],
    });
    await done(side, 'PutResourcePolicy', { ResourceArn: BackupArn, Policy });
    expect((await done(bob, 'DescribeBackups', { Shared: true })).Backups).toEqual([]);
    expect(await refused(bob, 'DeleteBackup', { BackupId })).toMatchObject({
      code: 'CloudHsmResourceNotFoundException',
    });
    expect(
      await refused(bob, 'CopyBackupToRegion', { BackupId, DestinationRegion: AWAY }),
    ).toMatchObject({ code: 'CloudHsmResourceNotFoundException' });
    expect(
      await refused(bob, 'PutResourcePolicy', { ResourceArn: BackupArn, Policy }),
    ).toMatchObject({ code: 'CloudHsmAccessDeniedException' });
    expect(await done(bob, 'CreateCluster', restoring)).toMatchObject({
      Cluster: { SourceBackupId: BackupId, State: 'CREATE_IN_PROGRESS' },
    });
    await done(side, 'DeleteResourcePolicy', { ResourceArn: BackupArn });
    expect(await refused(bob, 'CreateCluster', restoring)).toMatchObject({
      code: 'CloudHsmAccessDeniedException',
    });
  });

  it('share by a policy of up to 20,000 characters (F-61)', async () => {
    const side = await endpoint();
    await activated(side);
    const { Backups } = await done(side, 'DescribeBackups', {});
    const ResourceArn = Backups?.[0]?.BackupArn ?? '';
    const AWS = Array.from({ length: 1200 }, (_, index) => String(100_000_000_000 + index));
    const Policy = JSON.stringify({
      Statement: [{ Effect: 'Allow', Principal: { AWS }, Action: 'cloudhsm:CreateCluster' }],
    });
    await done(side, 'PutResourcePolicy', { ResourceArn, Policy });
    expect(await done(side, 'GetResourcePolicy', { ResourceArn })).toEqual({ Policy });
    const last = as(side, { account: AWS.at(-1) ?? '', region: HOME });
    const restoring = { ...PLATFORM, SubnetIds: SUBNETS, SourceBackupId: ResourceArn };
    expect(await done(last, 'CreateCluster', restoring)).toMatchObject({
      Cluster: { State: 'CREATE_IN_PROGRESS' },
    });
  });

  it.each(['NotPrincipal', 'NotAction', 'NotResource'])(
    'do not share by a policy with %s, which could mean the reverse (U-36)',
    async (element) => {
      const side = await endpoint();
      await activated(side);
      const { Backups } = await done(side, 'DescribeBackups', {});
      const ResourceArn = Backups?.[0]?.BackupArn ?? '';
      const allowed = {
        Effect: 'Allow',
        Principal: { AWS: BOB },
        Action: 'cloudhsm:CreateCluster',
      };
      const Policy = JSON.stringify({ Statement: [{ ...allowed, [element]: '*' }] });
      expect(await refused(side, 'PutResourcePolicy', { ResourceArn, Policy })).toMatchObject({
        code: 'CloudHsmInvalidRequestException',
        message: `The element ${element} is not supported.`,
      });
    },
  );

  it('list shared backups where sharing is by resource shares (F-65, U-36)', async () => {
    const side = await endpoint({ sharing: 'RAM' });
    const bob = as(side, { account: BOB, region: HOME });
    await activated(side);
    const { Backups } = await done(side, 'DescribeBackups', {});
    const { BackupId = '', BackupArn = '' } = Backups?.[0] ?? {};
    await done(side, 'PutResourcePolicy', {
      ResourceArn: BackupArn,
      Policy: JSON.stringify({
        Statement: { Effect: 'Allow', Principal: '*', Action: ['cloudhsm:*'] },
      }),
    });
    const listed = async (from: Parameters<typeof done>[0]): Promise<unknown> =>
      (await done(from, 'DescribeBackups', { Shared: true })).Backups?.map(
        ({ BackupArn: arn }) => arn,
      );
    expect(await listed(bob)).toEqual([BackupArn]);
    expect(await listed(side)).toEqual([]);
    expect(await listed(as(side, { account: BOB, region: AWAY }))).toEqual([]);
    await done(side, 'DeleteBackup', { BackupId });
    expect(await listed(bob)).toEqual([]);
  });

  it('have quotas of their own (U-2)', async () => {
    const side = await endpoint();
    const bob = as(side, { account: BOB, region: HOME });
    await commanded(side, {
      type: 'SetQuota',
      data: { account: ALICE, region: HOME, clusters: 1 },
    });
    await withHsm(side);
    expect(await refused(side, 'CreateCluster', { ...PLATFORM, SubnetIds: SUBNETS })).toMatchObject(
      { code: 'CloudHsmInvalidRequestException', rule: 'F-124' },
    );
    await created(bob);
  });
});

/**
 * Waiters: the SDK for JavaScript v3 against an endpoint whose clock moves with each request.
 */
import { describe, expect, it } from '@jest/globals';
import { CloudHSMV2Client } from '@aws-sdk/client-cloudhsm-v2';
import { sdkRequestHandler } from '@hsm-lifecycle/aws';
import {
  waitUntilBackupPurged,
  waitUntilBackupReady,
  waitUntilClusterActive,
  waitUntilClusterDeleted,
  waitUntilClusterInitialized,
  waitUntilClusterUninitialized,
  waitUntilHsmActive,
  waitUntilHsmDeleted,
} from '@hsm-lifecycle/aws/waiters';
import { shapeBook } from '../src/model/action.ts';
import { awaited, GONE } from '../src/waiters/awaited.ts';
import { commanded, done, PLATFORM } from './support/calls.ts';
import { waitUntil } from '../src/waiters/wait-until.ts';
import { ALICE, endpoint, HOME, MINUTES, SUBNETS, type Endpoint } from './support/endpoint.ts';

const clientFor = ({ cloudHsm }: Endpoint): CloudHSMV2Client =>
  new CloudHSMV2Client({
    region: HOME,
    credentials: { accessKeyId: ALICE, secretAccessKey: 'secret' },
    maxAttempts: 1,
    // The client's type asks for the classes of its own library.
    // eslint-disable-next-line typescript/no-unsafe-type-assertion
    requestHandler: sdkRequestHandler(cloudHsm) as never,
  });

describe('waiters', () => {
  it('wait for each state of a whole life, while time alone passes (F-5)', async () => {
    const side = await endpoint({ tickMs: MINUTES });
    const wait = { client: clientFor(side), maxWaitTime: 60, minDelay: 0, maxDelay: 0 };
    const { Cluster } = await done(side, 'CreateCluster', { ...PLATFORM, SubnetIds: SUBNETS });
    const ClusterId = Cluster?.ClusterId ?? '';
    await waitUntilClusterUninitialized(wait, { ClusterId });
    const AvailabilityZone = `${HOME}a`;
    const { Hsm } = await done(side, 'CreateHsm', { ClusterId, AvailabilityZone });
    const HsmId = Hsm?.HsmId ?? '';
    await waitUntilHsmActive(wait, { ClusterId, HsmId });
    await commanded(side, { type: 'Initialize', data: { clusterId: ClusterId } });
    await waitUntilClusterInitialized(wait, { ClusterId });
    await commanded(side, { type: 'Activate', data: { clusterId: ClusterId } });
    await waitUntilClusterActive(wait, { ClusterId });
    const { Backups } = await done(side, 'DescribeBackups', {});
    const BackupId = Backups?.[0]?.BackupId ?? '';
    await waitUntilBackupReady(wait, { BackupId });
    const SourceBackupId = BackupId;
    const restored = await done(side, 'CreateCluster', {
      ...PLATFORM,
      SubnetIds: SUBNETS,
      SourceBackupId,
    });
    await waitUntilClusterActive(wait, { ClusterId: restored.Cluster?.ClusterId ?? '' });
    await done(side, 'DeleteBackup', { BackupId });
    side.pass(7 * 24 * 60 - 5);
    await waitUntilBackupPurged(wait, { BackupId });
    await done(side, 'DeleteHsm', { ClusterId, HsmId });
    await waitUntilHsmDeleted(wait, { ClusterId, HsmId });
    await done(side, 'DeleteCluster', { ClusterId });
    const { reason } = await waitUntilClusterDeleted(wait, { ClusterId });
    expect(reason.state).toBe('DELETED');
    side.pass(60);
    expect((await waitUntilClusterDeleted(wait, { ClusterId })).reason.state).toBe(GONE);
  });

  it('end with what the service says when the state can no longer be reached', async () => {
    const side = await endpoint({ tickMs: MINUTES });
    const wait = { client: clientFor(side), maxWaitTime: 60, minDelay: 0, maxDelay: 0 };
    const { Cluster } = await done(side, 'CreateCluster', { ...PLATFORM, SubnetIds: SUBNETS });
    const ClusterId = Cluster?.ClusterId ?? '';
    await waitUntilClusterUninitialized(wait, { ClusterId });
    await expect(waitUntilClusterActive(wait, { ClusterId })).rejects.toMatchObject({
      name: 'WaiterFailed',
      message: 'UNINITIALIZED.',
    });
    const { Hsm } = await done(side, 'CreateHsm', { ClusterId, AvailabilityZone: `${HOME}a` });
    const HsmId = Hsm?.HsmId ?? '';
    await commanded(side, {
      type: 'FailHsm',
      data: { clusterId: ClusterId, hsmId: HsmId, reason: 'a test' },
    });
    await expect(waitUntilHsmActive(wait, { ClusterId, HsmId })).rejects.toMatchObject({
      message: 'DEGRADED. HSM creation failed. Please delete this HSM and try again.',
    });
  });

  it('end when the time is over, or when they are aborted', async () => {
    const side = await endpoint();
    const { Cluster } = await done(side, 'CreateCluster', { ...PLATFORM, SubnetIds: SUBNETS });
    const ClusterId = Cluster?.ClusterId ?? '';
    const wait = { client: clientFor(side), maxWaitTime: 0.05, minDelay: 0.01 };
    await expect(waitUntilClusterActive(wait, { ClusterId })).rejects.toMatchObject({
      name: 'TimeoutError',
    });
    const controller = new AbortController();
    const abortSignal = controller.signal;
    const waiting = waitUntilClusterActive(
      { ...wait, maxWaitTime: 60, minDelay: 60, abortSignal },
      { ClusterId },
    );
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('end when they are aborted, though the service never answers', async () => {
    let asked: AbortSignal | undefined;
    const silent = (signal: AbortSignal): Promise<never> => {
      asked = signal;
      return new Promise(() => undefined);
    };
    const controller = new AbortController();
    const waiting = waitUntil(
      'ClusterActive',
      { maxWaitTime: 600, abortSignal: controller.signal },
      silent,
    );
    controller.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect(asked?.aborted).toBe(true);
    await expect(
      waitUntil('ClusterActive', { maxWaitTime: 600, abortSignal: controller.signal }, silent),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('end when the time is over, though the service never answers', async () => {
    const silent = (): Promise<never> => new Promise(() => undefined);
    await expect(
      waitUntil('ClusterActive', { maxWaitTime: 0, lastLook: 0.01 }, silent),
    ).rejects.toMatchObject({ name: 'TimeoutError', message: 'No answer after 0 s.' });
  });

  it('know only states of the service, each on one side', () => {
    const words = (name: string): readonly string[] => {
      const shape = shapeBook[name];
      return shape?.kind === 'TEXT' ? (shape.words ?? []) : [];
    };
    const known = {
      CLUSTER: words('ClusterState'),
      HSM: words('HsmState'),
      BACKUP: words('BackupState'),
    };
    for (const { kind, pending, success } of Object.values(awaited)) {
      const named = [...pending, ...success].filter((state) => state !== GONE);
      expect(known[kind]).toEqual(expect.arrayContaining(named));
      expect(new Set(named).size).toBe(named.length);
    }
  });
});

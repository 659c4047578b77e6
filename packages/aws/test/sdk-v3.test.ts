/**
 * The AWS SDK for JavaScript v3, unchanged, against a server.
 */
import { describe, expect, it } from '@jest/globals';
import {
  CloudHSMV2Client,
  CreateClusterCommand,
  CreateHsmCommand,
  DescribeClustersCommand,
} from '@aws-sdk/client-cloudhsm-v2';
import { editions } from '@hsm-lifecycle/core';
import { ALICE, endpoint, HOME, serving, SUBNETS } from './support/endpoint.ts';

const clientOf = (url: string): CloudHSMV2Client =>
  new CloudHSMV2Client({
    endpoint: url,
    region: HOME,
    credentials: { accessKeyId: ALICE, secretAccessKey: 'secret' },
    maxAttempts: 1,
  });

describe('the SDK for JavaScript v3', () => {
  it('creates a cluster with its first HSM', async () => {
    const { cloudHsm, pass } = await endpoint({ edition: editions.aws2024 });
    await serving(cloudHsm, {}, async ({ url }) => {
      const client = clientOf(url);
      const created = await client.send(
        new CreateClusterCommand({ HsmType: 'hsm1.medium', SubnetIds: SUBNETS }),
      );
      const ClusterId = created.Cluster?.ClusterId;
      expect(created.Cluster?.State).toBe('CREATE_IN_PROGRESS');
      expect(created.Cluster?.CreateTimestamp).toBeInstanceOf(Date);
      pass(10);
      const added = await client.send(
        new CreateHsmCommand({ ClusterId, AvailabilityZone: `${HOME}a` }),
      );
      expect(added.Hsm).toMatchObject({ ClusterId, State: 'CREATE_IN_PROGRESS' });
      pass(15);
      const { Clusters } = await client.send(new DescribeClustersCommand({}));
      expect(Clusters).toMatchObject([
        { ClusterId, State: 'UNINITIALIZED', Hsms: [{ HsmId: added.Hsm?.HsmId, State: 'ACTIVE' }] },
      ]);
      await expect(
        client.send(new CreateHsmCommand({ ClusterId, AvailabilityZone: `${HOME}b` })),
      ).rejects.toMatchObject({
        name: 'CloudHsmInvalidRequestException',
        message: `Cluster '${ClusterId}' already contains an HSM but has not yet been fully activated.`,
      });
      client.destroy();
    });
  });
});

/**
 * The protocol: targets, bodies, signatures, errors, limits, planned faults, the log.
 */
import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { createControl } from '@hsm-lifecycle/aws';
import { CloudHSMV2Client, DescribeClustersCommand } from '@aws-sdk/client-cloudhsm-v2';
import { sdkRequestHandler } from '@hsm-lifecycle/aws';
import { serveNode } from '@hsm-lifecycle/aws/node';
import { utf8Bytes } from '../src/kernel/bytes.ts';
import { signatureOf } from '../src/wire/sigv4.ts';
import { sdkV2, sdkV3 } from './support/clients.ts';
import { ALICE, BOB, endpoint, HOME, serving } from './support/endpoint.ts';

/** Posts JSON text to an action. */
// eslint-disable-next-line max-params
const post = (
  url: string,
  action: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'x-amz-target': `BaldrApiService.${action}`, ...headers },
    body,
  });

const errorOf = async (answer: Response): Promise<string> => {
  const json: unknown = await answer.json();
  return `${answer.status} ${String(Reflect.get(Object(json), '__type'))}`;
};

describe('the protocol', () => {
  it('answers what is no call of an action in the words of AWS', async () => {
    const { cloudHsm } = await endpoint();
    await serving(cloudHsm, {}, async ({ url }) => {
      expect(await (await fetch(url)).text()).toContain('CloudHSM V2');
      expect(await errorOf(await fetch(url, { method: 'POST' }))).toBe(
        '400 UnknownOperationException',
      );
      expect(await errorOf(await post(url, 'CreateBackup', '{}'))).toBe(
        '400 UnknownOperationException',
      );
      expect(await errorOf(await post(`${url}/other`, 'ListTags', '{}'))).toBe(
        '400 UnknownOperationException',
      );
      expect(await errorOf(await post(url, 'ListTags', '{'))).toBe('400 SerializationException');
      expect(await errorOf(await post(url, 'ListTags', '{"ResourceId":1}'))).toBe(
        '400 SerializationException',
      );
      expect(await errorOf(await post(url, 'ListTags', '{}'))).toBe(
        '400 CloudHsmInvalidRequestException',
      );
      expect(await errorOf(await post(url, 'ListTags', ' '.repeat(200_000)))).toBe(
        '413 RequestTooLargeException',
      );
      expect((await post(url, 'DescribeClusters', '')).status).toBe(200);
    });
  });

  it('says the code and the rule of an error in headers too', async () => {
    const { cloudHsm } = await endpoint();
    await serving(cloudHsm, {}, async ({ url }) => {
      const body = JSON.stringify({ HsmType: 'hsm2m.medium', SubnetIds: ['subnet-12345678'] });
      const { headers } = await post(url, 'CreateCluster', body);
      expect(headers.get('x-amzn-errortype')).toBe('CloudHsmInvalidRequestException');
      expect(headers.get('x-hsm-lifecycle-rule')).toBe('F-183');
      expect(headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f]{8}-/u);
    });
  });

  it('refuses a region that is not served', async () => {
    const { cloudHsm } = await endpoint({ regions: [HOME] });
    const outcome = await cloudHsm.call('DescribeClusters', {}, { account: ALICE, region: 'x' });
    expect(outcome).toMatchObject({ left: { code: 'CloudHsmInvalidRequestException' } });
  });
});

describe('signatures', () => {
  const credentials = { [ALICE]: { secretAccessKey: 'secret' } };

  it('are taken from genuine clients, if the secret is right', async () => {
    const { cloudHsm } = await endpoint({ credentials });
    await serving(cloudHsm, {}, async ({ url }) => {
      for (const client of [sdkV2, sdkV3]) {
        const known = client({ url, account: ALICE, region: HOME });
        // eslint-disable-next-line no-await-in-loop
        expect(await known.call('DescribeClusters', {})).toMatchObject({ Clusters: [] });
        known.close();
        const unknown = client({ url, account: BOB, region: HOME });
        // eslint-disable-next-line no-await-in-loop
        await expect(unknown.call('DescribeClusters', {})).rejects.toMatchObject({
          name: 'UnrecognizedClientException',
        });
        unknown.close();
      }
    });
  });

  it('are refused with another secret, without one, and when they are old', async () => {
    const wrong = await endpoint({ credentials: { [ALICE]: { secretAccessKey: 'other' } } });
    await serving(wrong.cloudHsm, {}, async ({ url }) => {
      const client = sdkV3({ url, account: ALICE, region: HOME });
      await expect(client.call('DescribeClusters', {})).rejects.toMatchObject({
        name: 'InvalidSignatureException',
      });
      client.close();
      expect(await errorOf(await post(url, 'DescribeClusters', '{}'))).toBe(
        '400 MissingAuthenticationTokenException',
      );
      const broken = { authorization: 'AWS4-HMAC-SHA256 nothing' };
      expect(await errorOf(await post(url, 'DescribeClusters', '{}', broken))).toBe(
        '400 IncompleteSignatureException',
      );
    });
    const late = await endpoint({ credentials, wall: () => Date.now() + 16 * 60_000 });
    await serving(late.cloudHsm, {}, async ({ url }) => {
      const client = sdkV2({ url, account: ALICE, region: HOME });
      await expect(client.call('DescribeClusters', {})).rejects.toMatchObject({
        name: 'InvalidSignatureException',
      });
    });
  });

  it('are refused if they are for another service, or dated on no day', async () => {
    const now = Date.UTC(2026, 10, 2, 9);
    const side = await endpoint({ credentials, wall: () => now });
    const signed = async (date: string, scope: string): Promise<string | undefined> => {
      const names = ['host', 'x-amz-date', 'x-amz-target'];
      const headers = new Map([
        ['host', 'localhost'],
        ['x-amz-date', date],
        ['x-amz-target', 'BaldrApiService.DescribeClusters'],
      ]);
      const [day = '', region = '', service = ''] = scope.split('/');
      const as = { accessKeyId: ALICE, date: day, region, service, signedHeaders: names };
      const request = { method: 'POST', path: '/', headers, body: utf8Bytes('{}') };
      const signature = signatureOf(request, { ...as, signature: '' }, 'secret');
      const authorization =
        `AWS4-HMAC-SHA256 Credential=${ALICE}/${scope}/aws4_request, ` +
        `SignedHeaders=${names.join(';')}, Signature=${signature}`;
      headers.set('authorization', authorization);
      return (await side.cloudHsm.answer(request)).about.error;
    };
    expect(await signed('20261102T090000Z', `20261102/${HOME}/cloudhsm`)).toBeUndefined();
    expect(await signed('20261102T090000Z', `20261102/${HOME}/s3`)).toBe(
      'InvalidSignatureException',
    );
    expect(await signed('20261399T090000Z', `20261399/${HOME}/cloudhsm`)).toBe(
      'IncompleteSignatureException',
    );
    await side.cloudHsm.host.close();
  });

  it('say whose request it is: the access key, or a map of access keys', async () => {
    const { cloudHsm } = await endpoint({
      accountOf: (key) => (key === 'AKIAEXAMPLE' ? BOB : undefined),
    });
    const accounts: (string | undefined)[] = [];
    const log = (line: string): void => {
      accounts.push(String(Reflect.get(Object(JSON.parse(line)), 'account')));
    };
    await serving(cloudHsm, { log }, async ({ url }) => {
      for (const account of [ALICE, 'AKIAEXAMPLE', 'AKIAOTHER'])
        // eslint-disable-next-line no-await-in-loop
        await sdkV2({ url, account, region: HOME }).call('DescribeClusters', {});
      await post(url, 'DescribeClusters', '{}');
    });
    expect(accounts).toEqual([ALICE, BOB, '000000000000', '000000000000']);
  });
});

describe('the log', () => {
  it('has a line for each request, without bodies or signatures', async () => {
    const lines: string[] = [];
    const { cloudHsm } = await endpoint();
    await serving(cloudHsm, { log: (line) => lines.push(line) }, async ({ url }) => {
      const client = sdkV3({ url, account: ALICE, region: HOME });
      await client.call('DescribeClusters', {});
      await expect(
        client.call('DeleteCluster', { ClusterId: 'cluster-aaaaaaaaaaa' }),
      ).rejects.toThrow('was not found');
      client.close();
    });
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      { account: ALICE, region: HOME, action: 'DescribeClusters', status: 200 },
      { action: 'DeleteCluster', status: 400, error: 'CloudHsmResourceNotFoundException' },
    ]);
    expect(lines.join('')).not.toMatch(/Signature|aaaaaaaaaaa/u);
  });
});

describe('a client that goes away', () => {
  it('is no fault of the service in the log', async () => {
    const { cloudHsm } = await endpoint();
    const logged = new Promise<string>((resolve) => {
      void serveNode(cloudHsm, { log: resolve }).then(({ url, close }) => {
        const { hostname, port } = new URL(url);
        const socket = connect(Number(port), hostname, () => {
          socket.write(
            'POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n',
          );
          setTimeout(() => socket.destroy(), 20);
        });
        socket.once('close', () => void close());
      });
    });
    expect(JSON.parse(await logged)).toMatchObject({
      status: 400,
      error: 'SerializationException',
    });
    await cloudHsm.host.close();
  });
});

describe('the control plane', () => {
  const json = { 'content-type': 'application/json' };
  const asked = (url: string, body: unknown, headers: Record<string, string> = json) =>
    fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });

  it('plans faults for the next calls of an action', async () => {
    const { cloudHsm, clock } = await endpoint();
    const control = createControl({ host: cloudHsm.host, clock });
    const lines: string[] = [];
    await serving(cloudHsm, { control, log: (line) => lines.push(line) }, async ({ url }) => {
      const action = 'DescribeClusters';
      for (const kind of ['INTERNAL', 'THROTTLE', 'DROP'])
        // eslint-disable-next-line no-await-in-loop
        expect((await asked(`${url}/_control/fault`, { action, kind })).status).toBe(200);
      expect(await errorOf(await post(url, action, '{}'))).toBe(
        '500 CloudHsmInternalFailureException',
      );
      expect(await errorOf(await post(url, action, '{}'))).toBe('400 ThrottlingException');
      expect(lines.join('')).toMatch(/"action":"DescribeClusters","status":500/u);
      await expect(post(url, action, '{}')).rejects.toThrow('fetch failed');
      expect((await post(url, action, '{}')).status).toBe(200);
      expect((await asked(`${url}/_control/fault`, { action, kind: 'OTHER' })).status).toBe(400);
    });
  });

  it('moves time ahead only, carries out commands, shows the state, and begins anew', async () => {
    const { cloudHsm, clock } = await endpoint();
    const control = createControl({ host: cloudHsm.host, clock });
    await serving(cloudHsm, { control }, async ({ url }) => {
      const now = await (await asked(`${url}/_control/advance`, { by: '2h' })).json();
      expect(now).toEqual({ now: '2026-11-02T11:00:00.000Z' });
      expect((await asked(`${url}/_control/advance`, { to: '2026-11-02T10:00:00Z' })).status).toBe(
        400,
      );
      expect((await asked(`${url}/_control/advance`, { by: 'x' })).status).toBe(400);
      const loss = { type: 'LoseRegion', data: { region: HOME, kind: 'UNREACHABLE' } };
      expect(await (await asked(`${url}/_control/command`, loss)).json()).toMatchObject({
        events: [{ event: { type: 'RegionLost' } }],
      });
      const again = await asked(`${url}/_control/command`, loss);
      expect(again.status).toBe(409);
      expect(await again.json()).toMatchObject({ _tag: 'RegionAlreadyLost' });
      const body = { HsmType: 'hsm2m.medium', Mode: 'FIPS', SubnetIds: ['subnet-12345678'] };
      const where = {
        authorization:
          `AWS4-HMAC-SHA256 Credential=${ALICE}/20261102/${HOME}/cloudhsm/aws4_request, ` +
          `SignedHeaders=host, Signature=${'0'.repeat(64)}`,
      };
      expect(await errorOf(await post(url, 'CreateCluster', JSON.stringify(body), where))).toBe(
        '500 CloudHsmInternalFailureException',
      );
      const state = await fetch(`${url}/_control/state`);
      expect(await state.text()).toContain('UNREACHABLE');
      expect((await asked(`${url}/_control/reset`, {})).status).toBe(200);
      expect(await (await fetch(`${url}/_control/state`)).text()).not.toContain('UNREACHABLE');
      const pem = await fetch(`${url}/_control/certificates/aws.pem`);
      expect(await pem.text()).toContain('BEGIN CERTIFICATE');
      expect((await fetch(`${url}/_control/certificates/other.pem`)).status).toBe(404);
      expect((await asked(`${url}/_control/nothing`, {})).status).toBe(400);
    });
  });

  it('lists the events of the log, a page after another (GET events)', async () => {
    const { cloudHsm, clock } = await endpoint();
    const control = createControl({ host: cloudHsm.host, clock });
    await serving(cloudHsm, { control }, async ({ url }) => {
      const command = (count: number): unknown => ({
        type: 'SetQuota',
        data: { account: ALICE, region: HOME, clusters: count },
      });
      for (let count = 1; count <= 1003; count += 1)
        // eslint-disable-next-line no-await-in-loop
        await control.act('command', command(count));
      const page = async (query: string): Promise<unknown> =>
        (await fetch(`${url}/_control/events${query}`)).json();
      const first = await page('');
      expect(first).toMatchObject({ next: 1000 });
      const [begun] = Object(first).events;
      expect(begun).toMatchObject({ position: 1, event: { type: 'QuotaSet' } });
      expect(await page('?after=1000')).toMatchObject({
        events: [
          { position: 1001, event: { type: 'QuotaSet', data: { clusters: 1001 } } },
          { position: 1002, event: { data: { clusters: 1002 } } },
          { position: 1003, event: { data: { clusters: 1003 } } },
        ],
        next: 1003,
      });
      expect(await page('?after=1003')).toEqual({ events: [], next: 1003 });
      expect((await fetch(`${url}/_control/events?after=x`)).status).toBe(400);
    });
  });

  it('is out of reach of web pages, and absent unless it is asked for', async () => {
    const { cloudHsm, clock } = await endpoint();
    const control = createControl({ host: cloudHsm.host, clock });
    await serving(cloudHsm, { control }, async ({ url }) => {
      const plain = await asked(`${url}/_control/reset`, {}, { 'content-type': 'text/plain' });
      expect(plain.status).toBe(415);
      const long = await asked(`${url}/_control/command`, 'x'.repeat(200_000));
      expect(`${long.status} ${await long.text()}`).toContain('413 {"message":"The body has more');
    });
    const without = await endpoint();
    await serving(without.cloudHsm, {}, async ({ url }) => {
      expect((await asked(`${url}/_control/reset`, {})).status).toBe(400);
    });
  });
});

describe('sdkRequestHandler', () => {
  it('answers the SDK for JavaScript v3 without a socket', async () => {
    const { cloudHsm } = await endpoint();
    const client = new CloudHSMV2Client({
      region: HOME,
      credentials: { accessKeyId: ALICE, secretAccessKey: 'secret' },
      // The client's type asks for the classes of its own library.
      // eslint-disable-next-line typescript/no-unsafe-type-assertion
      requestHandler: sdkRequestHandler(cloudHsm) as never,
    });
    expect(await client.send(new DescribeClustersCommand({}))).toMatchObject({ Clusters: [] });
    client.destroy();
    await cloudHsm.host.close();
  });

  it('fails the calls for which a control plane plans it, as a server does', async () => {
    const { cloudHsm, clock } = await endpoint();
    const control = createControl({ host: cloudHsm.host, clock });
    const client = new CloudHSMV2Client({
      region: HOME,
      credentials: { accessKeyId: ALICE, secretAccessKey: 'secret' },
      maxAttempts: 1,
      // eslint-disable-next-line typescript/no-unsafe-type-assertion
      requestHandler: sdkRequestHandler(cloudHsm, { control }) as never,
    });
    // More times than the client tries again.
    const outcomes: string[] = [];
    for (const kind of ['INTERNAL', 'THROTTLE', 'DROP', 'DELAY']) {
      // eslint-disable-next-line no-await-in-loop
      await control.act('fault', { action: 'DescribeClusters', kind, times: 9 });
      // eslint-disable-next-line no-await-in-loop
      const outcome = await client.send(new DescribeClustersCommand({})).then(
        () => 'answered',
        (error: Error) => String(Reflect.get(error, 'code') ?? error.name),
      );
      outcomes.push(outcome);
      control.faults.clear();
    }
    expect(outcomes).toEqual([
      'CloudHsmInternalFailureException',
      'ThrottlingException',
      'ECONNRESET',
      'answered',
    ]);
    client.destroy();
    await cloudHsm.host.close();
  });
});

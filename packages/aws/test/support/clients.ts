/**
 * Genuine AWS clients for JavaScript, and raw JSON, each as a function from an action and its input to
 * its output.
 */
import { createHash, createHmac } from 'node:crypto';
import { createRequire } from 'node:module';
import * as v3 from '@aws-sdk/client-cloudhsm-v2';
import CloudHsmV2 from 'aws-sdk/clients/cloudhsmv2.js';
import { utf8Bytes } from '../../src/kernel/bytes.ts';
import type { AwsRequest } from '../../src/wire/aws-request.ts';

export type Json = Readonly<Record<string, unknown>>;

/** Why a call failed. */
export type Failure = { readonly name: string; readonly message: string };

export type GenuineClient = {
  readonly name: string;
  readonly version: string;
  /** Whether the client knows an action. */
  readonly knows: (action: string) => boolean;
  /** Rejects with a {@link Failure}. */
  readonly call: (action: string, input: Json) => Promise<Json>;
  readonly close: () => void;
};

export type At = { readonly url: string; readonly account: string; readonly region: string };

const versionOf = (name: string): string => {
  const manifest: { readonly version: string } = createRequire(import.meta.url)(
    `${name}/package.json`,
  );
  return manifest.version;
};

/** What all clients sign with. */
export const SECRET_ACCESS_KEY = 'secret';

/** A value as an object. */
export const record = (value: unknown): Json => Object.fromEntries(Object.entries(Object(value)));

/** The SDK for JavaScript v3, as npm serves it. */
export const sdkV3 = ({ url, account, region }: At): GenuineClient => {
  const client = new v3.CloudHSMV2Client({
    endpoint: url,
    region,
    credentials: { accessKeyId: account, secretAccessKey: SECRET_ACCESS_KEY },
    maxAttempts: 1,
  });
  const commands: Json = { ...v3 };
  return {
    name: '@aws-sdk/client-cloudhsm-v2',
    version: versionOf('@aws-sdk/client-cloudhsm-v2'),
    knows: (action) => `${action}Command` in commands,
    call: async (action, input) => {
      const Command: unknown = commands[`${action}Command`];
      if (typeof Command !== 'function') throw new Error(`no ${action}`);
      const command: unknown = Reflect.construct(Command, [input]);
      // Each command has its own type, which a table of them loses.
      // eslint-disable-next-line typescript/no-unsafe-type-assertion
      return record(await client.send(command as v3.DescribeClustersCommand));
    },
    close: () => client.destroy(),
  };
};

/** The SDK for JavaScript v2. */
export const sdkV2 = ({ url, account, region }: At): GenuineClient => {
  const client = new CloudHsmV2({
    endpoint: url,
    region,
    credentials: { accessKeyId: account, secretAccessKey: SECRET_ACCESS_KEY },
    maxRetries: 0,
  });
  const methodOf = (action: string): string =>
    `${action.slice(0, 1).toLowerCase()}${action.slice(1)}`;
  return {
    name: 'aws-sdk',
    version: versionOf('aws-sdk'),
    knows: (action) => typeof Reflect.get(client, methodOf(action)) === 'function',
    call: async (action, input) => {
      const method: unknown = Reflect.get(client, methodOf(action));
      if (typeof method !== 'function') throw new Error(`no ${action}`);
      const request: unknown = Reflect.apply(method, client, [input]);
      const promise: unknown = Reflect.get(Object(request), 'promise');
      if (typeof promise !== 'function') throw new Error('no promise');
      try {
        return record(await Reflect.apply(promise, request, []));
      } catch (cause) {
        const { code, message } = record(Object(cause));
        throw Object.assign(new Error(String(message ?? cause)), {
          name: String(code ?? Reflect.get(Object(cause), 'code')),
        });
      }
    },
    close: () => undefined,
  };
};

/** A request of raw JSON, for what no client knows. */
export const rawRequest = (
  { account, region }: Omit<At, 'url'>,
  action: string,
  body: string,
): AwsRequest => {
  const headers = new Map([
    ['x-amz-target', `BaldrApiService.${action}`],
    ['content-type', 'application/x-amz-json-1.1'],
    [
      'authorization',
      `AWS4-HMAC-SHA256 Credential=${account}/20261102/${region}/cloudhsm/aws4_request, ` +
        `SignedHeaders=host;x-amz-date;x-amz-target, Signature=${'0'.repeat(64)}`,
    ],
  ]);
  return {
    method: 'POST',
    path: '/',
    headers: { get: (name) => headers.get(name) },
    body: utf8Bytes(body),
  };
};

const keyed = (key: string | Uint8Array, text: string): Uint8Array =>
  createHmac('sha256', key).update(text).digest();

const hexOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Signs a request with nothing but hashes: no code of the endpoint's own. */
export const signedHeaders = (
  { url, account, region }: At,
  target: string,
  body: string,
): Readonly<Record<string, string>> => {
  const date = new Date().toISOString().replaceAll(/[-:]|\.\d+/gu, '');
  const scope = [date.slice(0, 8), region, 'cloudhsm', 'aws4_request'];
  const names = 'host;x-amz-date;x-amz-target';
  const headers = [`host:${new URL(url).host}`, `x-amz-date:${date}`, `x-amz-target:${target}`];
  const canonical = ['POST', '/', '', ...headers, '', names, hexOf(body)].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', date, scope.join('/'), hexOf(canonical)].join('\n');
  const start: string | Uint8Array = `AWS4${SECRET_ACCESS_KEY}`;
  const key = scope.reduce<string | Uint8Array>(keyed, start);
  const signature = createHmac('sha256', key).update(toSign).digest('hex');
  return {
    'content-type': 'application/x-amz-json-1.1',
    'x-amz-date': date,
    'x-amz-target': target,
    authorization:
      `AWS4-HMAC-SHA256 Credential=${account}/${scope.join('/')}, ` +
      `SignedHeaders=${names}, Signature=${signature}`,
  };
};

/** Calls by signed raw JSON over HTTP. */
export const rawJson = (at: At): GenuineClient => ({
  name: 'signed raw JSON',
  version: '–',
  knows: () => true,
  call: async (action, input) => {
    const body = JSON.stringify(input);
    const headers = signedHeaders(at, `BaldrApiService.${action}`, body);
    const answer = await fetch(at.url, { method: 'POST', headers, body });
    const json = record(await answer.json());
    if (answer.ok) return json;
    throw Object.assign(new Error(String(json['Message'])), { name: String(json['__type']) });
  },
  close: () => undefined,
});

/**
 * Genuine AWS clients, each as a function from an action and its input to its output.
 */
import { execFile, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import * as v3 from '@aws-sdk/client-cloudhsm-v2';
import CloudHsmV2 from 'aws-sdk/clients/cloudhsmv2.js';
import { utf8Text, utf8Bytes } from '../../src/kernel/bytes.ts';
import type { AwsRequest } from '../../src/wire/aws-request.ts';

export type Json = Readonly<Record<string, unknown>>;

/** Why a call failed. */
export type Failure = { readonly name: string; readonly message: string };

export type GenuineClient = {
  readonly name: string;
  /** Whether the client knows an action. */
  readonly knows: (action: string) => boolean;
  /** Rejects with a {@link Failure}. */
  readonly call: (action: string, input: Json) => Promise<Json>;
  readonly close: () => void;
};

export type At = { readonly url: string; readonly account: string; readonly region: string };

const record = (value: unknown): Json => Object.fromEntries(Object.entries(Object(value)));

/** The SDK for JavaScript v3, as npm serves it. */
export const sdkV3 = ({ url, account, region }: At): GenuineClient => {
  const client = new v3.CloudHSMV2Client({
    endpoint: url,
    region,
    credentials: { accessKeyId: account, secretAccessKey: 'secret' },
    maxAttempts: 1,
  });
  const commands: Json = { ...v3 };
  return {
    name: '@aws-sdk/client-cloudhsm-v2',
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
    credentials: { accessKeyId: account, secretAccessKey: 'secret' },
    maxRetries: 0,
  });
  const methodOf = (action: string): string =>
    `${action.slice(0, 1).toLowerCase()}${action.slice(1)}`;
  return {
    name: 'aws-sdk',
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

const has = (command: string, ...args: readonly string[]): boolean =>
  spawnSync(command, args, { stdio: 'ignore' }).status === 0;

const environment = ({ account, region }: At): NodeJS.ProcessEnv => ({
  ...process.env,
  AWS_ACCESS_KEY_ID: account,
  AWS_SECRET_ACCESS_KEY: 'secret',
  AWS_DEFAULT_REGION: region,
  AWS_MAX_ATTEMPTS: '1',
  AWS_PAGER: '',
});

const PYTHON = `
import boto3, json, sys
client = boto3.client('cloudhsmv2', endpoint_url=sys.argv[1])
names = {v: k for k, v in client.meta.method_to_api_mapping.items()}
print(json.dumps(sorted(names)), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    try:
        answer = getattr(client, names[asked['action']])(**asked['input'])
        answer.pop('ResponseMetadata', None)
        print(json.dumps({'right': answer}, default=str), flush=True)
    except Exception as e:
        error = getattr(e, 'response', {}).get('Error', {})
        name = error.get('Code', type(e).__name__)
        left = {'name': name, 'message': error.get('Message', str(e))}
        print(json.dumps({'left': left}), flush=True)
`;

export const hasBoto3: boolean = has('python3', '-c', 'import boto3');

/** boto3, in a process that takes a call a line. */
export const boto3 = async (at: At): Promise<GenuineClient> => {
  const child = spawn('python3', ['-c', PYTHON, at.url], {
    env: environment(at),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Json> => record(JSON.parse(String((await lines.next()).value)));
  const known = new Set(Object.values(await next()).map(String));
  return {
    name: 'boto3',
    knows: (action) => known.has(action),
    call: async (action, input) => {
      child.stdin.write(`${JSON.stringify({ action, input })}\n`);
      const answer = await next();
      if (answer['right'] !== undefined) return record(answer['right']);
      const { name, message } = record(answer['left']);
      throw Object.assign(new Error(String(message)), { name: String(name) });
    },
    close: () => {
      child.stdin.end();
    },
  };
};

export const hasAwsCli: boolean = has('aws', '--version');

const kebab = (action: string): string => action.replaceAll(/(?<!^)(?=[A-Z])/gu, '-').toLowerCase();

const FAILED = /An error occurred \((\w+)\) when calling the \w+ operation[^:]*: ([\s\S]*)/u;

/** The AWS CLI: a process for each call. */
export const awsCli = (at: At): GenuineClient => ({
  name: 'aws',
  knows: () => true,
  call: (action, input) =>
    new Promise((resolve, reject) => {
      execFile(
        'aws',
        [
          '--endpoint-url',
          at.url,
          '--output',
          'json',
          'cloudhsmv2',
          kebab(action),
          '--cli-input-json',
          JSON.stringify(input),
          '--no-paginate',
        ],
        { env: environment(at) },
        (failure, stdout, stderr) => {
          const [, name, message] = FAILED.exec(stderr) ?? [];
          if (failure === null) resolve(record(JSON.parse(stdout === '' ? '{}' : stdout)));
          else
            reject(
              Object.assign(new Error(message?.trim() ?? stderr), { name: name ?? 'Unknown' }),
            );
        },
      );
    }),
  close: () => undefined,
});

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

/** Calls by raw JSON over HTTP. */
export const rawJson = (at: At): GenuineClient => ({
  name: 'raw JSON',
  knows: () => true,
  call: async (action, input) => {
    const { headers, body } = rawRequest(at, action, JSON.stringify(input));
    const names = ['x-amz-target', 'content-type', 'authorization'];
    const answer = await fetch(at.url, {
      method: 'POST',
      headers: Object.fromEntries(names.map((name) => [name, headers.get(name) ?? ''])),
      body: utf8Text(body),
    });
    const json = record(await answer.json());
    if (answer.ok) return json;
    throw Object.assign(new Error(String(json['Message'])), { name: String(json['__type']) });
  },
  close: () => undefined,
});

/**
 * `serve`: what it listens to, and what a store keeps when the process is killed.
 */
import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { runCli } from '../src/program.ts';
import { at, run } from './cli.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'hsm-lifecycle-serve-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

type Json = Readonly<Record<string, unknown>>;
const jsonIn = (text: string): Json => Object.fromEntries(Object.entries(Object(JSON.parse(text))));

type Call = (action: string, input: Json) => Promise<Json>;

const calling =
  (url: string, key = '111111111111'): Call =>
  async (action, input) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: {
        'x-amz-target': `BaldrApiService.${action}`,
        authorization:
          `AWS4-HMAC-SHA256 Credential=${key}/20261102/eu-west-1/cloudhsm/aws4_request, ` +
          `SignedHeaders=host;x-amz-date, Signature=${'0'.repeat(64)}`,
      },
      body: JSON.stringify(input),
    });
    return jsonIn(await answer.text());
  };

type Serving = {
  readonly url: string;
  readonly stop: () => Promise<number>;
  readonly err: () => string;
};

/** Serves in this process until it is stopped. */
const serving = async (...flags: readonly string[]): Promise<Serving> => {
  let err = '';
  let stop: () => void = () => undefined;
  let ended: Promise<number> | undefined;
  const url = await new Promise<string>((resolve, reject) => {
    ended = runCli(['serve', '--port', '0', '--json', ...flags], {
      out: (text) => resolve(String(jsonIn(text)['url'])),
      err: (text) => (err += text),
      read: (file) => readFileSync(file, 'utf8'),
      isTerminal: false,
      env: {},
      onInterrupt: (given) => {
        stop = given;
        return () => undefined;
      },
    });
    void ended.then((code) => reject(new Error(`ended with ${code}: ${err}`)));
  });
  return {
    url,
    err: () => err,
    stop: async () => {
      stop();
      return ended ?? -1;
    },
  };
};

const PLATFORM = { HsmType: 'hsm2m.medium', Mode: 'FIPS', SubnetIds: ['subnet-0123456789abcdef0'] };

const control = (url: string, name: string, body: Json): Promise<Response> =>
  fetch(`${url}/_control/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

describe('serve', () => {
  it('answers until it is stopped', async () => {
    const server = await serving('--default-mode', 'FIPS', '--log');
    const { HsmType, SubnetIds } = PLATFORM;
    const created = await calling(server.url)('CreateCluster', { HsmType, SubnetIds });
    expect(created).toMatchObject({ Cluster: { State: 'CREATE_IN_PROGRESS', Mode: 'FIPS' } });
    expect(await server.stop()).toBe(0);
    expect(server.err()).toMatch(/"action":"CreateCluster","status":200/u);
    await expect(fetch(server.url)).rejects.toThrow('fetch failed');
  });

  it('moves a virtual clock with each request, and by the control plane', async () => {
    const server = await serving(
      '--virtual',
      '--start',
      '2026-11-02T09:00:00Z',
      '--tick',
      '3m',
      '--control',
    );
    const call = calling(server.url);
    await call('CreateCluster', PLATFORM);
    expect(await call('DescribeClusters', {})).toMatchObject({
      Clusters: [{ State: 'CREATE_IN_PROGRESS' }],
    });
    expect(await call('DescribeClusters', {})).toMatchObject({
      Clusters: [{ State: 'UNINITIALIZED' }],
    });
    const moved = await control(server.url, 'advance', { to: '2027-01-01T00:00:00Z' });
    expect(await moved.json()).toEqual({ now: '2027-01-01T00:00:00.000Z' });
    await server.stop();
  });

  it('takes the subnets and the credentials that files list', async () => {
    const subnets = path.join(folder, 'subnets.json');
    writeFileSync(
      subnets,
      JSON.stringify({
        'subnet-11111111': {
          availabilityZone: 'eu-west-1c',
          vpcId: 'vpc-11111111',
          offered: false,
        },
        'subnet-22222222': { availabilityZone: 'eu-west-1a', vpcId: 'vpc-22222222' },
      }),
    );
    const server = await serving('--subnets', subnets, '--virtual', '--tick', '10m');
    const call = calling(server.url);
    const both = ['subnet-11111111', 'subnet-22222222'];
    expect(await call('CreateCluster', { ...PLATFORM, SubnetIds: both })).toMatchObject({
      Message: expect.stringContaining('several VPCs'),
    });
    expect(await call('CreateCluster', PLATFORM)).toMatchObject({
      Message: expect.stringContaining('does not exist'),
    });
    const { Cluster } = await call('CreateCluster', { ...PLATFORM, SubnetIds: both.slice(0, 1) });
    expect(Cluster).toMatchObject({
      VpcId: 'vpc-11111111',
      SubnetMapping: { 'eu-west-1c': 'subnet-11111111' },
    });
    const ClusterId = String(Reflect.get(Object(Cluster), 'ClusterId'));
    await call('DescribeClusters', {});
    expect(await call('CreateHsm', { ClusterId, AvailabilityZone: 'eu-west-1c' })).toMatchObject({
      Message: expect.stringContaining('not offered'),
    });
    await server.stop();
    const credentials = path.join(folder, 'credentials.json');
    writeFileSync(credentials, JSON.stringify({ AKIAEXAMPLE: 'secret' }));
    const strict = await serving('--credentials', credentials);
    expect(await calling(strict.url, 'AKIAEXAMPLE')('DescribeClusters', {})).toMatchObject({
      __type: 'InvalidSignatureException',
    });
    await strict.stop();
  });

  it.each([
    ['a port that is none', ['--port', '70000'], /0 to 65535/u],
    ['a span without a unit', ['--tick', '30'], /span of time/u],
    ['no such edition', ['--edition', 'aws2019'], /Allowed choices/u],
    [
      'a file that is not there',
      ['--subnets', 'nowhere.json'],
      /cannot read nowhere.json: there is no such file/u,
    ],
    ['a step of a clock that runs by itself', ['--tick', '30s'], /--tick .* add --virtual/u],
    ['a start of such a clock', ['--start', '2026-11-02'], /--start .* add --virtual/u],
    ['the speed of a clock that stands still', ['--virtual', '--speed', '9'], /leave out --speed/u],
    ['a start beyond the year 9999', ['--virtual', '--start', '+010000-01-01'], /year 9999/u],
    ['keys of no store', ['--keys', 'keys'], /--keys .* add --store/u],
    ['a store in no folder', ['--store', '/nowhere/at/all.sqlite'], /cannot be written/u],
  ])('refuses %s', async (_, flags, text) => {
    const { code, err } = await run(['serve', ...flags]);
    expect(code).toBe(2);
    expect(err).toMatch(text);
  });

  it('keeps what the subnets say about zones when it begins anew', async () => {
    const subnets = path.join(folder, 'subnets.json');
    const listed = { availabilityZone: 'eu-west-1c', vpcId: 'vpc-11111111', offered: false };
    writeFileSync(subnets, JSON.stringify({ 'subnet-11111111': listed }));
    const server = await serving('--subnets', subnets, '--virtual', '--control');
    await control(server.url, 'reset', {});
    const call = calling(server.url);
    const { Cluster } = await call('CreateCluster', {
      ...PLATFORM,
      SubnetIds: ['subnet-11111111'],
    });
    const ClusterId = String(Reflect.get(Object(Cluster), 'ClusterId'));
    await control(server.url, 'advance', { by: '10m' });
    expect(await call('CreateHsm', { ClusterId, AvailabilityZone: 'eu-west-1c' })).toMatchObject({
      Message: expect.stringContaining('not offered'),
    });
    await server.stop();
  });

  it.each([
    ['subnets', { 'subnet-11111111': { offered: 'false' } }, /neither true nor false/u],
    ['credentials', {}, /has no access key/u],
  ])('refuses %s that cannot be meant', async (name, content, text) => {
    const file = path.join(folder, 'given.json');
    const zone = { availabilityZone: 'eu-west-1c', vpcId: 'vpc-11111111' };
    const entries = Object.entries(content).map(([id, given]) => [id, { ...zone, ...given }]);
    writeFileSync(file, JSON.stringify(Object.fromEntries(entries)));
    const { code, err } = await run(['serve', `--${name}`, file]);
    expect(code).toBe(2);
    expect(err).toMatch(text);
  });

  it('does not make new keys for a store that has lost its own', async () => {
    const file = path.join(folder, 'fleet.sqlite');
    const first = await serving('--store', file);
    expect(await first.stop()).toBe(0);
    const other = path.join(folder, 'other-keys');
    const misnamed = await run(['serve', '--store', file, '--keys', other]);
    expect(misnamed.code).toBe(2);
    expect(misnamed.err).toContain(`there is no key file ${other}; without its keys`);
    expect(existsSync(other)).toBe(false);
    renameSync(`${file}-keys`, other);
    expect((await run(['serve', '--store', file])).code).toBe(2);
    const again = await serving('--store', file, '--keys', other);
    expect(await again.stop()).toBe(0);
  });

  it('leaves nothing beside a file that is no store', async () => {
    const file = path.join(folder, 'notes.txt');
    writeFileSync(file, 'my notes');
    const { code, err } = await run(['serve', '--store', file]);
    expect(code).toBe(2);
    expect(err).toContain('is not a store');
    expect(readdirSync(folder)).toEqual(['notes.txt']);
  });

  it('gives the same answers and certificates when it was killed and started again', async () => {
    const file = path.join(folder, 'fleet.sqlite');
    const flags = ['--store', file, '--virtual', '--start', '2026-11-02T09:00:00Z', '--control'];
    const child = async (): Promise<{
      readonly url: string;
      readonly kill: (signal: NodeJS.Signals) => Promise<number | null>;
    }> => {
      const process1 = spawn(
        process.execPath,
        [at('packages/cli/dist/main.js'), 'serve', '--port', '0', '--json', ...flags],
        { stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const ended = new Promise<number | null>((resolve) => {
        process1.once('exit', (code) => resolve(code));
      });
      let text = '';
      const url = await new Promise<string>((resolve) => {
        process1.stdout.on('data', (part: Buffer) => {
          text += part.toString();
          if (text.endsWith('}\n')) resolve(String(jsonIn(text)['url']));
        });
      });
      return {
        url,
        kill: (signal) => {
          process1.kill(signal);
          return ended;
        },
      };
    };
    const first = await child();
    const call = calling(first.url);
    const { Cluster } = await call('CreateCluster', PLATFORM);
    const ClusterId = String(Reflect.get(Object(Cluster), 'ClusterId'));
    await control(first.url, 'advance', { by: '10m' });
    await call('CreateHsm', { ClusterId, AvailabilityZone: 'eu-west-1a' });
    await control(first.url, 'advance', { by: '15m' });
    const before = await call('DescribeClusters', {});
    expect(before).toMatchObject({
      Clusters: [{ Certificates: { ClusterCsr: expect.stringContaining('BEGIN') } }],
    });
    await first.kill('SIGKILL');
    const second = await child();
    expect(await calling(second.url)('DescribeClusters', {})).toEqual(before);
    expect((await control(second.url, 'reset', {})).status).toBe(409);
    expect(await second.kill('SIGTERM')).toBe(0);
    expect(statSync(`${file}-secret`).mode & 0o777).toBe(0o600);
  });
});

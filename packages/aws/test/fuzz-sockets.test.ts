/**
 * Anything at all over sockets: the server answers or closes the connection, goes on, and carries
 * out nothing that is not signed where signatures are verified.
 *
 * `FUZZ_SOCKETS=100000 node packages/tools/src/jest.mjs packages/aws/test/fuzz-sockets` tries more.
 */
import { connect } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  integer,
  nat,
  oneof,
  option,
  record,
  string,
  uint8Array,
  type Arbitrary,
} from 'fast-check';
import { fleetToJson } from '@hsm-lifecycle/core/codec';
import { seedFromEnvironment } from '@hsm-lifecycle/testing';
import { signedHeaders, SECRET_ACCESS_KEY } from './support/clients.ts';
import { ALICE, endpoint, HOME, must, serving } from './support/endpoint.ts';

const REQUESTS = Number(process.env['FUZZ_SOCKETS'] ?? 300);
/** On a machine that is busy with other things. */
const FUZZ_MS = 120_000 + REQUESTS * 500;
const KIB = 1024;

type Sent = { readonly head: string; readonly body: Uint8Array };

const aName: Arbitrary<string> = constantFrom(
  'X-Amz-Target',
  'Authorization',
  'Content-Type',
  'Transfer-Encoding',
  'Connection',
  'Expect',
  'Host',
  'X',
);
const aValue: Arbitrary<string> = oneof(
  constantFrom(
    'BaldrApiService.CreateCluster',
    'BaldrApiService.__proto__',
    'chunked',
    'close',
    '100-continue',
    'AWS4-HMAC-SHA256 Credential=1/2/3/4/aws4_request',
  ),
  string({ maxLength: 40 }).map((text) => text.replaceAll(/[\r\n]/gu, ' ')),
  integer({ min: 1, max: 20 * KIB }).map((length) => 'a'.repeat(length)),
);

/** A request of HTTP, or something like one. */
const aSent: Arbitrary<Sent> = record({
  method: constantFrom('POST', 'POST', 'POST', 'GET', 'PUT', 'OPTIONS', 'BREW', ''),
  path: constantFrom('/', '/', '/x', '//', '*', '/_control/reset', '/../', 'http://other/'),
  version: constantFrom('HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/9.9', ''),
  headers: array(
    record({ name: aName, value: aValue }).map(({ name, value }) => `${name}: ${value}\r\n`),
    { maxLength: 4 },
  ).map((lines) => lines.join('')),
  length: option(oneof(nat(200), constantFrom(-1, 1e9, 200 * KIB)), { freq: 4 }),
  body: oneof(
    uint8Array({ maxLength: 60 }),
    constantFrom(0, 127, 128, 129, 200).map((kib) => new Uint8Array(kib * KIB).fill(32)),
  ),
}).map(({ method, path, version, headers, length, body }) => ({
  head:
    `${method} ${path} ${version}\r\nHost: localhost\r\n${headers}` +
    `Content-Length: ${length ?? body.length}\r\n\r\n`,
  body,
}));

/** How long a server may say nothing to what is not a whole request. */
const SILENCE_MS = 400;

/** What came back, if anything. */
const exchange = (port: number, { head, body }: Sent): Promise<string> =>
  new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1');
    const done = (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(SILENCE_MS, done);
    socket.on('error', done);
    socket.on('close', done);
    socket.on('data', (part) => {
      answer = `${answer}${part.toString('latin1')}`.replace(/^HTTP\/1\.1 100 .*\r\n\r\n/u, '');
      if (answer.includes('\r\n\r\n')) done();
    });
    socket.write(head, 'latin1');
    socket.write(body);
  });

const STATUSES = new Set(['200', '400', '403', '404', '408', '413', '415', '417', '431']);

describe('a server', () => {
  it(
    `outlives ${REQUESTS} requests that may be none`,
    async () => {
      const seed = seedFromEnvironment();
      const { cloudHsm } = await endpoint();
      const statuses = new Map<string, number>();
      await serving(cloudHsm, {}, async ({ url }) => {
        const port = Number(new URL(url).port);
        await assert(
          asyncProperty(aSent, async (sent) => {
            const answer = await exchange(port, sent);
            const status = /^HTTP\/1\.1 (\d{3})/u.exec(answer)?.[1] ?? 'closed';
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
            expect(status === 'closed' || STATUSES.has(status)).toBe(true);
          }),
          { numRuns: REQUESTS, ...(seed !== undefined && { seed }) },
        );
        expect((await fetch(url)).status).toBe(200);
        expect([...must(await cloudHsm.host.look()).holders.values()]).toEqual([]);
      });
      process.stdout.write(`sockets: ${JSON.stringify(Object.fromEntries(statuses))}\n`);
      expect(statuses.size).toBeGreaterThan(2);
    },
    FUZZ_MS,
  );

  it(
    'carries out nothing whose signature was altered',
    async () => {
      const seed = seedFromEnvironment();
      const credentials = { [ALICE]: { secretAccessKey: SECRET_ACCESS_KEY } };
      const { cloudHsm } = await endpoint({ credentials });
      await serving(cloudHsm, {}, async ({ url }) => {
        const plan = { HsmType: 'hsm2m.medium', Mode: 'FIPS', SubnetIds: ['subnet-12345678'] };
        const body = JSON.stringify(plan);
        const target = 'BaldrApiService.CreateCluster';
        const signed = signedHeaders({ url, account: ALICE, region: HOME }, target, body);
        const before = fleetToJson(must(await cloudHsm.host.look()));
        const names = ['authorization', 'x-amz-date', 'x-amz-target'] as const;
        await assert(
          asyncProperty(constantFrom(...names, 'body'), nat(400), nat(61), async (what, at, by) => {
            const letters = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ';
            const altered = (text: string): string => {
              const index = at % text.length;
              return `${text.slice(0, index)}${letters[by]}${text.slice(index + 1)}`;
            };
            const headers = Object.fromEntries(
              Object.entries(signed).map(([name, value]) => [
                name,
                name === what ? altered(value) : value,
              ]),
            );
            const sent = what === 'body' ? altered(body) : body;
            const isSame = sent === body && names.every((name) => headers[name] === signed[name]);
            if (isSame) return;
            const answer = await fetch(url, { method: 'POST', headers, body: sent });
            expect(answer.status).toBe(400);
          }),
          { numRuns: REQUESTS, ...(seed !== undefined && { seed }) },
        );
        expect(fleetToJson(must(await cloudHsm.host.look()))).toBe(before);
        const answer = await fetch(url, { method: 'POST', headers: signed, body });
        expect(answer.status).toBe(200);
      });
    },
    FUZZ_MS,
  );
});

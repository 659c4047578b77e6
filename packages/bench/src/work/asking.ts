/**
 * Asks a server of AWS's protocol over loopback, from several callers that keep their connections.
 *
 * @module
 */
import { Agent, request } from 'node:http';

/** Calls an action: its name and input. The answer, parsed. */
type Call = (action: string, input: unknown) => Promise<Readonly<Record<string, unknown>>>;

const ACCOUNT = '111111111111';
const REGION = 'eu-west-1';

const headersFor = (action: string, body: string): Readonly<Record<string, string>> => ({
  'x-amz-target': `BaldrApiService.${action}`,
  'content-type': 'application/x-amz-json-1.1',
  'content-length': String(Buffer.byteLength(body)),
  authorization:
    `AWS4-HMAC-SHA256 Credential=${ACCOUNT}/20261102/${REGION}/cloudhsm/aws4_request, ` +
    `SignedHeaders=host;x-amz-date;x-amz-target, Signature=${'0'.repeat(64)}`,
});

const objectIn = (text: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(Object(JSON.parse(text))));

/** A client of a server, and how to end it. */
export type Asking = { readonly call: Call; readonly close: () => void };

/** Makes a client; `callers` is how many connections it has. */
export const asking = (url: string, callers: number): Asking => {
  const agent = new Agent({ keepAlive: true, maxSockets: callers });
  const call: Call = (action, input) =>
    new Promise((resolve, reject) => {
      const body = JSON.stringify(input);
      const asked = request(url, { method: 'POST', agent, headers: headersFor(action, body) });
      asked.on('error', reject);
      asked.on('response', (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.on('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          if (answer.statusCode === 200) resolve(objectIn(text));
          else reject(new Error(`${action}: ${answer.statusCode} ${text.slice(0, 200)}`));
        });
      });
      asked.end(body);
    });
  return { call, close: () => agent.destroy() };
};

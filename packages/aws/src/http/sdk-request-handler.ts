/**
 * The service without a socket: a request handler for the SDK for JavaScript v3.
 *
 * @module
 */
import type { Control } from '../control/control.ts';
import type { CloudHsm } from '../endpoint/cloud-hsm.ts';
import { utf8Bytes } from '../kernel/bytes.ts';
import { plannedAnswer, plannedFor } from './planned-answer.ts';

/** What the SDK asks of a handler, as far as it is used. */
export type SdkRequest = {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
};

/** What the SDK gets from a handler. */
export type SdkResponse = {
  readonly response: {
    readonly statusCode: number;
    readonly headers: Record<string, string>;
    readonly body: Uint8Array;
  };
};

/** A handler: pass it to a client as `requestHandler`. */
export type SdkRequestHandler = {
  readonly handle: (request: SdkRequest) => Promise<SdkResponse>;
  readonly destroy: () => void;
};

const bytesOf = (body: unknown): Uint8Array =>
  body instanceof Uint8Array ? body : utf8Bytes(typeof body === 'string' ? body : '');

/** What a handler can be given beside the service. */
export type SdkHandlerWith = {
  /** Its planned faults apply to the calls of the client. */
  readonly control?: Control;
};

/** What the SDK's own handler rejects with when a connection ends. */
const dropped = (): Error =>
  Object.assign(new Error('The connection was dropped, as planned.'), { code: 'ECONNRESET' });

/**
 * Makes a handler for clients of the SDK for JavaScript v3.
 *
 * @example
 * const client = new CloudHSMV2Client({ region, requestHandler: sdkRequestHandler(cloudHsm) });
 */
export const sdkRequestHandler = (
  cloudHsm: CloudHsm,
  { control }: SdkHandlerWith = {},
): SdkRequestHandler => ({
  handle: async ({ method, path, headers: given, body }) => {
    const named = new Map(
      Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const headers = { get: (name: string) => named.get(name) };
    const planned = plannedFor(control, headers);
    const asked = { method, path, headers, body: bytesOf(body) };
    const answer = await plannedAnswer(cloudHsm, asked, planned);
    if (planned === 'DROP') throw dropped();
    const response = {
      statusCode: answer.status,
      headers: { ...answer.headers },
      body: answer.body,
    };
    return { response };
  },
  destroy: () => undefined,
});

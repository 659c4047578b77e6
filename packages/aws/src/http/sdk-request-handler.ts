/**
 * The service without a socket: a request handler for the SDK for JavaScript v3.
 *
 * @module
 */
import type { CloudHsm } from '../endpoint/cloud-hsm.ts';
import { utf8Bytes } from '../kernel/bytes.ts';

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

/**
 * Makes a handler for clients of the SDK for JavaScript v3.
 *
 * @example
 * const client = new CloudHSMV2Client({ region, requestHandler: sdkRequestHandler(cloudHsm) });
 */
export const sdkRequestHandler = (cloudHsm: CloudHsm): SdkRequestHandler => ({
  handle: async ({ method, path, headers, body }) => {
    const named = new Map(
      Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const answer = await cloudHsm.answer({
      method,
      path,
      headers: { get: (name) => named.get(name) },
      body: bytesOf(body),
    });
    const response = {
      statusCode: answer.status,
      headers: { ...answer.headers },
      body: answer.body,
    };
    return { response };
  },
  destroy: () => undefined,
});

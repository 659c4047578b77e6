/**
 * The service as a handler of web requests.
 *
 * @module
 */
import { Hono } from 'hono';
import { fault } from '../faults/fault.ts';
import type { CloudHsm } from '../endpoint/cloud-hsm.ts';
import { newRequestId } from '../endpoint/request-id.ts';
import type { AwsResponse } from '../wire/aws-request.ts';
import { faultResponse } from '../wire/write-response.ts';
import { defaultLimits } from './limits.ts';
import { readBody } from './read-body.ts';

/** What a handler is given. */
export type HandlerWith = {
  /** Bytes of a body at most; 128 KiB if left out. */
  readonly bodyBytes?: number;
};

/** A handler of web requests, as servers of many kinds take it. */
export type Handler = (request: Request) => Promise<Response>;

const responseOf = ({ status, headers, body }: AwsResponse): Response =>
  new Response(body.slice(), { status, headers });

/** Answers one request. */
const answerOne = async (
  cloudHsm: CloudHsm,
  request: Request,
  bodyBytes: number,
): Promise<AwsResponse> => {
  const body = await readBody(request, bodyBytes);
  if (body === undefined)
    return faultResponse(
      fault('RequestTooLargeException', `The body has more than ${bodyBytes} bytes.`),
      { requestId: newRequestId() },
    );
  const { pathname } = new URL(request.url);
  return cloudHsm.answer({
    method: request.method,
    path: pathname,
    headers: request.headers,
    body,
  });
};

/** Makes a handler of web requests. */
export const createCloudHsmHandler = (cloudHsm: CloudHsm, given: HandlerWith = {}): Handler => {
  const { bodyBytes = defaultLimits.bodyBytes } = given;
  const app = new Hono();
  app.get('/', (context) => context.text('hsm-lifecycle: CloudHSM V2\n'));
  app.all('*', async (context) =>
    responseOf(await answerOne(cloudHsm, context.req.raw, bodyBytes)),
  );
  return async (request) => app.fetch(request);
};

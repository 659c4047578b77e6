/**
 * The service as a handler of web requests.
 *
 * @module
 */
import { Hono } from 'hono';
import type { PlannedKind } from '../control/planned-faults.ts';
import type { Control } from '../control/control.ts';
import type { CloudHsm } from '../endpoint/cloud-hsm.ts';
import { newRequestId } from '../endpoint/request-id.ts';
import { fault } from '../faults/fault.ts';
import type { AwsResponse } from '../wire/aws-request.ts';
import { faultResponse } from '../wire/write-response.ts';
import type { LogEntry } from './access-log.ts';
import { controlApp } from './control-app.ts';
import { defaultLimits } from './limits.ts';
import { plannedAnswer, plannedFor } from './planned-answer.ts';
import { readBody } from './read-body.ts';

/** What a handler is given. */
export type HandlerWith = {
  /** Serves the control plane at `/_control` if given. */
  readonly control?: Control;
  /** Bytes of a body at most; 128 KiB if left out. */
  readonly bodyBytes?: number;
  /** Gets an entry for each request of the API. */
  readonly log?: (entry: LogEntry) => void;
  /** The clock of the fleet, for the log. */
  readonly now?: () => number;
};

/** A handler of web requests, as servers of many kinds take it. */
export type Handler = (request: Request) => Promise<Response>;

const responseOf = ({ status, headers, body }: AwsResponse): Response =>
  new Response(body.slice(), { status, headers });

const dropped = new WeakSet<Response>();

/** Whether a server should end the connection in place of sending a response. */
export const isDropped = (response: Response): boolean => dropped.has(response);

/** What a handler without a server of ours behind it gives for a dropped connection. */
const droppedResponse = (): Response => {
  const response = new Response(null, { status: 502 });
  dropped.add(response);
  return response;
};

/** Answers one request. */
const answerOne = async (
  cloudHsm: CloudHsm,
  request: Request,
  { bodyBytes, planned }: { readonly bodyBytes: number; readonly planned: PlannedKind | undefined },
): Promise<AwsResponse> => {
  const about = { requestId: newRequestId() };
  // It fails only if the client goes away: the answer is for the log.
  const body = await readBody(request, bodyBytes).catch(() => 'ENDED' as const);
  if (body === 'ENDED')
    return faultResponse(fault('SerializationException', 'The body is not whole.'), about);
  if (body === undefined)
    return faultResponse(
      fault('RequestTooLargeException', `The body has more than ${bodyBytes} bytes.`),
      about,
    );
  const { method, headers } = request;
  const asked = { method, path: new URL(request.url).pathname, headers, body };
  return plannedAnswer(cloudHsm, asked, planned);
};

/** A broken invariant is the endpoint's own fault: the process goes on, and the log has it. */
const brokenResponse = (cause: unknown): AwsResponse =>
  faultResponse(
    fault(
      'CloudHsmInternalFailureException',
      `The service has a fault: ${cause instanceof Error ? cause.message : 'unknown'}`,
    ),
    { requestId: newRequestId() },
  );

/** Makes a handler of web requests. */
export const createCloudHsmHandler = (cloudHsm: CloudHsm, given: HandlerWith = {}): Handler => {
  const { control, log, now = cloudHsm.host.now } = given;
  const bodyBytes = given.bodyBytes ?? defaultLimits.bodyBytes;
  const app = new Hono();
  app.get('/', (context) => context.text('hsm-lifecycle: CloudHSM V2\n'));
  if (control !== undefined) app.route('/_control', controlApp(cloudHsm, control, bodyBytes));
  app.all('*', async ({ req }) => {
    const start = performance.now();
    const planned = plannedFor(control, req.raw.headers);
    const answer = await answerOne(cloudHsm, req.raw, { bodyBytes, planned }).catch(brokenResponse);
    const ms = Math.round((performance.now() - start) * 10) / 10;
    log?.({ at: Date.now(), now: now(), ms, status: answer.status, about: answer.about });
    return planned === 'DROP' ? droppedResponse() : responseOf(answer);
  });
  return async (request) => app.fetch(request);
};

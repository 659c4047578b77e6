/**
 * Writes answers.
 *
 * @module
 */
import type { Fault } from '../faults/fault.ts';
import { utf8Bytes } from '../kernel/bytes.ts';
import { withoutAbsent } from '../kernel/plain.ts';
import type { About, AwsResponse } from './aws-request.ts';

const CONTENT_TYPE = 'application/x-amz-json-1.1';

/** The answer to a request that was carried out. */
export const outputResponse = (output: unknown, about: About): AwsResponse => ({
  status: 200,
  headers: { 'content-type': CONTENT_TYPE, 'x-amzn-requestid': about.requestId },
  body: utf8Bytes(JSON.stringify(withoutAbsent(output))),
  about,
});

/** The answer to a request that was refused. The Go SDK reads the code from a header. */
export const faultResponse = (
  { code, status, message, rule }: Fault,
  about: About,
): AwsResponse => ({
  status,
  headers: {
    'content-type': CONTENT_TYPE,
    'x-amzn-requestid': about.requestId,
    'x-amzn-errortype': code,
    ...(rule !== undefined && { 'x-hsm-lifecycle-rule': rule }),
  },
  body: utf8Bytes(JSON.stringify({ __type: code, Message: message })),
  about: { ...about, error: code, ...(rule !== undefined && { rule }) },
});

/**
 * Verifies AWS Signature Version 4. Every request of this API is a `POST /` without a query.
 *
 * @see "Create a signed AWS API request", IAM User Guide
 * @module
 */
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { Bytes } from '@hsm-lifecycle/crypto';
import { fault, type Fault } from '../faults/fault.ts';
import { utf8Bytes } from '../kernel/bytes.ts';
import type { AwsRequest } from './aws-request.ts';
import type { SignedAs } from './credential-scope.ts';

const NEEDED = ['host', 'x-amz-date', 'x-amz-target'] as const;
/** The name that requests are signed for (F-2). */
const SERVICE = 'cloudhsm';
const DATE = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/u;
const SKEW_MS = 15 * 60_000;

/** An instant; undefined if the text has another form, or is on no day of the calendar. */
const instantOf = (date: string): number | undefined => {
  const [, year, month, day, hour, minute, second] = DATE.exec(date) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(at) ? undefined : at;
};

const keyed = (key: Bytes, text: string): Bytes => hmac(sha256, key, utf8Bytes(text));

const headerValue = ({ headers }: AwsRequest, name: string): string =>
  (headers.get(name) ?? '').trim().replaceAll(/ +/gu, ' ');

/** The signature that a request must have. */
export const signatureOf = (
  request: AwsRequest,
  { date, region, service, signedHeaders }: SignedAs,
  secretAccessKey: string,
): string => {
  const names = signedHeaders.toSorted();
  const canonical = [
    'POST',
    '/',
    '',
    ...names.map((name) => `${name}:${headerValue(request, name)}`),
    '',
    names.join(';'),
    bytesToHex(sha256(request.body)),
  ].join('\n');
  const toSign = [
    'AWS4-HMAC-SHA256',
    headerValue(request, 'x-amz-date'),
    `${date}/${region}/${service}/aws4_request`,
    bytesToHex(sha256(utf8Bytes(canonical))),
  ].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce(
    keyed,
    utf8Bytes(`AWS4${secretAccessKey}`),
  );
  return bytesToHex(keyed(key, toSign));
};

/** Compares in a time that does not depend on where the texts differ. */
const isSame = (a: string, b: string): boolean => {
  let difference = a.length ^ b.length;
  for (let index = 0; index < a.length; index += 1)
    difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
};

const invalid = (message: string): Fault => fault('InvalidSignatureException', message);

/** What a signature is verified with. */
export type VerifyWith = {
  readonly secretAccessKey: string;
  /** The real time, in milliseconds since the epoch. */
  readonly wall: number;
};

/** Why the signature of a request is not accepted; undefined if it is. */
export const signatureFault = (
  request: AwsRequest,
  signed: SignedAs,
  { secretAccessKey, wall }: VerifyWith,
): Fault | undefined => {
  if (signed.service !== SERVICE)
    return invalid(`The credential must be scoped to the service ${SERVICE}.`);
  const unsigned = NEEDED.find((name) => !signed.signedHeaders.includes(name));
  if (unsigned !== undefined) return invalid(`The header ${unsigned} must be signed.`);
  const date = headerValue(request, 'x-amz-date');
  const at = instantOf(date);
  if (at === undefined || !date.startsWith(signed.date))
    return fault('IncompleteSignatureException', 'X-Amz-Date is not the date of the credential.');
  if (Math.abs(wall - at) > SKEW_MS)
    return invalid('The signature is more than 15 minutes away from the present time.');
  return isSame(signatureOf(request, signed, secretAccessKey), signed.signature)
    ? undefined
    : invalid('The signature does not match that of the request.');
};

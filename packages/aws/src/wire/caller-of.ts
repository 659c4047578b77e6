/**
 * Finds out who sent a request.
 *
 * @module
 */
import { DEFAULT_ACCOUNT, type AccountId } from '@hsm-lifecycle/core';
import { fault, type Fault } from '../faults/fault.ts';
import { left, right, type Either } from '../kernel/either.ts';
import type { AwsRequest } from './aws-request.ts';
import { signedAs, type SignedAs } from './credential-scope.ts';
import { signatureFault } from './sigv4.ts';

/** The secret of an access key, and its account. */
export type Credential = {
  readonly secretAccessKey: string;
  /** As for an unknown access key if left out. */
  readonly account?: AccountId;
};

/** How callers are told apart. */
export type CallersWith = {
  /** By access key. If any are given, each request must be signed with one of them. */
  readonly credentials?: Readonly<Record<string, Credential>> | undefined;
  /** The account of an access key. */
  readonly accountOf?: ((accessKeyId: string) => AccountId | undefined) | undefined;
  readonly defaultRegion: string;
  /** The real time, in milliseconds since the epoch. */
  readonly wall: () => number;
};

/** Who sent a request, from where. */
export type Sender = { readonly account: AccountId; readonly region: string };

const ACCOUNT = /^\d{12}$/u;

const accountOf = (accessKeyId: string, given: CallersWith): AccountId =>
  ACCOUNT.test(accessKeyId) ? accessKeyId : (given.accountOf?.(accessKeyId) ?? DEFAULT_ACCOUNT);

const verified = (
  request: AwsRequest,
  signed: SignedAs,
  given: CallersWith,
): Either<Fault, AccountId> => {
  const { accessKeyId } = signed;
  const { credentials } = given;
  if (credentials === undefined) return right(accountOf(accessKeyId, given));
  const credential = Object.hasOwn(credentials, accessKeyId) ? credentials[accessKeyId] : undefined;
  if (credential === undefined)
    return left(fault('UnrecognizedClientException', 'The access key is not known.'));
  const { secretAccessKey, account } = credential;
  const wrong = signatureFault(request, signed, { secretAccessKey, wall: given.wall() });
  return wrong === undefined ? right(account ?? accountOf(accessKeyId, given)) : left(wrong);
};

/** The account and region of a request, from the scope of its credential. */
export const senderOf = (request: AwsRequest, given: CallersWith): Either<Fault, Sender> => {
  const header = request.headers.get('authorization');
  if (header === null || header === undefined)
    return given.credentials === undefined
      ? right({ account: DEFAULT_ACCOUNT, region: given.defaultRegion })
      : left(fault('MissingAuthenticationTokenException', 'The request is not signed.'));
  const signed = signedAs(header);
  if (signed === undefined)
    return left(fault('IncompleteSignatureException', 'The Authorization header is not readable.'));
  const account = verified(request, signed, given);
  return account._tag === 'Left'
    ? account
    : right({ account: account.right, region: signed.region });
};

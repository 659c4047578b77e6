/**
 * The service: answers the API's actions for a fleet.
 *
 * @module
 */
import type { AccountId, ClusterMode } from '@hsm-lifecycle/core';
import type { Bytes } from '@hsm-lifecycle/crypto';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { derivedCertificates } from '../certificates/derived-certificates.ts';
import { rootCertificate, type RootName } from '../certificates/hardware-certificates.ts';
import { performers } from '../actions/performers.ts';
import { fault, type Fault } from '../faults/fault.ts';
import type { Host } from '../host/host.ts';
import { isLeft, left, right, type Either } from '../kernel/either.ts';
import { utf8Bytes } from '../kernel/bytes.ts';
import { isAction, type Action, type Input, type Output } from '../model/action.ts';
import { automaticSubnets } from '../network/automatic-subnets.ts';
import type { SubnetDirectory } from '../network/subnet-directory.ts';
import type { Caller } from '../service/caller.ts';
import type { EndpointParts, Sharing } from '../service/context.ts';
import type { About, AwsRequest, AwsResponse } from '../wire/aws-request.ts';
import { senderOf, type Credential } from '../wire/caller-of.ts';
import { readInput, readBodyJson } from '../wire/read-input.ts';
import { faultResponse, outputResponse } from '../wire/write-response.ts';
import { newRequestId } from './request-id.ts';

/** What an endpoint is given. */
export type CloudHsmWith = {
  readonly host: Host;
  /** What certificates and page tokens are made from: 32 bytes that stay secret. */
  readonly secret: Bytes;
  /** Subnets that exist as soon as they are named, if left out. */
  readonly subnets?: SubnetDirectory;
  /** The account of an access key; `000000000000` if left out. */
  readonly accountOf?: (accessKeyId: string) => AccountId | undefined;
  /** By access key. If any are given, each request must be signed with one of them. */
  readonly credentials?: Readonly<Record<string, Credential>>;
  /** The real time for signatures, in milliseconds since the epoch; the platform's if left out. */
  readonly wall?: () => number;
  /** The region of requests without a signature; `us-east-1` if left out. */
  readonly defaultRegion?: string;
  /** The mode of new clusters for which none is given; refused if left out (F-183). */
  readonly defaultMode?: ClusterMode;
  /** `POLICY` if left out: shared backups can be restored, but not listed (F-176). */
  readonly sharing?: Sharing;
};

/** The service. */
export type CloudHsm = {
  readonly host: Host;
  /** The certificate of a root that the certificates of HSMs lead to, in PEM. */
  readonly rootCertificate: (root: RootName) => Promise<string>;
  /** Carries out an action. Left: the error that a client would get. */
  readonly call: <It extends Action>(
    action: It,
    input: Input<It>,
    caller: Omit<Caller, 'requestId'> & { readonly requestId?: string },
  ) => Promise<Either<Fault, Output<It>>>;
  /** Answers a request. Never rejects, unless the host breaks an invariant. */
  readonly answer: (request: AwsRequest) => Promise<AwsResponse>;
};

const TARGET = 'BaldrApiService.';

const actionIn = (request: AwsRequest): Either<Fault, Action> => {
  const unknown = fault(
    'UnknownOperationException',
    'The request names no action of this service.',
  );
  if (request.method !== 'POST' || request.path !== '/') return left(unknown);
  const target = request.headers.get('x-amz-target') ?? '';
  const name = target.startsWith(TARGET) ? target.slice(TARGET.length) : '';
  return isAction(name) ? right(name) : left(unknown);
};

const TOKEN_KEY_BYTES = 32;

const partsOf = ({ host, secret, subnets, sharing, defaultMode }: CloudHsmWith): EndpointParts => ({
  host,
  subnets: subnets ?? automaticSubnets,
  certificates: derivedCertificates(secret),
  tokenKey: hkdf(sha256, secret, undefined, utf8Bytes('page tokens'), TOKEN_KEY_BYTES),
  sharing: sharing ?? 'POLICY',
  defaultMode,
});

const DEFAULT_REGION = 'us-east-1';

const called = async <It extends Action>(
  parts: EndpointParts,
  caller: Caller,
  { action, input }: { readonly action: It; readonly input: Input<It> },
): Promise<Either<Fault, Output<It>>> => {
  if (!parts.host.regions.includes(caller.region))
    return left(
      fault('CloudHsmInvalidRequestException', `The region ${caller.region} is not served here.`),
    );
  return performers[action]({ ...parts, caller }, input);
};

const answered = async (
  parts: EndpointParts,
  given: CloudHsmWith,
  request: AwsRequest,
): Promise<AwsResponse> => {
  const { credentials, accountOf, defaultRegion = DEFAULT_REGION, wall = Date.now } = given;
  let about: About = { requestId: newRequestId() };
  const sender = senderOf(request, { credentials, accountOf, defaultRegion, wall });
  if (isLeft(sender)) return faultResponse(sender.left, about);
  about = { ...about, ...sender.right };
  const action = actionIn(request);
  if (isLeft(action)) return faultResponse(action.left, about);
  about = { ...about, action: action.right };
  const json = readBodyJson(request.body);
  if (isLeft(json)) return faultResponse(json.left, about);
  const input = readInput(action.right, json.right);
  if (isLeft(input)) return faultResponse(input.left, about);
  const caller = { ...sender.right, requestId: about.requestId };
  const outcome = await called(parts, caller, { action: action.right, input: input.right });
  return isLeft(outcome)
    ? faultResponse(outcome.left, about)
    : outputResponse(outcome.right, about);
};

/** Makes the service of a host. */
export const createCloudHsm = (given: CloudHsmWith): CloudHsm => {
  const parts = partsOf(given);
  return {
    host: given.host,
    rootCertificate: (root) => rootCertificate(given.secret, root),
    call: (action, input, { requestId = newRequestId(), ...sender }) =>
      called(parts, { ...sender, requestId }, { action, input }),
    answer: async (request) => {
      given.host.tick();
      return answered(parts, given, request);
    },
  };
};

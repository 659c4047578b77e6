/**
 * Requests at random: no answer but those that the API documents, and a refused request changes
 * nothing.
 *
 * `FUZZ_REQUESTS=1000000 node packages/tools/src/jest.mjs packages/aws/test/fuzz` tries more.
 */
import { describe, expect, it } from '@jest/globals';
import {
  array,
  assert,
  asyncProperty,
  constant,
  constantFrom,
  integer,
  jsonValue,
  nat,
  oneof,
  record,
  string,
  uint8Array,
  type Arbitrary,
} from 'fast-check';
import { fleetToJson } from '@hsm-lifecycle/core/codec';
import { seedFromEnvironment } from '@hsm-lifecycle/testing';
import { actions } from '@hsm-lifecycle/aws';
import { utf8Text, utf8Bytes } from '../src/kernel/bytes.ts';
import { shapeBook } from '../src/model/action.ts';
import { outputNames } from '../src/model/outputs.ts';
import { readValue } from '../src/model/read-value.ts';
import type { InputFlaw } from '../src/model/flaw.ts';
import type { AwsRequest, AwsResponse } from '../src/wire/aws-request.ts';
import { aCall, aLikelyCall, filledIn, idsIn, type AskedCall } from './support/asked.ts';
import { activated } from './support/calls.ts';
import { rawRequest } from './support/clients.ts';
import { ALICE, AWAY, BOB, endpoint, HOME } from './support/endpoint.ts';

const REQUESTS = Number(process.env['FUZZ_REQUESTS'] ?? 1600);
const PER_RUN = 40;
/** On a machine that is busy with other things. */
const MS_PER_REQUEST = 200;

/** Declared by all actions, then by some (F-9 to F-26). */
const COMMON = [
  'CloudHsmAccessDeniedException',
  'CloudHsmInternalFailureException',
  'CloudHsmInvalidRequestException',
  'CloudHsmResourceNotFoundException',
  'CloudHsmServiceException',
  'SerializationException',
];
const TAGGING = new Set([
  'CopyBackupToRegion',
  'CreateCluster',
  'DeleteCluster',
  'DescribeBackups',
  'DescribeClusters',
  'ListTags',
  'TagResource',
  'UntagResource',
]);
const documented = (action: string): readonly string[] => [
  ...COMMON.filter(
    (code) => action !== 'DescribeClusters' || code !== 'CloudHsmResourceNotFoundException',
  ),
  ...(TAGGING.has(action) ? ['CloudHsmTagException'] : []),
  ...(action === 'TagResource' ? ['CloudHsmResourceLimitExceededException'] : []),
];

type Step =
  | {
      readonly kind: 'CALL';
      readonly call: AskedCall;
      readonly by: number;
      readonly minutes: number;
    }
  | { readonly kind: 'BODY'; readonly action: string; readonly body: string | Uint8Array }
  | {
      readonly kind: 'WIRE';
      readonly request: Omit<AwsRequest, 'headers'>;
      readonly headers: Readonly<Record<string, string>>;
    };

const aStep: Arbitrary<Step> = oneof(
  {
    weight: 6,
    arbitrary: record({
      kind: constant('CALL' as const),
      call: oneof(aCall, aLikelyCall),
      by: nat(3),
      minutes: constantFrom(0, 0, 1, 15, 1500),
    }),
  },
  {
    weight: 2,
    arbitrary: record({
      kind: constant('BODY' as const),
      action: constantFrom(...actions),
      body: oneof(
        jsonValue().map((value) => JSON.stringify(value)),
        string(),
        uint8Array({ maxLength: 40 }),
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: record({
      kind: constant('WIRE' as const),
      request: record({
        method: constantFrom('POST', 'PUT', 'GET', 'PATCH'),
        path: constantFrom('/', '/x'),
        body: uint8Array({ maxLength: 10 }),
      }),
      headers: record({
        'x-amz-target': oneof(
          string(),
          constantFrom('BaldrApiService.constructor', 'BaldrApiService.ListTags'),
        ),
        authorization: oneof(
          string(),
          constant(''),
          constantFrom('AWS4-HMAC-SHA256 Credential=a/b/c/d'),
        ),
      }),
    }),
  },
);

describe('requests at random', () => {
  it(
    `get documented answers, ${REQUESTS} times`,
    async () => {
      const codes = new Map<string, number>();
      let [requests, carriedOut] = [0, 0];
      const seed = seedFromEnvironment();
      await assert(
        asyncProperty(
          array(aStep, { minLength: PER_RUN, maxLength: PER_RUN, size: 'max' }),
          integer({ min: 0, max: 1 }),
          async (steps, isActive) => {
            const side = await endpoint({ quotas: 'NONE' });
            if (isActive === 1) await activated(side);
            const look = async (): Promise<Parameters<typeof idsIn>[0]> => {
              const fleet = await side.cloudHsm.host.look();
              if (fleet._tag === 'Left') throw new Error(fleet.left._tag);
              return fleet.right;
            };
            for (const step of steps) {
              if (step.kind === 'CALL') side.pass(step.minutes);
              // eslint-disable-next-line no-await-in-loop
              const before = await look();
              const request = requestOf(step, idsIn(before));
              // eslint-disable-next-line no-await-in-loop
              const answer = await side.cloudHsm.answer(request);
              requests += 1;
              const code = answer.about.error ?? 'carried out';
              codes.set(code, (codes.get(code) ?? 0) + 1);
              if (answer.status === 200) carriedOut += 1;
              expect(problemOf(answer)).toBeUndefined();
              if (answer.status === 200) continue;
              // eslint-disable-next-line no-await-in-loop
              const after = await look();
              expect(after === before || fleetToJson(after) === fleetToJson(before)).toBe(true);
            }
            await side.cloudHsm.host.close();
          },
        ),
        { numRuns: Math.ceil(REQUESTS / PER_RUN), ...(seed !== undefined && { seed }) },
      );
      process.stdout.write(
        `fuzz: ${JSON.stringify({ requests, carriedOut, ...Object.fromEntries(codes) })}\n`,
      );
      expect(carriedOut).toBeGreaterThan(requests / 50);
    },
    REQUESTS * MS_PER_REQUEST + 60_000,
  );
});

/** Lists may be empty in outputs, although the shape of tags, which inputs share, says otherwise. */
const isEmptyList = (flaw: InputFlaw): boolean =>
  flaw.kind === 'CONSTRAINT' && Array.isArray(flaw.value) && flaw.value.length === 0;

/** What is wrong with the output of an action. */
const outputProblem = (action: string, json: unknown): string | undefined => {
  const names: Readonly<Record<string, string>> = outputNames;
  const output = readValue(shapeBook, names[action] ?? '', json);
  const flaws = output._tag === 'Left' ? output.left.filter((flaw) => !isEmptyList(flaw)) : [];
  return flaws.length > 0 ? JSON.stringify(flaws) : undefined;
};

/** What is wrong with an answer. */
const problemOf = ({ status, body, about }: AwsResponse): string | undefined => {
  const json: unknown = JSON.parse(utf8Text(body));
  const { action, error = '' } = about;
  if (status === 200) return outputProblem(action ?? '', json);
  if (status !== 400) return `${status} ${utf8Text(body)}`;
  if (Reflect.get(Object(json), '__type') !== error) return 'another code in the body';
  if (typeof Reflect.get(Object(json), 'Message') !== 'string') return 'no Message';
  return action === undefined || documented(action).includes(error)
    ? undefined
    : `${action} does not declare ${error}`;
};

const requestOf = (step: Step, ids: ReturnType<typeof idsIn>): AwsRequest => {
  if (step.kind === 'WIRE')
    return { ...step.request, headers: { get: (name) => step.headers[name] } };
  if (step.kind === 'BODY') {
    const { body } = step;
    const request = rawRequest({ account: ALICE, region: HOME }, step.action, '');
    return { ...request, body: typeof body === 'string' ? utf8Bytes(body) : body };
  }
  const account = step.by === 0 ? BOB : ALICE;
  const where = { account, region: step.by === 1 ? AWAY : HOME };
  return rawRequest(where, step.call.action, JSON.stringify(filledIn(step.call.input, ids)));
};

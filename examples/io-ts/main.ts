/**
 * A request whose body contains a command: io-ts decodes the whole body, fp-ts chains decoding and
 * deciding.
 *
 * @module
 */
import { explain } from '@hsm-lifecycle/core';
import { Command, FleetEvent } from '@hsm-lifecycle/core/codec';
import { step, type Fleet, type StepRefusal } from '@hsm-lifecycle/core/fleet';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as t from 'io-ts';
import { failure } from 'io-ts/lib/PathReporter.js';

/** The body of a request: a command, and the client's id for the request. */
export const Body = t.type({ requestId: t.string, command: Command });
/** The body of a request. */
export type Body = t.TypeOf<typeof Body>;

/** The body of a response: the events. */
export const Answer = t.type({ requestId: t.string, events: t.readonlyArray(FleetEvent) });
/** The body of a response. */
export type Answer = t.TypeOf<typeof Answer>;

/** The response to the client, and the fleet for the next request. */
export type Response = {
  readonly status: 200 | 400 | 409;
  /** Plain JSON. */
  readonly body: unknown;
  readonly fleet: Fleet;
};

/** Decodes a body and decides its command. Left: io-ts's errors, or the refusal. */
export const decided = (
  fleet: Fleet,
  body: unknown,
): E.Either<t.Errors | StepRefusal, readonly [fleet: Fleet, answer: Answer]> =>
  pipe(
    Body.decode(body),
    E.chainW(({ requestId, command }) =>
      pipe(
        step(fleet, command),
        E.map(([after, events]) => [after, { requestId, events }] as const),
      ),
    ),
  );

const isErrors = (why: t.Errors | StepRefusal): why is t.Errors => Array.isArray(why);

/** Answers a request: 400 for a malformed body, 409 for a refused command. */
export const respond = (fleet: Fleet, body: unknown): Response =>
  pipe(
    decided(fleet, body),
    E.match(
      (why): Response =>
        isErrors(why)
          ? { status: 400, body: { errors: failure(why) }, fleet }
          : { status: 409, body: { refusal: why, sentence: explain(why) }, fleet },
      ([after, answer]): Response => ({ status: 200, body: Answer.encode(answer), fleet: after }),
    ),
  );

/**
 * An endpoint for tests: a fleet in memory, a clock that stands still until it is moved, and a
 * server where one is wanted.
 *
 * @module
 */
import { editions, type Edition } from '@hsm-lifecycle/core';
import {
  createCloudHsm,
  memoryHost,
  standingClock,
  type CloudHsm,
  type CloudHsmWith,
  type MemoryHostWith,
  type MovableClock,
} from '@hsm-lifecycle/aws';
import { serveNode, type Served, type ServeWith } from '@hsm-lifecycle/aws/node';

export const START = Date.UTC(2026, 10, 2, 9);
export const MINUTES = 60_000;
export const HOME = 'eu-west-1';
export const AWAY = 'eu-central-1';
export const ALICE = '111111111111';
export const BOB = '222222222222';
export const SUBNETS = ['subnet-0123456789abcdef0', 'subnet-0123456789abcdef1'];

/** Takes what must be right. */
export const must = <Value>(
  outcome:
    | { readonly _tag: 'Left'; readonly left: unknown }
    | { readonly _tag: 'Right'; readonly right: Value },
): Value => {
  if (outcome._tag === 'Left') throw new Error(JSON.stringify(outcome.left));
  return outcome.right;
};

export type Endpoint = {
  readonly cloudHsm: CloudHsm;
  readonly clock: MovableClock;
  /** Lets minutes pass. */
  readonly pass: (minutes: number) => void;
};

export type EndpointWith = Partial<Omit<CloudHsmWith, 'host'>> &
  Partial<Omit<MemoryHostWith, 'clock'>> & { readonly tickMs?: number };

const SECRET = new Uint8Array(32).fill(7);

/** Makes an endpoint whose ids are the same each time. */
export const endpoint = async (given: EndpointWith = {}): Promise<Endpoint> => {
  const clock = standingClock({ at: START, tickMs: given.tickMs ?? 0 });
  const edition: Edition = given.edition ?? editions.aws2026;
  const host = must(
    await memoryHost({
      clock,
      random: (bytes) => new Uint8Array(bytes).fill(1),
      ...given,
      edition,
    }),
  );
  const cloudHsm = createCloudHsm({ secret: SECRET, ...given, host });
  return { cloudHsm, clock, pass: (minutes) => clock.advance(clock.now() + minutes * MINUTES) };
};

/** Serves an endpoint while something is tried. */
export const serving = async (
  cloudHsm: CloudHsm,
  given: ServeWith,
  attempt: (served: Served) => Promise<void>,
): Promise<void> => {
  const served = await serveNode(cloudHsm, given);
  try {
    await attempt(served);
  } finally {
    await served.close();
    await cloudHsm.host.close();
  }
};

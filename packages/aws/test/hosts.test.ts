/**
 * A law: the same calls get the same answers and write the same events, whether the fleet is in
 * memory, over a store in memory, or in an SQLite file whose process is started again now and then.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  array,
  assert,
  asyncProperty,
  boolean,
  constantFrom,
  nat,
  oneof,
  record,
} from 'fast-check';
import { editions } from '@hsm-lifecycle/core';
import { encodeFleetEvent, fleetToJson } from '@hsm-lifecycle/core/codec';
import {
  createMemoryKeyring,
  generateKeyringState,
  nobleCipher,
  platformRandom,
} from '@hsm-lifecycle/crypto';
import { createRuntime, MANUFACTURER, memoryStore, type Store } from '@hsm-lifecycle/runtime';
import { openSqlite } from '@hsm-lifecycle/runtime/sqlite';
import { seedFromEnvironment } from '@hsm-lifecycle/testing';
import {
  createCloudHsm,
  runtimeHost,
  standingClock,
  type CloudHsm,
  type Host,
} from '@hsm-lifecycle/aws';
import { utf8Text } from '../src/kernel/bytes.ts';
import { aCall, aLikelyCall, filledIn, idsIn, type AskedCall } from './support/asked.ts';
import { activated } from './support/calls.ts';
import { rawRequest } from './support/clients.ts';
import {
  ALICE,
  AWAY,
  BOB,
  endpoint,
  HOME,
  MINUTES,
  must,
  START,
  type Endpoint,
} from './support/endpoint.ts';

const RUNS = Number(process.env['LAW_RUNS'] ?? 12);

/** On a machine that is busy with other things. */
const LAW_MS = 60_000 + RUNS * 20_000;

const REGIONS = [HOME, AWAY];
const SECRET = new Uint8Array(32).fill(7);

/** An endpoint that can be started again. */
type Restartable = Endpoint & { readonly restart: () => Promise<void> };

/** Over a store that is opened anew at each start. */
const overStore = async (open: () => Store): Promise<Restartable> => {
  const clock = standingClock({ at: START });
  const state = generateKeyringState(
    { regions: REGIONS, manufacturers: [MANUFACTURER] },
    platformRandom,
  );
  const starting = async (): Promise<Host> => {
    const store = open();
    const runtime = must(
      createRuntime({
        store,
        keyring: must(createMemoryKeyring(state)),
        cipher: nobleCipher(),
        clock: clock.now,
        edition: editions.aws2026,
        quotas: 'NONE',
        random: (bytes) => new Uint8Array(bytes).fill(1),
      }),
    );
    const fleet = must(await runtime.fleet('fleet'));
    const close = async (): Promise<void> => {
      await runtime.close();
      await store.close();
    };
    return runtimeHost({ fleet, store, clock, regions: REGIONS, close });
  };
  let cloudHsm: CloudHsm = createCloudHsm({ host: await starting(), secret: SECRET });
  return {
    get cloudHsm(): CloudHsm {
      return cloudHsm;
    },
    clock,
    pass: (minutes) => clock.advance(clock.now() + minutes * MINUTES),
    restart: async () => {
      await cloudHsm.host.close();
      cloudHsm = createCloudHsm({ host: await starting(), secret: SECRET });
    },
  };
};

const inMemory = async (): Promise<Restartable> => ({
  ...(await endpoint({ quotas: 'NONE', regions: REGIONS, secret: SECRET })),
  restart: async () => undefined,
});

const overMemoryStore = (): Promise<Restartable> => {
  const store = memoryStore();
  return overStore(() => ({ ...store, close: async () => undefined }));
};

type Step = {
  readonly call: AskedCall;
  readonly by: number;
  readonly minutes: number;
  readonly isRestarted: boolean;
};

/** All events, as a client of the control plane reads them. */
const eventsOf = async ({ cloudHsm }: Endpoint): Promise<readonly unknown[]> => {
  const all: unknown[] = [];
  for (;;) {
    // A page leads to the next.
    // eslint-disable-next-line no-await-in-loop
    const page = must(await cloudHsm.host.events(all.length));
    if (page.length === 0) return all;
    all.push(...page.map(({ event }) => encodeFleetEvent(event)));
  }
};

/** What a host answers to some steps, what it has written, and what it has in the end. */
const lived = async (
  side: Restartable,
  steps: readonly Step[],
): Promise<{
  readonly answers: readonly string[];
  readonly events: readonly unknown[];
  readonly fleet: string;
  readonly carriedOut: number;
}> => {
  const answers: string[] = [];
  let carriedOut = 0;
  await activated(side);
  for (const { call, by, minutes, isRestarted } of steps) {
    // One call after the other.
    /* eslint-disable no-await-in-loop */
    if (isRestarted) await side.restart();
    side.pass(minutes);
    const fleet = must(await side.cloudHsm.host.look());
    const input = JSON.stringify(filledIn(call.input, idsIn(fleet)));
    const where = { account: by === 0 ? BOB : ALICE, region: by === 1 ? AWAY : HOME };
    const answer = await side.cloudHsm.answer(rawRequest(where, call.action, input));
    /* eslint-enable no-await-in-loop */
    if (answer.status === 200) carriedOut += 1;
    answers.push(`${call.action} ${answer.status} ${utf8Text(answer.body)}`);
  }
  const events = await eventsOf(side);
  const fleet = fleetToJson(must(await side.cloudHsm.host.look()));
  await side.cloudHsm.host.close();
  return { answers, events, fleet, carriedOut };
};

const aStep = record({
  call: oneof({ weight: 4, arbitrary: aLikelyCall }, { weight: 1, arbitrary: aCall }),
  by: nat(6),
  minutes: constantFrom(0, 0, 1, 15, 1500),
  isRestarted: boolean(),
});

describe('hosts', () => {
  it(
    'answer the same calls alike, and write the same events',
    async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'hsm-lifecycle-hosts-'));
      let [run, calls, carriedOut, events] = [0, 0, 0, 0];
      const seed = seedFromEnvironment();
      try {
        await assert(
          asyncProperty(array(aStep, { minLength: 10, maxLength: 30 }), async (steps) => {
            run += 1;
            const file = path.join(folder, `${run}.sqlite`);
            const first = await lived(await inMemory(), steps);
            const second = await lived(await overMemoryStore(), steps);
            const third = await lived(await overStore(() => must(openSqlite(file))), steps);
            calls += steps.length;
            carriedOut += first.carriedOut;
            events += first.events.length;
            expect(second).toEqual(first);
            expect(third).toEqual(first);
          }),
          { numRuns: RUNS, ...(seed !== undefined && { seed }) },
        );
      } finally {
        rmSync(folder, { recursive: true });
      }
      process.stdout.write(`hosts: ${JSON.stringify({ RUNS, calls, carriedOut, events })}\n`);
      expect(carriedOut).toBeGreaterThan(RUNS);
    },
    LAW_MS,
  );
});

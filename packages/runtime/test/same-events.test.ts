/**
 * A law: a fleet in memory and one over a store write the same events, although the one over a
 * store does the work, and time waits for it.
 *
 * `LAW_RUNS=2000 node packages/tools/src/jest.mjs packages/runtime/test/same-events` checks more.
 *
 * @module
 */
import { describe, expect, it } from '@jest/globals';
import type { Command } from '@hsm-lifecycle/core';
import { decodeCommand, encodeFleetEvent } from '@hsm-lifecycle/core/codec';
import {
  advanceFleet,
  emptyFleet,
  equalFleets,
  step,
  type Fleet,
  type FleetEvent,
} from '@hsm-lifecycle/core/fleet';
import { verifyStore, type Timeless } from '@hsm-lifecycle/runtime';
import { aHistoryWith, seedFromEnvironment, type FleetHistory } from '@hsm-lifecycle/testing';
import {
  createMemoryKeyring,
  generateKeyringState,
  platformRandom,
  type MemoryKeyring,
} from '@hsm-lifecycle/crypto';
import { MANUFACTURER } from '@hsm-lifecycle/runtime';
import { assert, asyncProperty } from 'fast-check';
import { eventsOf, must, start, world, type World } from './support/world.ts';

const RUNS = Number(process.env['LAW_RUNS'] ?? 40);
const RUN_MS = 1000;

/** Time passes in both, also for a command that is refused, unless it is none. */
const inMemory = (
  beginning: Fleet,
  commands: readonly Command[],
): { readonly fleet: Fleet; readonly events: readonly FleetEvent[] } => {
  let fleet = beginning;
  const events: FleetEvent[] = [];
  for (const command of commands) {
    if (decodeCommand(command)._tag === 'Left') continue;
    const stepped = step(fleet, command);
    const outcome =
      stepped._tag === 'Right' ? stepped : advanceFleet(fleet, { at: command.data.at });
    if (outcome._tag === 'Left') continue;
    fleet = outcome.right[0];
    events.push(...outcome.right[1]);
  }
  return { fleet, events };
};

/** Only a host may say that these succeeded, and it does not need to, under durations. */
const isForHosts = ({ type, data }: Command): boolean =>
  type === 'Settle' && data.outcome === 'SUCCEEDED';

/** The bytes of what was taken in as it was seen are in no store of ours. */
const isSighting = ({ type }: Command): boolean =>
  type === 'ObserveCluster' || type === 'ObserveCopy';

const commandsOf = ({ steps }: FleetHistory): readonly Command[] =>
  steps
    .map(({ command }) => command)
    .filter((command) => !isForHosts(command) && !isSighting(command));

const regionsIn = (commands: readonly Command[]): readonly string[] =>
  commands.flatMap(({ data }) =>
    'region' in data && typeof data.region === 'string' ? [data.region] : [],
  );

const SEED_BYTES = 4;

const hostFor = (history: FleetHistory, commands: readonly Command[]): World => {
  const { seed, edition, quotas } = history.beginning;
  const regions = [...new Set(['eu-west-1', 'eu-central-1', 'us-east-1', ...regionsIn(commands)])];
  const keyring = createMemoryKeyring(
    generateKeyringState(
      {
        regions: regions.filter((name) => /^[a-z0-9-]{1,32}$/u.test(name)),
        manufacturers: [MANUFACTURER],
      },
      platformRandom,
    ),
  );
  if (keyring._tag === 'Left') throw new Error(keyring.left._tag);
  const own: MemoryKeyring = keyring.right;
  const bytes = new Uint8Array(SEED_BYTES);
  new DataView(bytes.buffer).setUint32(0, seed);
  return world({ keyring: own, edition, quotas, random: () => bytes, clock: () => 0 });
};

const written = (events: readonly FleetEvent[]): readonly unknown[] =>
  events.map((event) => JSON.parse(JSON.stringify(encodeFleetEvent(event))));

describe('a fleet over a store, under an edition with durations', () => {
  it(
    `writes the events of one in memory, in ${RUNS} histories`,
    async () => {
      let [commandsGiven, events, opened] = [0, 0, 0];
      const seed = seedFromEnvironment();
      await assert(
        asyncProperty(aHistoryWith(), async (history) => {
          const commands = commandsOf(history);
          const { seed: ids, edition, quotas } = history.beginning;
          const beginning = emptyFleet({ at: 0, edition, quotas, seed: ids });
          if (beginning._tag === 'Left') throw new Error(beginning.left._tag);
          const memory = inMemory(beginning.right, commands);
          const host = hostFor(history, commands);
          const runtime = await start(host);
          for (const command of commands) {
            const asked: Timeless = command;
            // A history goes step by step.
            // eslint-disable-next-line no-await-in-loop
            await runtime.dispatch(asked);
          }
          const fleet = await must(runtime.idle());
          expect((await eventsOf(host)).map(({ body }) => JSON.parse(body))).toEqual(
            written(memory.events),
          );
          expect(equalFleets(fleet, memory.fleet)).toBe(true);
          const verified = await must(verifyStore(host));
          expect(verified).toMatchObject({ faults: [], purging: [], orphans: [] });
          commandsGiven += commands.length;
          events += memory.events.length;
          opened += verified.open.length;
          await runtime.close();
        }),
        { numRuns: RUNS, ...(seed !== undefined && { seed }) },
      );
      process.stdout.write(
        `same events: ${JSON.stringify({ RUNS, commandsGiven, events, opened })}\n`,
      );
      expect(opened).toBeGreaterThan(0);
    },
    RUNS * RUN_MS + 20_000,
  );
});

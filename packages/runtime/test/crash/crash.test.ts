/**
 * Kills a host with SIGKILL, over and over, and checks what the next one finds.
 *
 * `CRASH_ROUNDS=400 node packages/tools/src/jest.mjs packages/runtime/test/crash` runs it for long;
 * `CRASH_SEED` gives other histories.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { canonicalJson } from '@hsm-lifecycle/core/codec';
import { equalFleets } from '@hsm-lifecycle/core/fleet';
import { readFleet, verifyStore } from '@hsm-lifecycle/runtime';
import { files } from '../support/files.ts';
import { must, start, world, type World } from '../support/world.ts';
import { dice, type Dice } from './dice.ts';

const ROUNDS = Number(process.env['CRASH_ROUNDS'] ?? 25);
const SEED = Number(process.env['CRASH_SEED'] ?? 1);
const KILLS_PER_FILE = 6;
const ROUND_MS = 20_000;
const STEPS_MAX = 500;
const LIFE_MS_MAX = 500;

type Acknowledged = { readonly position: number; readonly events: readonly string[] };
type Life = {
  readonly signal: string | null;
  readonly acknowledged: readonly Acknowledged[];
  readonly complaint: string;
};

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

const disk = files();
afterAll(disk.clear);

const isAcknowledgement = (value: unknown): value is Acknowledged =>
  typeof value === 'object' && value !== null && 'position' in value;

/** Only complete lines count: nobody has read what the host could not finish writing. */
const acknowledgedIn = (output: string): readonly Acknowledged[] =>
  output
    .split('\n')
    .slice(0, -1)
    .filter((line) => line.startsWith('{'))
    .map((line): unknown => JSON.parse(line))
    .filter(isAcknowledgement);

/** Runs a host until a step of its store, or for some milliseconds after it is ready. */
const live = (path: string, roll: Dice): Promise<Life> =>
  new Promise((resolve) => {
    const diesAtStep = roll() < 0.5;
    const deadline = diesAtStep ? 1 + Math.floor(roll() * STEPS_MAX) : 0;
    const lifeMs = Math.floor(roll() * LIFE_MS_MAX);
    const seed = Math.floor(roll() * 2 ** 31);
    const flags = ['--conditions=source', '--import', here('./register.mjs'), here('./child.ts')];
    const child = spawn(process.execPath, [...flags, path, String(seed), String(deadline)]);
    let output = '';
    let complaint = '';
    child.stdout.on('data', (data) => {
      if (output === '' && !diesAtStep) setTimeout(() => child.kill('SIGKILL'), lifeMs);
      output += String(data);
    });
    child.stderr.on('data', (data) => {
      complaint += String(data);
    });
    child.on('close', (_code, signal) =>
      resolve({ signal, acknowledged: acknowledgedIn(output), complaint }),
    );
  });

const expectWritten = async (
  { store, fleet }: World,
  acknowledged: readonly Acknowledged[],
): Promise<void> => {
  for (const { position, events } of acknowledged) {
    const after = position - events.length;
    // Few, and in order.
    // eslint-disable-next-line no-await-in-loop
    const entries = await must(store.read({ fleet, after, limit: events.length }));
    expect(entries.map(({ body }) => canonicalJson(JSON.parse(body)))).toEqual(events);
  }
};

const tally = { kills: 0, ends: 0, acknowledged: 0, pending: 0, purging: 0, opened: 0, purged: 0 };

/** What must hold after any kill. */
const expectSound = async (path: string, acknowledged: readonly Acknowledged[]): Promise<void> => {
  const store = disk.store(path);
  const host = world({ store });
  await expectWritten(host, acknowledged);
  const found = await must(verifyStore(host));
  expect(found.faults).toEqual([]);
  const runtime = await start(host);
  const fleet = await must(runtime.idle());
  await runtime.close();
  const after = await must(verifyStore(host));
  expect({
    faults: after.faults,
    purging: after.purging,
    pending: after.pending,
    orphans: after.orphans,
  }).toEqual({
    faults: [],
    purging: [],
    pending: [],
    orphans: [],
  });
  const ready = [...fleet.holders.values()].flatMap(({ backups }) =>
    backups.filter(({ state }) => state === 'READY'),
  );
  expect(ready.map(({ backupId }) => backupId).filter((id) => !after.open.includes(id))).toEqual(
    [],
  );
  expect(
    equalFleets(
      { ...(await must(readFleet(host))), edition: fleet.edition, quotas: fleet.quotas },
      fleet,
    ),
  ).toBe(true);
  await store.close();
  tally.pending += found.pending.length;
  tally.purging += found.purging.length;
  tally.opened = tally.opened + after.open.length;
  tally.purged = tally.purged + after.purged.length;
};

describe('a host that is killed', () => {
  afterAll(() => {
    process.stdout.write(
      `crash test: ${JSON.stringify({ seed: SEED, rounds: ROUNDS, ...tally })}\n`,
    );
  });

  it(
    `loses nothing that was acknowledged, in ${ROUNDS} kills`,
    async () => {
      const roll = dice(SEED);
      let path = disk.path();
      let acknowledged: Acknowledged[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        if (round % KILLS_PER_FILE === 0) {
          path = disk.path();
          acknowledged = [];
        }
        // Each life starts where the one before was ended.
        // eslint-disable-next-line no-await-in-loop
        const life = await live(path, roll);
        expect(life.complaint).toBe('');
        acknowledged = [...acknowledged, ...life.acknowledged];
        // eslint-disable-next-line no-await-in-loop
        await expectSound(path, acknowledged);
        tally.kills += life.signal === 'SIGKILL' ? 1 : 0;
        tally.ends += life.signal === 'SIGKILL' ? 0 : 1;
        tally.acknowledged += life.acknowledged.length;
      }
    },
    ROUNDS * ROUND_MS,
  );
});

/**
 * A host that works until it is killed: by its parent, or by itself at a given step of its store.
 *
 * Arguments: the file, a seed, and after how many steps of its store to exit (0: never).
 *
 * @module
 */
import { writeSync } from 'node:fs';
import { canonicalJson, encodeFleetEvent } from '@hsm-lifecycle/core/codec';
import { openSqlite } from '@hsm-lifecycle/runtime/sqlite';
import { must, start, START, world } from '../support/world.ts';
import { dice } from './dice.ts';
import { mortality } from './mortality.ts';
import { nextCommand, nextWait } from './script.ts';

const [, , path = '', seed = '0', deadline = '0'] = process.argv;
const COMMANDS = 60;

const { mortal, steps } = mortality(Number(deadline));

const opened = openSqlite(path);
if (opened._tag === 'Left') throw new Error(JSON.stringify(opened.left));
const store = mortal(opened.right);

let now = START;
const host = world({
  store,
  clock: () => now,
  checkpointEvery: 40,
  secretsOf: ({ backupId }) => new TextEncoder().encode(backupId),
  // What the parent has sealed between two lives has no secrets. Anything else than this backup's
  // own is a complaint.
  loadSecrets: ({ backupId }, secrets) => {
    if (secrets !== undefined && new TextDecoder().decode(secrets) !== backupId)
      writeSync(2, `other secrets for ${backupId}\n`);
  },
});
const runtime = await start(host);
now = Math.max(now, runtime.state().asOf);
const roll = dice(Number(seed));

writeSync(1, 'ready\n');
for (let count = 0; count < COMMANDS; count += 1) {
  const wait = nextWait(roll);
  now += wait;
  // A script goes step by step.
  // eslint-disable-next-line no-await-in-loop
  if (wait > 0) await must(runtime.advance(now));
  // eslint-disable-next-line no-await-in-loop
  const taken = await runtime.dispatch(nextCommand(runtime.state(), roll));
  if (taken._tag === 'Right' && taken.right.events.length > 0) {
    const { events, position } = taken.right;
    const written = events.map((it) => canonicalJson(encodeFleetEvent(it)));
    writeSync(1, `${JSON.stringify({ position, events: written })}\n`);
  }
  // eslint-disable-next-line no-await-in-loop
  if (roll() < 0.3) await must(runtime.idle());
}
await must(runtime.idle());
writeSync(1, `end ${steps()}\n`);

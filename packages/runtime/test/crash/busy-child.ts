/**
 * A host with many callers, moody callbacks and a rotation, until it is killed or has nothing left
 * to do. Its one argument is a {@link Life} as JSON; it tells its parent in lines of JSON.
 *
 * @module
 */
import { existsSync, writeSync } from 'node:fs';
import { createFileKeyring, openFileKeyring, type FileKeyring } from '@hsm-lifecycle/crypto/node';
import { createRuntime, MANUFACTURER } from '@hsm-lifecycle/runtime';
import { openSqlite } from '@hsm-lifecycle/runtime/sqlite';
import { AWAY, HOME, START, world } from '../support/world.ts';
import { callAll, type Tell } from './callers.ts';
import { dice } from './dice.ts';
import { flawed, type Flaw } from './flawed.ts';
import { moodyCallbacks, drillSecrets } from './moods.ts';
import { mortality } from './mortality.ts';
import { rotateOnce } from './rotation.ts';

/** How a child lives. */
export type Life = {
  readonly path: string;
  readonly keys: string;
  readonly fleet: string;
  readonly seed: number;
  readonly callers: number;
  /** 0: only finishes what was left undone. */
  readonly commands: number;
  /** The step of its store at which it dies; 0: at none. */
  readonly dieAtStep: number;
  readonly rotates: boolean;
  readonly flaw?: Flaw;
};

const DEADLINE_MS = 300;
const CHECKPOINT_EVERY = 40;

const life: Life = JSON.parse(process.argv[2] ?? '{}');
const roll = dice(life.seed);

const tell: Tell = (line) => {
  writeSync(1, `${JSON.stringify(line)}\n`);
};

/** Ends a life that could not begin. */
const refused = (what: string, error: unknown): never => {
  tell({ kind: 'REFUSED', what, error });
  process.exit(3);
};

const keyringAt = (path: string): FileKeyring => {
  const scopes = { regions: [HOME, AWAY], manufacturers: [MANUFACTURER] };
  const keyring = existsSync(path) ? openFileKeyring(path) : createFileKeyring(path, scopes);
  return keyring._tag === 'Left' ? refused('keys', keyring.left) : keyring.right;
};

const keyring = keyringAt(life.keys);
const opened = openSqlite(life.path);
if (opened._tag === 'Left') refused('store', opened.left);
else {
  const store = flawed(mortality(life.dieAtStep).mortal(opened.right), life.flaw);
  const complain = (text: string): void => tell({ kind: 'COMPLAINT', text });
  let now = START;
  const host = world({
    store,
    keyring,
    clock: () => now,
    checkpointEvery: CHECKPOINT_EVERY,
    deadlineMs: DEADLINE_MS,
    random: (bytes) => Uint8Array.from({ length: bytes }, () => Math.floor(roll() * 256)),
    onFault: ({ _tag }) =>
      _tag === 'EffectWithoutEvent' ? complain(_tag) : tell({ kind: 'FAULT', fault: _tag }),
    ...(life.commands > 0
      ? moodyCallbacks(roll, complain)
      : { secretsOf: ({ backupId }) => drillSecrets(backupId) }),
  });
  const runtime = createRuntime(host);
  if (runtime._tag === 'Left') throw new Error(JSON.stringify(runtime.left));
  const fleet = await runtime.right.fleet(life.fleet);
  if (fleet._tag === 'Left') refused('fleet', fleet.left);
  else {
    now = Math.max(now, fleet.right.state().asOf);
    tell({ kind: 'READY' });
    const { callers, commands } = life;
    const wait = (ms: number): void => {
      now += ms;
    };
    const work = callAll(
      { fleet: fleet.right, now: () => now, wait, tell, callers, commands },
      roll,
    );
    const planes = { ...host, fleet: life.fleet };
    await Promise.all([
      work,
      life.rotates ? rotateOnce({ planes, keyring, tell }, dice(life.seed + 1)) : undefined,
    ]);
    const idle = await fleet.right.idle();
    await runtime.right.close();
    await store.close();
    tell({ kind: idle._tag === 'Right' ? 'SETTLED' : 'ENDED' });
  }
}
process.exit(0);

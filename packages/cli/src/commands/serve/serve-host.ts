/**
 * The fleet that `serve` answers for: in memory, or in a store.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import {
  AWS_REGIONS,
  memoryHost,
  runningClock,
  runtimeHost,
  standingClock,
  type Host,
  type MovableClock,
} from '@hsm-lifecycle/aws';
import { editions, explain, type Edition } from '@hsm-lifecycle/core';
import { nobleCipher, platformRandom, type Bytes } from '@hsm-lifecycle/crypto';
import { createFileKeyring, openFileKeyring, type FileKeyring } from '@hsm-lifecycle/crypto/node';
import {
  createRuntime,
  MANUFACTURER,
  runtimeSentences,
  type OnFault,
  type Runtime,
  type Store,
} from '@hsm-lifecycle/runtime';
import { openSqlite } from '@hsm-lifecycle/runtime/sqlite';
import { left, right, type Either } from 'fp-ts/lib/Either.js';
import { fileKind } from '../../files/file-kind.ts';
import { keysPathOf, whyNotAStore } from '../../store/open-store.ts';
import { keysProblem, storeProblem } from '../../store/store-problem.ts';
import { secretBeside } from './serve-files.ts';
import type { ServeOptions } from './serve-options.ts';

/** A host, its clock, and the secret of its certificates. */
export type ServedHost = {
  readonly host: Host;
  readonly clock: MovableClock;
  readonly secret: Bytes;
};

const SECRET_BYTES = 32;

const clockOf = ({ virtual = false, start, tick, speed }: ServeOptions): MovableClock =>
  virtual
    ? standingClock({ at: start ?? Date.now(), ...(tick !== undefined && { tickMs: tick }) })
    : runningClock({ speed });

const editionOf = (name: string): Edition =>
  Object.values(editions).find((it) => it.name === name) ?? editions.aws2026;

/** Opens the keys; makes them only for a new store: what is sealed needs those that it had. */
const keyringFor = (path: string, isNew: boolean): Either<string, FileKeyring> => {
  const keyring =
    isNew && !existsSync(path)
      ? createFileKeyring(path, { regions: AWS_REGIONS, manufacturers: [MANUFACTURER] })
      : openFileKeyring(path);
  return keyring._tag === 'Left' ? left(keysProblem(path, keyring.left)) : keyring;
};

type StoreFiles = { readonly keyring: FileKeyring; readonly secret: Bytes };

/** Opens what is beside a store, or makes it for a new one. */
const filesOf = (path: string, keysPath = keysPathOf(path)): Either<string, StoreFiles> => {
  const kind = fileKind(path);
  const isNew = kind === 'NOTHING' || kind === 'EMPTY';
  const flaw = isNew ? undefined : whyNotAStore(path);
  if (flaw !== undefined) return left(flaw);
  const keyring = keyringFor(keysPath, isNew);
  if (keyring._tag === 'Left') return keyring;
  const secret = secretBeside(path);
  return secret._tag === 'Left' ? secret : right({ keyring: keyring.right, secret: secret.right });
};

const regionsOf = (keyring: FileKeyring): readonly string[] =>
  AWS_REGIONS.filter(
    (region) => keyring.activeKey({ region, manufacturer: MANUFACTURER }) !== undefined,
  );

const FLEET = 'fleet';

type Opened = {
  readonly runtime: Runtime;
  readonly store: Store;
  readonly keyring: FileKeyring;
};

const hostIn = async (
  { runtime, store, keyring }: Opened,
  clock: MovableClock,
  close: () => Promise<void>,
): Promise<Either<string, Host>> => {
  const fleet = await runtime.fleet(FLEET);
  if (fleet._tag === 'Left') return left(explain(fleet.left, { books: [runtimeSentences] }));
  // A virtual clock may have been moved ahead before the last stop.
  clock.advance(fleet.right.state().asOf);
  return right(
    runtimeHost({ fleet: fleet.right, store, clock, regions: regionsOf(keyring), close }),
  );
};

const storedHost = async (
  path: string,
  options: ServeOptions,
  onFault: OnFault,
): Promise<Either<string, ServedHost>> => {
  const files = filesOf(path, options.keys);
  if (files._tag === 'Left') return files;
  const { keyring, secret } = files.right;
  const store = openSqlite(path);
  if (store._tag === 'Left') return left(storeProblem(path, store.left));
  const clock = clockOf(options);
  const runtime = createRuntime({
    store: store.right,
    keyring,
    cipher: nobleCipher(),
    clock: clock.now,
    edition: editionOf(options.edition),
    onFault,
    ...(options.quotas === 'none' && { quotas: 'NONE' }),
  });
  if (runtime._tag === 'Left') return left(`no runtime: ${runtime.left._tag}`);
  const close = async (): Promise<void> => {
    await runtime.right.close();
    await store.right.close();
  };
  const opened = { runtime: runtime.right, store: store.right, keyring };
  const host = await hostIn(opened, clock, close);
  if (host._tag === 'Right') return right({ host: host.right, clock, secret });
  await close();
  return left(`${path}: ${host.left}`);
};

/** Opens the fleet that the options ask for. */
export const servedHost = async (
  options: ServeOptions,
  onFault: OnFault,
): Promise<Either<string, ServedHost>> => {
  if (options.store !== undefined) return storedHost(options.store, options, onFault);
  const clock = clockOf(options);
  const host = await memoryHost({
    clock,
    edition: editionOf(options.edition),
    onFault,
    ...(options.quotas === 'none' && { quotas: 'NONE' }),
  });
  return host._tag === 'Left'
    ? left(explain(host.left, { books: [runtimeSentences] }))
    : right({ host: host.right, clock, secret: platformRandom(SECRET_BYTES) });
};

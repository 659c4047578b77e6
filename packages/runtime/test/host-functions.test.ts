/**
 * Every function of a host that throws, rejects, or gives what it should not, under every entry of
 * the package: the answer is an error as data, and no promise rejects.
 *
 * @module
 */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { explain } from '@hsm-lifecycle/core';
import { cryptoSentences } from '@hsm-lifecycle/crypto';
import {
  createRuntime,
  exportBackup,
  keyOwnerIn,
  openBackup,
  openEnvelope,
  openForHsm,
  readFleet,
  rewrap,
  rotateKeys,
  runtimeSentences,
  seal,
  storeWriter,
  verifyStore,
  type RuntimeWith,
} from '@hsm-lifecycle/runtime';
import {
  AWAY,
  destroyBeside,
  entryOf,
  grow,
  keyringOf,
  must,
  refusal,
  start,
  world,
  writeBeside,
  type World,
} from './support/world.ts';

const boom = (): never => {
  throw new Error('no idea');
};

const NONSENSE: readonly (readonly [string, () => unknown])[] = [
  ['throws', boom],
  ['rejects', () => Promise.reject(new Error('no idea'))],
  ['gives undefined', () => undefined],
  ['gives null', () => null],
  ['gives text', () => 'text'],
  ['gives an empty object', () => ({})],
  ['gives a promise of null', () => Promise.resolve(null)],
];

type Grown = {
  readonly host: World;
  readonly id: string;
  readonly envelope: Uint8Array;
  readonly owner: NonNullable<ReturnType<typeof keyOwnerIn>>;
};

let grown: Grown;

/** A store with two backups under the old key of two, one of which has lost its record. */
beforeAll(async () => {
  const keyring = keyringOf();
  const host = world({ keyring });
  const runtime = await start(host);
  const { backups } = await grow(runtime);
  const [id = '', purged = ''] = backups.map(({ backupId }) => backupId);
  const stray = await entryOf(host, id);
  const owner = keyOwnerIn(runtime.state(), id);
  if (stray === undefined || owner === undefined) throw new Error('nothing was sealed');
  await destroyBeside(host, purged);
  const entry = { ...stray, holderId: 'backup-zzzzzzzzzzz' };
  await writeBeside(host, { records: [{ change: 'ADD', entry }] });
  for (const region of ['us-east-1', AWAY]) keyring.rotate({ region, manufacturer: 'acme' });
  const envelope = await must(exportBackup(host, id));
  await runtime.close();
  grown = { host, id, owner, envelope };
});

type Entry = (host: World) => Promise<unknown>;

const task = (): Parameters<typeof rewrap>[1] => ({
  from: grown.id,
  to: { ...grown.owner, region: AWAY, backupId: 'backup-yyyyyyyyyyy', isCopy: true },
});

const ENTRIES: readonly (readonly [string, Entry])[] = [
  ['createRuntime', async (host) => createRuntime(host)],
  [
    'fleet',
    async (host) => {
      const made = createRuntime(host);
      if (made._tag === 'Left') return made;
      made.right.acceptClock();
      const opened = await made.right.fleet(host.fleet);
      if (opened._tag === 'Right') {
        await opened.right.advance();
        await opened.right.fresh();
        await opened.right.dispatch({ type: 'SetQuota', data: { region: AWAY, clusters: 9 } });
        await opened.right.idle();
      }
      const health = await made.right.health();
      await made.right.close();
      return opened._tag === 'Left' ? opened : health;
    },
  ],
  ['verifyStore', (host) => verifyStore(host)],
  ['readFleet', (host) => readFleet(host)],
  ['openBackup', (host) => openBackup(host, grown.id)],
  ['exportBackup', (host) => exportBackup(host, grown.id)],
  ['openEnvelope', (host) => openEnvelope(host, grown.envelope)],
  ['seal', (host) => seal(host, { owner: grown.owner, hsmId: 'hsm-aaaaaaaaaaa' })],
  ['rewrap', (host) => rewrap(host, task())],
  ['openForHsm', (host) => openForHsm(host, { from: grown.id, contents: grown.owner.contents })],
  ['storeWriter', (host) => storeWriter({ ...host, fleet: 'another' })({})],
  // The last, because it changes the records if it can.
  ['rotateKeys', (host) => rotateKeys(host)],
];

const KEYRING = ['activeKey', 'findKey', 'wrap', 'unwrap', 'rewrap'] as const;
const STORE = [
  'commit',
  'head',
  'read',
  'checkpoint',
  'keep',
  'sealed',
  'holders',
  'claim',
  'release',
  'pending',
  'health',
] as const;
const OWN = [
  'manufacturerOf',
  'random',
  'clock',
  'secretsOf',
  'loadSecrets',
  'onFault',
] satisfies readonly (keyof RuntimeWith)[];

/** The host with one function replaced; in JavaScript it may give anything. */
const FUNCTIONS: readonly (readonly [string, (host: World, made: () => unknown) => World])[] = [
  ...KEYRING.map(
    (name) =>
      [
        `keyring.${name}`,
        (host: World, made: () => unknown) => ({
          ...host,
          keyring: { ...host.keyring, [name]: made },
        }),
      ] as const,
  ),
  ...STORE.map(
    (name) =>
      [
        `store.${name}`,
        (host: World, made: () => unknown) => ({ ...host, store: { ...host.store, [name]: made } }),
      ] as const,
  ),
  ...OWN.map(
    (name) => [name, (host: World, made: () => unknown) => ({ ...host, [name]: made })] as const,
  ),
  ...(['now', 'leapMs', 'accept'] as const).map(
    (name) =>
      [
        `clock.${name}`,
        (host: World, made: () => unknown) => ({ ...host, clock: { now: () => 0, [name]: made } }),
      ] as const,
  ),
];

const cases = FUNCTIONS.flatMap(([name, over]) =>
  NONSENSE.map(([how, made]) => ({ name, how, over, made })),
);

const isOutcome = (answer: unknown): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  '_tag' in answer &&
  (answer._tag === 'Left' || answer._tag === 'Right');

describe('a function of the host', () => {
  it.each(cases)('$name that $how makes no entry reject', async ({ over, made }) => {
    const host = over(grown.host, made);
    const told: unknown[] = [];
    for (const [entry, call] of ENTRIES) {
      // One after another, because a rotation changes what the others read.
      // eslint-disable-next-line no-await-in-loop
      const answer = await call(host).catch((fault: unknown) => ({ entry, fault }));
      if (!isOutcome(answer)) told.push(answer);
    }
    expect(told).toEqual([]);
  });
});

describe('what is said of it', () => {
  const books = [runtimeSentences, cryptoSentences];

  it('names the keyring that cannot be asked', async () => {
    const keyring = { ...grown.host.keyring, name: 'kms', activeKey: boom };
    const refused = await refusal(rotateKeys({ ...grown.host, keyring }));
    expect(refused).toEqual({ _tag: 'ProviderFailed', provider: 'kms', reason: 'threw' });
    expect(explain(refused, { books })).toMatch('kms');
  });

  it('lists records without an active key as faults, not as rotated', async () => {
    const keyring = { ...grown.host.keyring, activeKey: () => undefined };
    const rotation = await must(rotateKeys({ ...grown.host, keyring }));
    expect(rotation.unchanged).toEqual([]);
    expect(new Set(rotation.faults.map(({ reason }) => reason))).toEqual(
      new Set(['KeyUnavailable']),
    );
  });

  it.each([
    ['random', 'The source of random bytes failed: no idea.'],
    ['manufacturerOf', 'The function manufacturerOf failed: no idea.'],
  ])('names the function %s', async (name, text) => {
    const { host, envelope } = grown;
    const broken: World = { ...host, [name]: boom };
    const runtime = createRuntime(broken);
    if (runtime._tag === 'Left') throw new Error(runtime.left._tag);
    const refused =
      name === 'random'
        ? await refusal(runtime.right.fleet('another'))
        : await refusal(openEnvelope(broken, envelope));
    expect(refused).toEqual({ _tag: 'HostFailed', what: name, detail: 'no idea' });
    expect(explain(refused, { books })).toMatch(text);
  });
});

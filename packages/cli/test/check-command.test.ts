/**
 * Checking laws on recorded histories: drills, logs and stores.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeFleetEvent, fleetToJson } from '@hsm-lifecycle/core/codec';
import { type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { decodeDrill, runDrill } from '@hsm-lifecycle/drills';
import { drill, drillPath, primary, run, type Ran } from './cli.ts';
import { freshFleet } from '@hsm-lifecycle/testing';

const folder = mkdtempSync(path.join(tmpdir(), 'hsm-check-'));
const file = (name: string): string => path.join(folder, name);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * The result of a drill with a pause, a copy and a deletion: every kind of event that the laws
 * check.
 */
const lived = drill([
  ...primary,
  { at: '+1d', do: 'AddHsm', cluster: 'primary', zone: 'eu-west-1b', as: 'second' },
  { at: '+1h', do: 'RemoveHsm', hsm: 'first' },
  {
    at: '+1h',
    do: 'CopyToRegion',
    backup: 'latest backup of primary',
    region: 'eu-central-1',
    as: 'copy',
  },
  { at: '+1h', do: 'DeleteBackup', backup: 'oldest backup of primary' },
  { at: '+100d', do: 'Advance' },
]);

const eventsOf = (json: unknown): readonly FleetEvent[] => {
  const decoded = decodeDrill(json);
  const ran = decoded._tag === 'Right' ? runDrill(decoded.right) : undefined;
  if (ran?._tag !== 'Right') throw new Error('no drill');
  return ran.right.happenings.map(({ event }) => event);
};

/** An event as one line of a log. */
type Line = {
  readonly stream: string;
  readonly event: { readonly type: string; readonly data: Readonly<Record<string, unknown>> };
};

const events: readonly Line[] = eventsOf(lived).map((each) =>
  JSON.parse(JSON.stringify(encodeFleetEvent(each))),
);

const asLog = (lines: readonly Line[]): string =>
  lines.map((line) => JSON.stringify(line)).join('\n');

const check = (text: string, ...flags: readonly string[]): Promise<Ran> =>
  run(['check', 'it', ...flags], { files: { it: text } });

/** The names of the broken laws. */
const brokenIn = async (those: readonly Line[]): Promise<readonly string[]> => {
  const { out, err } = await check(asLog(those), '--json');
  if (err !== '') throw new Error(err);
  const { findings }: { findings: readonly { readonly law: string; readonly breach?: object }[] } =
    JSON.parse(out);
  return findings.flatMap(({ law, breach }) => (breach === undefined ? [] : [law]));
};

const placeOf = (type: string): number => events.findIndex(({ event }) => event.type === type);

/** Changes the data of the first event of a type. */
const changed = (type: string, data: object): readonly Line[] =>
  events.map(({ stream, event }, place) => ({
    stream,
    event: {
      ...event,
      data: place === placeOf(type) ? { ...event.data, ...data } : event.data,
    },
  }));

/** Leaves out the first event of a type, or one a given number before it. */
const without = (type: string, before = 0): readonly Line[] =>
  events.toSpliced(placeOf(type) - before, 1);

/** Swaps the first event of a type with the event before it. */
const swapped = (type: string): readonly Line[] => {
  const place = placeOf(type);
  return [
    ...events.slice(0, place - 1),
    ...events.slice(place, place + 1),
    ...events.slice(place - 1, place),
    ...events.slice(place + 1),
  ];
};

describe('hsm-lifecycle check', () => {
  it('checks every law on every step of a drill', async () => {
    const { code, out } = await check(JSON.stringify(lived));
    expect(code).toBe(0);
    expect(out).toMatch(/^it: a drill of \d+ steps and \d+ events\n/u);
    expect(out).toContain('✓ deletion needs a command: ');
    expect(out).toContain('✓ everything ends: ');
    expect(out).toMatch(/LAWFUL: \d+ laws hold\.\n$/u);
    expect(out).not.toContain('not asked');
  });

  it('checks the laws that need no command on a log, and lists the others', async () => {
    const { code, out } = await check(`${asLog(events)}\n\n`);
    expect(code).toBe(0);
    expect(out).toMatch(/^it: a log of \d+ steps and \d+ events\n/u);
    for (const law of [
      'the log can be replayed',
      'events are in order',
      'keys are conserved',
      'the grace period is exact',
      'ids are unique',
    ])
      expect(out).toContain(`✓ ${law}: `);
    expect(out).toContain(
      '- deletion needs a command: not checked: it is about commands, and a log has none',
    );
  });

  it('reads the standard input', async () => {
    expect((await run(['check', '-'], { files: { '-': asLog(events) } })).out).toContain(
      '-: a log of',
    );
  });

  it('prints one JSON document of a stable shape', async () => {
    const { out } = await check(asLog(events), '--json');
    expect(JSON.parse(out)).toMatchObject({
      format: 'hsm-lifecycle/check',
      version: 1,
      file: 'it',
      kind: 'LOG',
      lawful: true,
      steps: expect.any(Number),
      events: events.length,
      findings: expect.arrayContaining([
        {
          law: 'the grace period is exact',
          sentence: expect.any(String),
          steps: expect.any(Number),
        },
        { law: 'deletion needs a command', sentence: expect.any(String), steps: 0 },
      ]),
    });
  });

  it.each<[string, readonly Line[], readonly string[]]>([
    ['nothing', events, []],
    [
      'a grace period that is too short',
      changed('BackupDeletionScheduled', { deleteAt: 0 }),
      ['the grace period is exact'],
    ],
    [
      'a purge that miscounts',
      changed('BackupPurged', { gone: { keys: 3, users: 0 } }),
      ['keys are conserved'],
    ],
    [
      'an HSM that leaves without a backup',
      without('HsmRemoving', 1),
      ['the log can be replayed', 'removing an HSM starts a backup', 'everything ends'],
    ],
    ['an event that is missing', without('HsmAdding'), ['the log can be replayed']],
    ['a stream without its beginning', events.slice(1), ['the log can be replayed']],
    [
      'an event that is out of order',
      swapped('UserCreated'),
      ['events are in order', 'everything ends'],
    ],
  ])('finds %s in a log', async (_, those, laws) => {
    const broken = await brokenIn(those);
    expect(laws.filter((law) => !broken.includes(law))).toEqual([]);
    expect(broken.length === 0).toBe(laws.length === 0);
  });

  it('says where a law is broken: steps, events, instant, and what happened', async () => {
    const { code, out } = await check(
      asLog(changed('BackupPurged', { gone: { keys: 3, users: 0 } })),
    );
    expect(code).toBe(1);
    expect(out).toMatch(
      /✗ keys are conserved: [^\n]+\n +BackupPurged says that 3 keys are gone, but 0 are\n/u,
    );
    expect(out).toMatch(
      /but 0 are\n +after \d+ steps and \d+ events, [^\n]+ UTC: BackupPurged of /u,
    );
    expect(out).toMatch(/UNLAWFUL: 1 of \d+ laws broken\.\n$/u);
  });

  it('checks laws of your own', async () => {
    const laws = file('mine.mjs');
    writeFileSync(
      laws,
      `export const laws = [{
        name: 'no copies',
        sentence: 'Nothing is copied.',
        holds: ({ events }) => events.every(({ event }) => event.type !== 'BackupCopying'),
      }];`,
    );
    const { code, out } = await check(asLog(events), '--laws', laws);
    expect([code, out]).toEqual([1, expect.stringContaining('✗ no copies: Nothing is copied.')]);
  });
});

describe('a file that cannot be checked', () => {
  it.each([
    ['', 'it is empty, so there is nothing to check'],
    ['{ "a": 1 }', 'it, line 1: event: expected'],
    [`${asLog(events.slice(0, 2))}\n{ "stream": "fleet"`, 'it, line 3: '],
    [asLog(events.slice(0, 2)).replace('"at":', '"when":'), 'it, line 1: event.data'],
    [
      fleetToJson(freshFleet({ at: 0 })),
      'it is hsm-lifecycle/fleet, which has no history: ' +
        'give a drill, a log of events as JSON lines, or a store',
    ],
    [JSON.stringify({ ...lived, steps: [] }), 'it is not a valid drill:'],
    ['not JSON at all', 'it, line 1: '],
  ])('is refused: %.20s', async (text, why) => {
    const { code, out, err } = await check(text);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(why);
  });

  it('is refused if it does not exist, and so are laws that are not laws', async () => {
    expect(await run(['check', 'no-such-file'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot read no-such-file'),
    });
    expect(await check(asLog(events), '--laws', 'none.mjs')).toMatchObject({
      code: 2,
      err: expect.stringContaining('cannot read the laws'),
    });
  });
});

describe('a store', () => {
  const store = file('left.sqlite');

  beforeAll(async () => {
    await run(['drill', drillPath('disaster-recovery'), '--store', store]);
  });

  it('is recognized by its first bytes, and its log is checked without keys', async () => {
    rmSync(`${store}-keys`);
    const { code, out } = await run(['check', store]);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/left\.sqlite: a store of \d+ steps and \d+ events\n/u),
    ]);
    expect(out).toContain('✓ the log can be replayed');
  });

  it('is refused when it is something else', async () => {
    const other = file('other.sqlite');
    writeFileSync(other, `SQLite format 3\0${'nonsense'.repeat(100)}`);
    const { code, err } = await run(['check', other]);
    expect([code, err]).toEqual([2, expect.stringContaining('other.sqlite')]);
  });
});

/**
 * The crash run: children that are killed while many callers work, and an oracle that judges what
 * each of them leaves.
 *
 * A seed gives the same commands and the same moments, but not the same interleaving.
 *
 * @module
 */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundledChild } from './bundled.ts';
import type { Life } from './busy-child.ts';
import { between, dice, type Dice } from './dice.ts';
import type { Flaw } from './flawed.ts';
import { smallDisk, type SmallDisk } from './full-disk.ts';
import { live, type Ended, type Fate } from './one-life.ts';
import { startOracle, type Oracle, type Verdict, type Violation } from './oracle.ts';

/** What to run. */
export type CrashRunWith = {
  readonly rounds: number;
  readonly seed: number;
  /** A flaw on purpose. */
  readonly flaw?: Flaw;
  /** Is told after each round. */
  readonly onRound?: (report: CrashReport) => void;
  /** Ends the run at the first round with a violation. */
  readonly stopsEarly?: boolean;
};

/** A violation, and where to look for it. */
export type FoundViolation = Violation & {
  readonly round: number;
  /** A copy of what the oracle judged. */
  readonly folder: string;
};

/** What a run found. */
export type CrashReport = {
  readonly rounds: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly violations: readonly FoundViolation[];
  /** False if no small disk could be mounted, so that no disk was full. */
  readonly hadSmallDisk: boolean;
};

const FLEET = 'production';
const ROUNDS_PER_FILE = 10;
const LIFE_MS_MAX = 1000;
const START_MS_MAX = 900;
const STEPS_MAX = 400;
const COMMANDS = 2000;
const CALLERS_MAX = 16;

type Files = { readonly path: string; readonly keys: string; readonly acknowledged: string };

/** One store through several rounds. */
type Series = Files & { readonly name: string };

const lifeOf = ({ path, keys }: Series, roll: Dice, flaw: Flaw | undefined): Life => ({
  path,
  keys,
  fleet: FLEET,
  seed: between(roll, 1, 2 ** 31 - 1),
  callers: between(roll, 1, CALLERS_MAX),
  commands: COMMANDS,
  dieAtStep: 0,
  rotates: roll() < 0.4,
  ...(flaw && { flaw }),
});

/** Draws how a round goes: it dies at a step, at an instant, or while it starts. */
const fateOf = (
  series: Series,
  life: Life,
  roll: Dice & object,
): Omit<Fate, 'disk' | 'program'> => {
  const { acknowledged } = series;
  const [kind, step] = [roll(), between(roll, 1, STEPS_MAX)];
  const [ms, startMs] = [between(roll, 0, LIFE_MS_MAX), between(roll, 100, START_MS_MAX)];
  if (kind < 0.35)
    return {
      life: { ...life, dieAtStep: step },
      acknowledged,
      killAfterMs: undefined,
      killsStart: false,
    };
  const killsStart = kind > 0.9;
  return { life, acknowledged, killAfterMs: killsStart ? startMs : ms, killsStart };
};

/** The last round of a store, and some between, only finish what was left. */
const settlingFate = (series: Series, life: Life): Omit<Fate, 'disk' | 'program'> => ({
  life: { ...life, callers: 0, commands: 0, rotates: false },
  acknowledged: series.acknowledged,
  killAfterMs: undefined,
  killsStart: false,
});

const BESIDE = ['', '-wal', '-journal'];

/** Copies what a child left, so that looking at it changes nothing. */
const copied = ({ path, keys, acknowledged }: Files, folder: string): Files => {
  mkdirSync(folder);
  const at = (name: string): string => join(folder, name);
  for (const suffix of BESIDE)
    if (existsSync(path + suffix)) copyFileSync(path + suffix, at(`store.db${suffix}`));
  const others = [
    [keys, 'keys.json'],
    [acknowledged, 'acknowledged.jsonl'],
  ] as const;
  for (const [from, name] of others) if (existsSync(from)) copyFileSync(from, at(name));
  return { path: at('store.db'), keys: at('keys.json'), acknowledged: at('acknowledged.jsonl') };
};

const fault = (what: string, about: string, detail = ''): Violation => ({ what, about, detail });

/** What is wrong with an end, whatever the store holds. */
const faultsOf = ({ refused, hangs, complaints }: Ended, wasFull: boolean): Violation[] => [
  ...complaints.map((text) => fault('a complaint of the host', 'host', text)),
  ...(hangs ? [fault('the host hangs', 'host')] : []),
  ...(refused === undefined || (wasFull && refused.includes('FULL'))
    ? []
    : [fault('a start is refused', 'host', refused)]),
];

const add = (counts: Record<string, number>, more: Readonly<Record<string, number>>): void => {
  for (const [name, count] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + count;
};

const NONE: Verdict = { violations: [], counts: {} };

/** Judges a copy; a store that was never begun has nothing to judge. */
const judged = (oracle: Oracle, files: Files, it: Pick<Series, 'name'> & { settled: boolean }) =>
  existsSync(files.path) && existsSync(files.keys)
    ? oracle.judge({
        store: files.path,
        keys: files.keys,
        fleet: FLEET,
        acknowledged: files.acknowledged,
        settled: it.settled,
        series: it.name,
      })
    : Promise.resolve(NONE);

/** Runs rounds until they are over. */
export const crashRun = async (given: CrashRunWith): Promise<CrashReport> => {
  const { rounds, seed, flaw, onRound, stopsEarly = false } = given;
  const folder = mkdtempSync(join(tmpdir(), 'hsm-crash-'));
  const disk = smallDisk(join(folder, 'disk'));
  const program = await bundledChild();
  const oracle = startOracle();
  const roll = dice(seed);
  const counts: Record<string, number> = {};
  const violations: FoundViolation[] = [];
  const report = (round: number): CrashReport => ({
    rounds: round,
    counts,
    violations,
    hadSmallDisk: disk !== undefined,
  });

  const play = async (series: Series, round: number, isLast: boolean): Promise<void> => {
    const life = lifeOf(series, roll, flaw);
    const settles = roll() < 0.25 || isLast;
    const drawn = fateOf(series, life, roll);
    const isFull = disk !== undefined && roll() < 0.2 && !settles;
    const fate = settles ? settlingFate(series, life) : drawn;
    const ended = await live({ ...fate, program, disk: isFull ? disk : undefined }, roll);
    disk?.free();
    const copy = join(folder, `round-${round}`);
    const files = copied(series, copy);
    const settled = settles && ended.isSettled;
    const verdict = await judged(oracle, files, { name: series.name, settled });
    const found = [...faultsOf(ended, isFull), ...verdict.violations];
    violations.push(...found.map((it) => ({ ...it, round, folder: copy })));
    if (found.length === 0) rmSync(copy, { recursive: true });
    add(counts, {
      kills: ended.signal === 'SIGKILL' ? 1 : 0,
      settled: settled ? 1 : 0,
      fullDisks: isFull ? 1 : 0,
      commands: ended.told['ACKNOWLEDGED'] ?? 0,
      rotations: ended.told['ROTATED'] ?? 0,
      faultsOfHosts: ended.told['FAULT'] ?? 0,
    });
    add(counts, verdict.counts);
  };

  const seriesAt = (number: number): Series => {
    const own = join(disk?.folder ?? folder, `series-${number}`);
    mkdirSync(own);
    const at = (name: string): string => join(own, name);
    return {
      name: String(number),
      path: at('store.db'),
      keys: at('keys.json'),
      acknowledged: join(folder, `acknowledged-${number}.jsonl`),
    };
  };

  try {
    let series = seriesAt(0);
    for (let round = 1; round <= rounds; round += 1) {
      const isLast = round % ROUNDS_PER_FILE === 0 || round === rounds;
      // Each life starts where the one before was ended.
      // eslint-disable-next-line no-await-in-loop
      await play(series, round, isLast);
      onRound?.(report(round));
      if (stopsEarly && violations.length > 0) return report(round);
      if (!isLast || round === rounds) continue;
      rmSync(join(disk?.folder ?? folder, `series-${series.name}`), { recursive: true });
      series = seriesAt(Number(series.name) + 1);
    }
    return report(rounds);
  } finally {
    oracle.close();
    disk?.unmount();
    rmSync(program, { force: true });
    if (violations.length === 0) rmSync(folder, { recursive: true, force: true });
  }
};

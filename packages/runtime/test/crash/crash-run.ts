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
import { dice } from './dice.ts';
import { drawRound, FLEET, type Drawn, type Files } from './fates.ts';
import type { Flaw } from './flawed.ts';
import { smallDisk } from './full-disk.ts';
import { live, type Ended } from './one-life.ts';
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

const ROUNDS_PER_STORE = 10;
const BESIDE = ['', '-wal', '-journal'];

const filesIn = (folder: string): Files => ({
  path: join(folder, 'store.db'),
  keys: join(folder, 'keys.json'),
  acknowledged: join(folder, 'acknowledged.jsonl'),
});

/** Copies what a child left, so that looking at it changes nothing. */
const copied = (from: Files, folder: string): Files => {
  mkdirSync(folder);
  const to = filesIn(folder);
  const pairs = [
    ...BESIDE.map((suffix) => [from.path + suffix, to.path + suffix] as const),
    [from.keys, to.keys] as const,
    [from.acknowledged, to.acknowledged] as const,
  ];
  for (const [one, other] of pairs) if (existsSync(one)) copyFileSync(one, other);
  return to;
};

const fault = (what: string, detail = ''): Violation => ({ what, about: 'the host', detail });

/** What is wrong with an end, whatever the store holds. On a full disk a start may be refused. */
const faultsOf = (
  { refused, hangs, complaints }: Ended,
  { disk }: Pick<Drawn, 'disk'>,
): readonly Violation[] => {
  const isExcused = refused === undefined || (disk !== undefined && refused.includes('FULL'));
  return [
    ...complaints.map((text) => fault('a complaint', text)),
    ...(hangs ? [fault('it hangs')] : []),
    ...(isExcused ? [] : [fault('a start is refused', refused)]),
  ];
};

const NONE: Verdict = { violations: [], counts: {} };

/** Judges a copy; a store that was never begun has nothing to judge. */
const judged = async (
  oracle: Oracle,
  { path: store, keys, acknowledged }: Files,
  about: { readonly settled: boolean; readonly series: string },
): Promise<Verdict> =>
  existsSync(store) && existsSync(keys)
    ? oracle.judge({ store, keys, acknowledged, fleet: FLEET, ...about })
    : NONE;

const countsOf = ({ signal, told }: Ended, { disk }: Drawn, settled: boolean) => ({
  kills: signal === 'SIGKILL' ? 1 : 0,
  settled: settled ? 1 : 0,
  fullDisks: disk === undefined ? 0 : 1,
  commands: told['ACKNOWLEDGED'] ?? 0,
  rotations: told['ROTATED'] ?? 0,
  faultsOfHosts: told['FAULT'] ?? 0,
});

const add = (counts: Record<string, number>, more: Readonly<Record<string, number>>): void => {
  for (const [name, count] of Object.entries(more)) counts[name] = (counts[name] ?? 0) + count;
};

/** What all rounds share. */
type Bench = {
  readonly folder: string;
  readonly program: string;
  readonly oracle: Oracle;
  readonly counts: Record<string, number>;
};

/** Plays one round, and gives what was wrong. */
const play = async (
  { folder, program, oracle, counts }: Bench,
  drawn: Drawn,
  at: { readonly files: Files; readonly series: string; readonly round: number },
): Promise<readonly FoundViolation[]> => {
  const ended = await live({ ...drawn, program });
  const copy = join(folder, `round-${at.round}`);
  const files = copied(at.files, copy);
  const settled = drawn.settles && ended.isSettled;
  const verdict = await judged(oracle, files, { settled, series: at.series });
  add(counts, { ...countsOf(ended, drawn, settled) });
  add(counts, verdict.counts);
  const found = [...faultsOf(ended, drawn), ...verdict.violations];
  if (found.length === 0) rmSync(copy, { recursive: true });
  return found.map(({ what, about, detail }) => ({
    what,
    about,
    detail,
    round: at.round,
    folder: copy,
  }));
};

/** Where a run keeps its files; the stores on a small disk if there is one. */
const places = () => {
  const folder = mkdtempSync(join(tmpdir(), 'hsm-crash-'));
  const disk = smallDisk(join(folder, 'disk'));
  return { folder, disk, storeFolder: join(disk?.folder ?? folder, 'store') };
};

/**
 * Runs rounds until they are over. Each store lives through ten of them; then a new one begins.
 */
export const crashRun = async (given: CrashRunWith): Promise<CrashReport> => {
  const { rounds, seed, flaw, onRound, stopsEarly = false } = given;
  const { folder, disk, storeFolder } = places();
  const program = await bundledChild();
  const bench: Bench = { folder, program, oracle: startOracle(), counts: {} };
  const roll = dice(seed);
  const violations: FoundViolation[] = [];
  const { counts } = bench;
  const hadSmallDisk = disk !== undefined;
  let played = 0;
  try {
    for (; played < rounds; played += 1) {
      const series = String(Math.floor(played / ROUNDS_PER_STORE));
      if (played % ROUNDS_PER_STORE === 0) rmSync(storeFolder, { recursive: true, force: true });
      mkdirSync(storeFolder, { recursive: true });
      const round = played + 1;
      const isLast = round % ROUNDS_PER_STORE === 0 || round === rounds;
      // Never on the disk that may be full.
      const acknowledged = join(folder, `acknowledged-${series}.jsonl`);
      const files = { ...filesIn(storeFolder), acknowledged };
      const drawn = drawRound({ files, flaw, disk, isLast }, roll);
      // Each life starts where the one before was ended.
      // eslint-disable-next-line no-await-in-loop
      violations.push(...(await play(bench, drawn, { files, series, round })));
      onRound?.({ rounds: round, counts, violations, hadSmallDisk });
      if (stopsEarly && violations.length > 0) break;
    }
    return { rounds: Math.min(played + 1, rounds), counts, violations, hadSmallDisk };
  } finally {
    bench.oracle.close();
    disk?.unmount();
    rmSync(program, { force: true });
    if (violations.length === 0) rmSync(folder, { recursive: true, force: true });
  }
};

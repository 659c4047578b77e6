/**
 * Sealing and opening snapshots, against the bare primitive of each provider on the same bytes.
 *
 * @module
 */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { medianTurns } from '../measure/turns.ts';
import { bareGcms } from '../peers/bare-gcm.ts';
import { digits, type Options, type Row, type Section } from '../report/row.ts';
import { costRows } from './sealing-cost.ts';
import { PROVIDERS, sealers, snapshotOf, type ProviderName, type Sealer } from '../work/sealers.ts';

const KIB = 1024;
const MIB = 1_048_576;
/** The largest size, where memory is judged too. */
const LARGE_MIB = 64;
/** How many bytes make a round long enough to time. */
const TURN_BYTES: number = 4 * MIB;
const TIMES_MAX = 500;
const MEMORY_MIB_MAX = 40;
/** A round of noble takes as long as ten of the others. */
const ROUNDS: Readonly<Record<ProviderName, number>> = { node: 24, webcrypto: 24, noble: 8 };
/** The least part of the bare primitive's rate, by provider and bytes. */
const LEAST: Readonly<Partial<Record<ProviderName, Readonly<Record<number, number>>>>> = {
  node: { [64 * KIB]: 0.5, [MIB]: 0.8, [LARGE_MIB * MIB]: 0.9 },
  noble: { [LARGE_MIB * MIB]: 0.9 },
};

const sizeName = (bytes: number): string =>
  bytes < MIB ? `${bytes / KIB} KiB` : `${bytes / MIB} MiB`;

const isEqual = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

type Counts = Parameters<typeof medianTurns>[1];
type Contest = { readonly name: ProviderName; readonly bytes: number; readonly counts: Counts };

/**
 * How many milliseconds the provider and its bare primitive take. Stops the benchmark unless both
 * return the snapshot.
 */
export const sealingContest = async (
  sealer: Sealer,
  { name, bytes, counts }: Contest,
): Promise<Readonly<Record<string, number>>> => {
  const bare = bareGcms[name];
  const snapshot = snapshotOf(bytes);
  const sealed = await sealer.seal(snapshot);
  const bareSealed = await bare.seal(snapshot);
  if (
    !isEqual(await sealer.open(sealed), snapshot) ||
    !isEqual(await bare.open(bareSealed), snapshot)
  )
    throw new Error(`${name}: not the same bytes`);
  const turns = {
    seal: () => sealer.seal(snapshot),
    'bare seal': () => bare.seal(snapshot),
    open: () => sealer.open(sealed),
    'bare open': () => bare.open(bareSealed),
  };
  return medianTurns(turns, counts);
};

type Measured = { readonly name: ProviderName; readonly bytes: number; readonly isQuick: boolean };

const rowsOf = async (
  sealer: Sealer,
  { name, bytes, isQuick }: Measured,
): Promise<readonly Row[]> => {
  const times = Math.min(TIMES_MAX, Math.ceil(TURN_BYTES / bytes / (name === 'noble' ? 8 : 1)));
  const rounds = isQuick ? 3 : ROUNDS[name];
  const took = await sealingContest(sealer, {
    name,
    bytes,
    counts: { warmUp: isQuick ? 1 : 2, rounds, times },
  });
  const least = isQuick ? undefined : LEAST[name]?.[bytes];
  return (['seal', 'open'] as const).map((operation) => {
    const own = took[operation] ?? Number.NaN;
    const ratio = (took[`bare ${operation}`] ?? Number.NaN) / own;
    const rate = `${digits((bytes / MIB / own) * 1000)} MiB/s`;
    return {
      work: `${name}, ${operation} ${sizeName(bytes)}, rate against ${bareGcms[name].name}`,
      figure: `${digits(ratio)}x (${rate}, ${digits(own)} ms)`,
      target: least === undefined ? undefined : `at least ${least}x`,
      isMet: least === undefined ? undefined : ratio >= least,
    };
  });
};

const PROGRAM = fileURLToPath(new URL('../measure/sealing-memory.js', import.meta.url));

const memoryRows = async (
  contestant: 'node' | 'bare',
  { isQuick }: Options,
): Promise<readonly Row[]> => {
  const { stdout } = await promisify(execFile)(process.execPath, [
    PROGRAM,
    contestant,
    String(LARGE_MIB),
  ]);
  const extras: readonly number[] = JSON.parse(stdout);
  const isJudged = contestant === 'node' && !isQuick;
  return extras.map((extra, index) => ({
    work:
      `${contestant === 'bare' ? bareGcms.node.name : contestant}, ` +
      `${index === 0 ? 'seal' : 'open'} ${LARGE_MIB} MiB, memory beyond input and result`,
    figure: `${digits(extra)} MiB`,
    target: isJudged ? `under ${MEMORY_MIB_MAX} MiB` : undefined,
    isMet: isJudged ? extra < MEMORY_MIB_MAX : undefined,
  }));
};

/** Measures the providers of the crypto package at four sizes; `--quick` leaves the largest out. */
export const sealingSection = async (options: Options): Promise<Section> => {
  // Measure memory first: on Linux a child's peak starts from its parent's memory, and this process
  // will use a lot.
  const memory = [...(await memoryRows('node', options)), ...(await memoryRows('bare', options))];
  const own = sealers();
  const rows: Row[] = [...(await costRows(own.node, options))];
  for (const bytes of [KIB, 64 * KIB, MIB, ...(options.isQuick ? [] : [LARGE_MIB * MIB])]) {
    for (const name of PROVIDERS) {
      process.stderr.write(`  ${name}, ${sizeName(bytes)}\n`);
      // One after another: two at a time would disturb each other.
      // oxlint-disable-next-line no-await-in-loop
      rows.push(...(await rowsOf(own[name], { name, bytes, isQuick: options.isQuick })));
    }
  }
  return {
    title: 'Sealing and opening snapshots, frames and pieces of 64 KiB, each into one array',
    rows: [...rows, ...memory],
  };
};

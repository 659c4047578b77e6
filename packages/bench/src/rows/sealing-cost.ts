/**
 * What a small backup costs: the CPU time of sealing and opening it with the `node` provider,
 * against that of its own primitives in the same run.
 *
 * @module
 */
import { cpuMillis, medianTurns } from '../measure/turns.ts';
import { bareOpen, bareSeal } from '../peers/bare-seal.ts';
import { digits, type Options, type Row } from '../report/row.ts';
import { snapshotOf, type Sealer } from '../work/sealers.ts';

const KIB = 1024;
/** The size that is judged; the other is what the snapshot of a real cluster has. */
const JUDGED_BYTES = KIB;
const SIZES: readonly number[] = [153, JUDGED_BYTES];
const MOST = 2;
const TIMES = 2000;
const MICROS_PER_MILLI = 1000;

type Counts = Parameters<typeof medianTurns>[1];

/** How many milliseconds of CPU time the provider and its primitives take. */
export const costContest = async (
  { seal, open }: Sealer,
  bytes: number,
  counts: Counts,
): Promise<Readonly<Record<string, number>>> => {
  const snapshot = snapshotOf(bytes);
  const sealed = await seal(snapshot);
  const bareSealed = bareSeal(snapshot);
  if (
    Buffer.compare(await open(sealed), snapshot) !== 0 ||
    Buffer.compare(bareOpen(bareSealed), snapshot) !== 0
  )
    throw new Error('not the same bytes');
  return medianTurns(
    {
      seal: () => seal(snapshot),
      'bare seal': async () => bareSeal(snapshot),
      open: () => open(sealed),
      'bare open': async () => bareOpen(bareSealed),
    },
    counts,
    cpuMillis,
  );
};

const rowsOf = async (
  sealer: Sealer,
  bytes: number,
  { isQuick }: Options,
): Promise<readonly Row[]> => {
  const counts = isQuick
    ? { warmUp: 1, rounds: 3, times: TIMES / 4 }
    : { warmUp: 3, rounds: 15, times: TIMES };
  const took = await costContest(sealer, bytes, counts);
  const isJudged = bytes === JUDGED_BYTES && !isQuick;
  return (['seal', 'open'] as const).map((operation) => {
    const own = took[operation] ?? Number.NaN;
    const bare = took[`bare ${operation}`] ?? Number.NaN;
    const micros = [own, bare].map((millis) => `${digits(millis * MICROS_PER_MILLI)} µs`);
    return {
      work: `node, ${operation} ${bytes} B, CPU against its three KDFs, key wrap and GCM`,
      figure: `${digits(own / bare)}x (${micros.join(' to ')})`,
      target: isJudged ? `at most ${MOST}x` : undefined,
      isMet: isJudged ? own / bare <= MOST : undefined,
    };
  });
};

/** Measures both sizes. */
export const costRows = async (sealer: Sealer, options: Options): Promise<readonly Row[]> => {
  const rows: Row[] = [];
  // One after another: two at a time would disturb each other.
  // oxlint-disable-next-line no-await-in-loop
  for (const bytes of SIZES) rows.push(...(await rowsOf(sealer, bytes, options)));
  return rows;
};

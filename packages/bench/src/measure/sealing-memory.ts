/**
 * Prints how much memory sealing and opening took beyond the snapshot and the results, in MiB. It
 * is a separate program, because the peak of a process never goes down.
 *
 * @module
 */
import { bareGcms } from '../peers/bare-gcm.ts';
import { sealers, snapshotOf } from '../work/sealers.ts';

const BYTES_PER_MIB = 1_048_576;
const KIB_PER_MIB = 1024;
const WARM_UP_TIMES = 200;

const peakMiB = (): number => process.resourceUsage().maxRSS / KIB_PER_MIB;

/**
 * Does both, and returns by how much the peak rose: by one result each, and by the work itself.
 */
const extraOf = async <Sealed>(
  snapshot: Uint8Array,
  {
    seal,
    open,
  }: {
    readonly seal: (it: Uint8Array) => Promise<Sealed>;
    readonly open: (it: Sealed) => Promise<Uint8Array>;
  },
): Promise<readonly [number, number]> => {
  const small = snapshot.subarray(0, KIB_PER_MIB);
  // One after another, as in the measurement.
  // oxlint-disable-next-line no-await-in-loop
  for (let time = 0; time < WARM_UP_TIMES; time += 1) await open(await seal(small));
  const result = snapshot.length / BYTES_PER_MIB;
  const before = peakMiB();
  if (before - process.memoryUsage.rss() / BYTES_PER_MIB > result / 2)
    throw new Error('an earlier peak would hide the increase');
  const sealed = await seal(snapshot);
  const between = peakMiB();
  const opened = await open(sealed);
  const after = peakMiB();
  if (opened.length !== snapshot.length) throw new Error('not the same bytes');
  return [between - before - result, after - between - result];
};

const [, , contestant = 'node', mebibytes = '64'] = process.argv;
const snapshot = snapshotOf(Number(mebibytes) * BYTES_PER_MIB);
const extra = await (contestant === 'bare'
  ? extraOf(snapshot, bareGcms.node)
  : extraOf(snapshot, sealers().node));
process.stdout.write(JSON.stringify(extra));

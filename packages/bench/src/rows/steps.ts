/**
 * One command to fleets of several sizes.
 *
 * @module
 */
import { step } from '@hsm-lifecycle/core/fleet';
import { averaged, elapsed, medians, type Timed } from '../measure/medians.ts';
import { digits, type Options, type Row, type Section } from '../report/row.ts';
import { commandsTo, grown, type GrownFleet, type Size } from '../work/grown-fleet.ts';
import { must } from '../work/must.ts';
import { retentionRows } from './retention.ts';
import { transitioning } from './snapshot-map.ts';

const BACKUPS = 10;
const ACCOUNTS = 10;
const HOT = 10;
const COLD = 1000;

/** Microseconds of one command. The fleet is immutable, so each run starts from the same one. */
const stepping =
  (grownFleet: GrownFleet, nextIds: () => readonly string[]): Timed =>
  () => {
    const commands = commandsTo(grownFleet, nextIds());
    let { fleet } = grownFleet;
    return (
      (1000 *
        elapsed(() => commands.forEach((command) => (fleet = must(step(fleet, command))[0])))) /
      commands.length
    );
  };

/**
 * Different clusters each time, in an order unrelated to their places in the fleet.
 */
const windows = (clusterIds: readonly string[]): (() => readonly string[]) => {
  const stride = 7919;
  const shuffled = clusterIds.map(
    (_, index) => clusterIds[(index * stride) % clusterIds.length] ?? '',
  );
  let from = 0;
  return () => {
    if (from + COLD > shuffled.length) from = 0;
    from += COLD;
    return shuffled.slice(from - COLD, from);
  };
};

type Grown = Size & {
  readonly grownFleet: GrownFleet;
  readonly seconds: number;
};

const grownIn = (clusters: number, accounts = 1): Grown => {
  const from = performance.now();
  const grownFleet = grown({ clusters, backups: BACKUPS, accounts });
  const seconds = (performance.now() - from) / 1000;
  process.stderr.write(`  grew ${clusters} clusters in ${digits(seconds)} s\n`);
  return { clusters, backups: BACKUPS, accounts, grownFleet, seconds };
};

const sized = ({ clusters, accounts }: Size): string =>
  `${clusters} clusters, ${clusters * BACKUPS} backups` +
  (accounts === 1 ? '' : `, ${accounts} accounts`);

const nameOf = (kind: 'hot' | 'cold', { clusters, accounts }: Size): string =>
  `${kind} ${clusters} in ${accounts}`;

const tableRows = (
  sizes: readonly Grown[],
  took: Readonly<Record<string, number>>,
): readonly Row[] =>
  sizes.flatMap((size) =>
    (['hot', 'cold'] as const).map((kind) => ({
      work: `step, ${kind}, ${sized(size)}`,
      figure: `${digits(took[nameOf(kind, size)] ?? Number.NaN)} us each`,
    })),
  );

type Compared = { readonly smallest: Size; readonly largest: Size; readonly divided: Size };

const verdicts = (
  took: Readonly<Record<string, number>>,
  { smallest, largest, divided }: Compared,
  { isQuick }: Options,
): readonly Row[] => {
  const at = (name: string): number => took[name] ?? Number.NaN;
  const base = at(nameOf('hot', smallest));
  const [hot, cold] = [at(nameOf('hot', largest)), at(nameOf('cold', largest))];
  const row = (work: string, ratio: number, most: number): Row => ({
    work: `step at ${sized(largest)}, ${work}`,
    figure: `${digits(ratio)}x`,
    target: most === 1 ? 'under 1x' : `at most ${most}x`,
    isMet: isQuick ? undefined : ratio <= most,
  });
  return [
    row('hot, against 10 clusters', hot / base, 2),
    row('cold, against 10 clusters', cold / base, 4),
    row('hot, against XState in a mutable Map', hot / at('XState hot'), 1),
    row('cold, against XState in a mutable Map', cold / at('XState cold'), 1),
    row(`hot, in ${ACCOUNTS} accounts against one`, at(nameOf('hot', divided)) / hot, 1.1),
    row(`cold, in ${ACCOUNTS} accounts against one`, at(nameOf('cold', divided)) / cold, 1.1),
  ];
};

/**
 * Measures `step` hot (the same ten clusters) and cold (another each time), and retention in the
 * largest fleet.
 */
export const fleetSection = (options: Options): Section => {
  const most = options.isQuick ? 10_000 : 100_000;
  const [smallest, largest, divided] = [grownIn(10), grownIn(most), grownIn(most, ACCOUNTS)];
  const sizes = [smallest, grownIn(1000), largest, divided];
  const hotIds = ({ clusterIds }: GrownFleet) => clusterIds.slice(0, HOT);
  const contestants: Record<string, Timed> = {};
  for (const { grownFleet, ...size } of sizes) {
    contestants[nameOf('hot', size)] = averaged(
      stepping(grownFleet, () => hotIds(grownFleet)),
      COLD / HOT,
    );
    contestants[nameOf('cold', size)] = averaged(
      stepping(grownFleet, windows(grownFleet.clusterIds)),
      Math.max(1, COLD / size.clusters),
    );
  }
  contestants['XState hot'] = averaged(
    transitioning(largest.grownFleet, () => hotIds(largest.grownFleet)),
    COLD / HOT,
  );
  contestants['XState cold'] = transitioning(
    largest.grownFleet,
    windows(largest.grownFleet.clusterIds),
  );
  const took = medians(
    contestants,
    options.isQuick ? { warmUp: 10, rounds: 20 } : { warmUp: 20, rounds: 60 },
  );
  const peers = (['hot', 'cold'] as const).map((kind) => ({
    work: `XState in a mutable Map, ${kind}, ${sized(largest)}`,
    figure: `${digits(took[`XState ${kind}`] ?? Number.NaN)} us each`,
  }));
  const growth = { work: `growing ${sized(largest)}`, figure: `${digits(largest.seconds)} s` };
  return {
    title:
      'One command to a fleet: an HSM is added or removed, each with its forced backup; retention',
    rows: [
      ...verdicts(took, { smallest, largest, divided }, options),
      ...tableRows(sizes, took),
      ...peers,
      growth,
      ...retentionRows(largest.grownFleet, options),
    ],
  };
};

/**
 * Retention: k backups due of n.
 *
 * @module
 */
import { DAY_MS } from '@hsm-lifecycle/core';
import { advanceFleet } from '@hsm-lifecycle/core/fleet';
import { elapsed, medians, type Timed } from '../measure/medians.ts';
import { digits, type Options, type Row } from '../report/row.ts';
import { must } from '../work/must.ts';
import { obeyed, REGION, type GrownFleet } from '../work/grown-fleet.ts';

const RETENTION_DAYS = 90;
const DUE = [10, 100, 1000] as const;
/** Marking may take at most this part of the time of a filter over all backups. */
const PART_OF_FILTER = 1 / 8;

/**
 * Marks the first k backups of a fleet in an unreachable region, so that no daily backups start and
 * only retention is due.
 */
const marking = ({ fleet, firstBackupAt, apartMs }: GrownFleet, due: number): Timed => {
  const at = firstBackupAt + RETENTION_DAYS * DAY_MS + (due - 1) * apartMs;
  const events = must(advanceFleet(fleet, { at }))[1];
  const others = events.filter(({ event }) => event.type !== 'BackupExpired').length;
  if (events.length !== due || others > 0)
    throw new Error(`${due} marks should be due, not ${events.length}`);
  return () => elapsed(() => advanceFleet(fleet, { at }));
};

/** What a plain program does: checks every backup of every cluster, and marks those due. */
const filtering = ({ fleet, firstBackupAt, apartMs }: GrownFleet, due: number): Timed => {
  const at = firstBackupAt + RETENTION_DAYS * DAY_MS + (due - 1) * apartMs;
  const clusters = [...fleet.holders.values()].map((holder) =>
    holder.backups.map((it) => ({ ...it })),
  );
  const marked = (): number => {
    let count = 0;
    clusters.map((backups) => {
      const newest = backups.findLastIndex(({ state }) => state === 'READY');
      const isDue = (
        { state, createdAt, neverExpires }: (typeof backups)[number],
        index: number,
      ): boolean =>
        state === 'READY' &&
        !neverExpires &&
        index !== newest &&
        createdAt + RETENTION_DAYS * DAY_MS <= at;
      const found = backups.filter(isDue);
      count += found.length;
      return found.length === 0
        ? backups
        : backups.map((it) => (found.includes(it) ? { ...it, state: 'PENDING_DELETION' } : it));
    });
    return count;
  };
  if (marked() !== due) throw new Error(`the filter finds ${marked()}, not ${due}`);
  return () => elapsed(marked);
};

/** Measures how long retention takes to mark 10, 100 and 1,000 of all backups. */
export const retentionRows = (grownFleet: GrownFleet, { isQuick }: Options): readonly Row[] => {
  const { fleet, clusterIds } = grownFleet;
  const isolated = obeyed(fleet, {
    type: 'LoseRegion',
    data: { at: fleet.asOf, region: REGION, kind: 'UNREACHABLE' },
  });
  const quiet = { ...grownFleet, fleet: isolated };
  const backups = [...fleet.holders.values()].reduce(
    (sum, holder) => sum + holder.backups.length,
    0,
  );
  const counts = DUE.filter((due) => due <= clusterIds.length);
  const most = counts.at(-1) ?? 0;
  const contestants = counts.map((due) => [String(due), marking(quiet, due)] as const);
  const took = medians(
    { ...Object.fromEntries(contestants), filter: filtering(quiet, most) },
    { warmUp: 20, rounds: isQuick ? 30 : 100 },
  );
  const at = (name: string | number): number => took[name] ?? Number.NaN;
  const part = at(most) / at('filter');
  return [
    {
      work: `retention marks ${most} of ${backups} backups, against a filter over all`,
      figure: `${digits(part)}x`,
      target: `at most ${PART_OF_FILTER}x`,
      isMet: isQuick ? undefined : part <= PART_OF_FILTER,
    },
    ...counts.map((due) => ({
      work: `retention marks ${due} of ${backups} backups`,
      figure: `${digits(at(due))} ms`,
    })),
    {
      work: `a filter over ${backups} backups marks ${most}`,
      figure: `${digits(at('filter'))} ms`,
    },
  ];
};

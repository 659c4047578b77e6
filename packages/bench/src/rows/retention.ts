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
const MILLISECONDS_MAX = 10;

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
  const took = medians(
    Object.fromEntries(counts.map((due) => [String(due), marking(quiet, due)])),
    {
      warmUp: 20,
      rounds: isQuick ? 30 : 100,
    },
  );
  return counts.map((due) => {
    const milliseconds = took[String(due)] ?? Number.NaN;
    const isJudged = due === 1000 && !isQuick;
    return {
      work: `retention marks ${due} of ${backups} backups`,
      figure: `${digits(milliseconds)} ms`,
      target: isJudged ? `under ${MILLISECONDS_MAX} ms` : undefined,
      isMet: isJudged ? milliseconds < MILLISECONDS_MAX : undefined,
    };
  });
};

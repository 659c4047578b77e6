/**
 * A forecast in English.
 *
 * @module
 */
import type { Fate, Forecast } from '@hsm-lifecycle/core/fleet';
import { countText, instantText } from '@hsm-lifecycle/drills/sentences';
import type { Colors } from '../../terminal/colors.ts';
import type { ForecastReport } from './forecast-report.ts';

const fateText = ({ expiresAt, purgedAt }: Fate): string => {
  if (purgedAt === undefined) return expiresAt === undefined ? 'stays' : 'expires, then stays';
  const purged = `purged ${instantText(purgedAt)}`;
  return expiresAt === undefined ? purged : `expires ${instantText(expiresAt)}, ${purged}`;
};

const forecastLine = ({ backupId, asItIs, asProposed }: Forecast): string =>
  asProposed === undefined
    ? `  ${backupId}  ${fateText(asItIs)}`
    : `  ${backupId}  ${fateText(asItIs)}; as proposed: ${fateText(asProposed)}`;

const pointsLine = ({ clusterId, points }: ForecastReport['clusters'][number]): string => {
  const [newest] = points;
  return newest === undefined
    ? `  ${clusterId}  nothing: it cannot be restored`
    : `  ${clusterId}  ${countText(points.length, 'backup')}, the newest of ` +
        `${instantText(newest.createdAt)} in ${newest.region}`;
};

const lossLine = ({ region, lostClusters }: ForecastReport['regions'][number]): string =>
  lostClusters.length === 0
    ? `  ${region}  every cluster with a backup can be restored elsewhere`
    : `  ${region}  these could not be restored: ${lostClusters.join(', ')}`;

/** The lines of a report. */
export const forecastLines = (report: ForecastReport, colors: Colors): readonly string[] => {
  const part = (title: string, lines: readonly string[]): readonly string[] =>
    lines.length === 0 ? [] : [colors.bold(title), ...lines, ''];
  return [
    ...part('What retention does', report.forecasts.map(forecastLine)),
    ...part('What each cluster can be restored from', report.clusters.map(pointsLine)),
    ...part('If a region is lost', report.regions.map(lossLine)),
    ...part(
      'Copies that nothing ever deletes (F-169)',
      report.copiesWithoutEnd.map((id) => `  ${id}`),
    ),
    ...part(
      'What could not be explained',
      report.unexplained.map(({ id, what }) => `  ${id}  ${what}`),
    ),
  ];
};

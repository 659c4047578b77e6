/**
 * The figures at the top of a page.
 *
 * @module
 */
import type { Cluster, Millis } from '@hsm-lifecycle/core';
import { residualData } from '@hsm-lifecycle/core/fleet';
import { countText, instantText, listText, spanText } from '@hsm-lifecycle/drills/sentences';
import { clustersOfStop, lossOf, type LostRegion } from './lost-region.ts';
import { newestPoint } from './recovery.ts';
import { placeOfRegion } from './region-names.ts';
import type { Stop } from './replay.ts';
import type { Scene } from './scene.ts';
import { secretsNamed, type Secret } from './secrets.ts';

/** Keeps the words of a span on one line. */
export const spanOf = (span: Millis): string => spanText(span).replaceAll(' ', '\u00a0');

/** A figure: its value, what it is, and how it comes about. */
export type HeadlineFigure = {
  readonly value: string;
  readonly what: string;
  readonly why: string;
};

const FIGURES_MAX = 4;

const workLost = ({ nameOf }: Scene, { outage, clusterId, stop }: LostRegion): HeadlineFigure => {
  const newest = newestPoint(stop.fleet, { clusterId, at: outage.from });
  const lost = outage.forGood ? 'lost' : 'out of reach';
  const what = `of work ${lost} with ${placeOfRegion(outage.place)}`;
  return newest === undefined
    ? { value: 'all', what, why: 'no recovery point in any other region' }
    : {
        value: spanOf(outage.from - newest.createdAt),
        what,
        why: [
          `newest recovery point: ${nameOf(newest.backupId)} in ${newest.region},`,
          `as of ${instantText(newest.createdAt)}`,
        ].join(' '),
      };
};

/** How long it took until another cluster had an ACTIVE HSM. */
const backAfter = ({ stops, nameOf }: Scene, { outage }: LostRegion): readonly HeadlineFigure[] => {
  for (const stop of stops) {
    if (stop.at < outage.from) continue;
    const heir = clustersOfStop(stop).find(
      ({ createdAt, phase, hsms }) =>
        createdAt >= outage.from &&
        phase === 'ACTIVE' &&
        [...hsms].some(({ state }) => state === 'ACTIVE'),
    );
    if (heir !== undefined)
      return [
        {
          value: spanOf(stop.at - outage.from),
          what: 'until the first HSM served again',
          why: `${nameOf(heir.clusterId)} in ${heir.region}`,
        },
      ];
  }
  return [];
};

const kindText = (secrets: readonly Secret[]): string => {
  const keys = secrets.filter(({ kind }) => kind === 'KEY').length;
  const users = secrets.length - keys;
  if (users === 0) return keys === 1 ? 'key' : 'keys';
  if (keys === 0) return users === 1 ? 'user' : 'users';
  return 'keys and users';
};

const NAMES_MAX = 4;

const namesText = (secrets: readonly Secret[]): string => {
  const names = secrets.map(({ name }) => name);
  return names.length > NAMES_MAX
    ? `${names.slice(0, NAMES_MAX).join(', ')}, ...`
    : listText(names);
};

const goneFigure = ({ homes }: Scene): readonly HeadlineFigure[] => {
  const gone = homes.filter(({ goneAt }) => goneAt !== undefined).map(({ secret }) => secret);
  const what = `${kindText(gone)} gone for good`;
  return gone.length === 0 ? [] : [{ value: String(gone.length), what, why: namesText(gone) }];
};

const endOf = ({ stops }: Scene): Stop | undefined => stops.at(-1);

/** What is on no HSM at the end, and can still come back. */
const residualFigure = (scene: Scene): readonly HeadlineFigure[] => {
  const fleet = endOf(scene)?.fleet;
  const found = fleet === undefined ? undefined : residualData(fleet);
  if (fleet === undefined || found?._tag !== 'Right') return [];
  const places = found.right.filter(({ region }) => fleet.lost[region] !== 'DESTROYED');
  const secrets = [
    ...new Map(
      places
        .flatMap(({ keys, users }) => secretsNamed(keys, users))
        .map((it) => [`${it.kind} ${it.name}`, it]),
    ).values(),
  ];
  const what = `${kindText(secrets)} can come back from ${countText(places.length, 'place')}`;
  return secrets.length === 0
    ? []
    : [{ value: String(secrets.length), what, why: namesText(secrets) }];
};

const backupsAtEnd = ({ bars }: Scene): HeadlineFigure => {
  const there = bars.filter(
    ({ kind, ended, pieces }) =>
      (kind === 'BACKUP' || kind === 'COPY') && !ended && pieces.at(-1)?.state === 'READY',
  );
  const copies = there.filter(({ kind }) => kind === 'COPY').length;
  return {
    value: String(there.length),
    what: there.length === 1 ? 'READY backup at the end' : 'READY backups at the end',
    why: [
      `${countText(there.length - copies, 'backup')} and`,
      `${countText(copies, 'copy', 'copies')}, lost regions included`,
    ].join(' '),
  };
};

/** The last cluster that can still be used; the last one, if none can. */
const lastCluster = (scene: Scene): Cluster | undefined => {
  const end = endOf(scene);
  if (end === undefined) return undefined;
  const all = clustersOfStop(end).toSorted((a, b) => a.createdAt - b.createdAt);
  const { lost } = end.fleet;
  const usable = all.filter(
    ({ phase, region }) => phase !== 'DELETED' && lost[region] === undefined,
  );
  return usable.at(-1) ?? all.at(-1);
};

const newestAtEnd = (scene: Scene): readonly HeadlineFigure[] => {
  const stop = endOf(scene);
  const cluster = lastCluster(scene);
  if (stop === undefined || cluster === undefined) return [];
  const { clusterId } = cluster;
  const { at, fleet } = stop;
  const name = scene.nameOf(clusterId);
  const newest = newestPoint(fleet, { clusterId, at });
  if (newest === undefined)
    return [{ value: 'none', what: `recovery points of ${name}`, why: 'at the end' }];
  const why = `${scene.nameOf(newest.backupId)} in ${newest.region}, at the end`;
  return [
    {
      value: spanOf(at - newest.createdAt),
      what: `age of the newest recovery point of ${name}`,
      why,
    },
  ];
};

/** At most four figures: what was lost first, then what is there. */
export const figuresOf = (scene: Scene): readonly HeadlineFigure[] => {
  const loss = lossOf(scene);
  return [
    ...(loss === undefined ? [] : [workLost(scene, loss), ...backAfter(scene, loss)]),
    ...goneFigure(scene),
    ...residualFigure(scene),
    ...newestAtEnd(scene),
    backupsAtEnd(scene),
  ].slice(0, FIGURES_MAX);
};

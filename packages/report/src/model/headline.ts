/**
 * The story in one sentence and at most four figures.
 *
 * @module
 */
import type { Cluster, Millis } from '@hsm-lifecycle/core';
import { countText, instantText, listText, spanText } from '@hsm-lifecycle/drills/sentences';
import type { Verdict } from '../story/story.ts';
import type { Home } from './homes.ts';
import type { Outage } from './outages.ts';
import { stopIndexAt } from './moments.ts';
import { newestPoint } from './recovery.ts';
import { placeOfRegion } from './region-names.ts';
import type { Stop } from './replay.ts';
import type { Scene } from './scene.ts';

/** Keeps the words of a span on one line. */
const spanOf = (span: Millis): string => spanText(span).replaceAll(' ', '\u00a0');

/** A figure: its value, what it is, and how it comes about. */
export type Figure = { readonly value: string; readonly what: string; readonly why: string };

/** The top of a page. */
export type Headline = {
  /** Whether all expectations hold; absent without any. */
  readonly passed: boolean | undefined;
  readonly sentence: string;
  readonly figures: readonly Figure[];
};

const FIGURES_MAX = 4;

const clustersIn = ({ fleet }: Stop): readonly Cluster[] =>
  [...fleet.holders.values()].filter((it) => it.kind === 'CLUSTER');

/** A region that was lost, and the first living cluster in it. */
type Loss = { readonly outage: Outage; readonly clusterId: string; readonly stop: Stop };

const lossOf = ({ outages, stops }: Scene): Loss | undefined => {
  for (const outage of outages) {
    const stop = stops[stopIndexAt(stops, outage.from)];
    if (outage.kind !== 'REGION' || stop === undefined) continue;
    const hit = clustersIn(stop).find(
      ({ region, phase }) => region === outage.place && phase !== 'DELETED',
    );
    if (hit !== undefined) return { outage, clusterId: hit.clusterId, stop };
  }
  return undefined;
};

const verdictText = (verdicts: readonly Verdict[]): string => {
  const held = verdicts.filter(({ passed }) => passed).length;
  if (verdicts.length === 0) return '';
  const all = countText(verdicts.length, 'expectation');
  return held === verdicts.length
    ? `Passed: ${held} of ${verdicts.length}.`
    : `Failed: ${verdicts.length - held} of ${all} did not hold.`;
};

const lossText = ({ outage, clusterId, stop }: Loss): string => {
  const newest = newestPoint(stop.fleet, { clusterId, at: outage.from });
  const after = `After ${placeOfRegion(outage.place)} was lost,`;
  return newest === undefined
    ? `${after} nothing could be recovered.`
    : `${after} ${spanOf(outage.from - newest.createdAt)} of work were gone.`;
};

const goneText = ({ homes }: Scene): string => {
  const gone = homes.filter(({ goneAt }) => goneAt !== undefined);
  if (gone.length === 0) return '';
  const names = listText(gone.slice(0, 3).map(({ secret }) => secret.name));
  const rest = gone.length > 3 ? ` and ${gone.length - 3} more` : '';
  const last = Math.max(...gone.map(({ goneAt = 0 }) => goneAt));
  const are = gone.length === 1 ? 'is' : 'are';
  return `${names}${rest} ${are} gone for good since ${instantText(last)}.`;
};

/** What a lost zone left of the first cluster that it hit. */
const zoneText = ({ outages, stops, nameOf }: Scene): string => {
  const zone = outages.find(({ kind }) => kind === 'ZONE');
  const stop = zone === undefined ? undefined : stops[stopIndexAt(stops, zone.from)];
  if (zone === undefined || stop === undefined) return '';
  const hit = clustersIn(stop).find(({ lostZones }) => [...lostZones].includes(zone.place));
  if (hit === undefined) return '';
  const working = [...hit.hsms].filter(({ state }) => state === 'ACTIVE').length;
  const after = `After ${zone.place} was lost, ${nameOf(hit.clusterId)}`;
  return working === 0
    ? `${after} had no working HSM.`
    : `${after} went on with ${countText(working, 'HSM')}.`;
};

const quietText = ({ data, stops }: Scene): string =>
  `After ${spanOf((stops.at(-1)?.at ?? 0) - data.begin.at)}, no key and no user is gone.`;

const sentenceOf = (scene: Scene, verdicts: readonly Verdict[]): string => {
  const loss = lossOf(scene);
  const sentences =
    loss === undefined ? [zoneText(scene), goneText(scene), quietText(scene)] : [lossText(loss)];
  const happened = sentences.find((it) => it !== '') ?? '';
  return `${verdictText(verdicts)} ${happened}`.trim();
};

const workLost = ({ nameOf }: Scene, { outage, clusterId, stop }: Loss): Figure => {
  const newest = newestPoint(stop.fleet, { clusterId, at: outage.from });
  const what = `of work lost with ${placeOfRegion(outage.place)}`;
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
const backAfter = ({ stops, nameOf }: Scene, { outage }: Loss): readonly Figure[] => {
  for (const stop of stops) {
    if (stop.at < outage.from) continue;
    const heir = clustersIn(stop).find(
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

const kindText = (gone: readonly Home[]): string => {
  const keys = gone.filter(({ secret }) => secret.kind === 'KEY').length;
  const users = gone.length - keys;
  if (users === 0) return keys === 1 ? 'key' : 'keys';
  if (keys === 0) return users === 1 ? 'user' : 'users';
  return 'keys and users';
};

const goneFigure = ({ homes }: Scene): readonly Figure[] => {
  const gone = homes.filter(({ goneAt }) => goneAt !== undefined);
  const names = gone.map(({ secret }) => secret.name);
  return gone.length === 0
    ? []
    : [
        {
          value: String(gone.length),
          what: `${kindText(gone)} gone for good`,
          why: names.length > 4 ? `${names.slice(0, 4).join(', ')}, ...` : listText(names),
        },
      ];
};

const endOf = ({ stops }: Scene): Stop | undefined => stops.at(-1);

const backupsAtEnd = ({ bars }: Scene): Figure => {
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
  const all = clustersIn(end).toSorted((a, b) => a.createdAt - b.createdAt);
  const { lost } = end.fleet;
  const usable = all.filter(
    ({ phase, region }) => phase !== 'DELETED' && lost[region] === undefined,
  );
  return usable.at(-1) ?? all.at(-1);
};

const newestAtEnd = (scene: Scene): readonly Figure[] => {
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

/** Writes the top of a page. */
export const headlineOf = (scene: Scene, verdicts: readonly Verdict[]): Headline => {
  const loss = lossOf(scene);
  const figures = [
    ...(loss === undefined ? [] : [workLost(scene, loss), ...backAfter(scene, loss)]),
    ...goneFigure(scene),
    ...newestAtEnd(scene),
    backupsAtEnd(scene),
  ];
  return {
    passed: verdicts.length === 0 ? undefined : verdicts.every(({ passed }) => passed),
    sentence: sentenceOf(scene, verdicts),
    figures: figures.slice(0, FIGURES_MAX),
  };
};

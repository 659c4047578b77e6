/**
 * The story in one sentence and at most four figures.
 *
 * @module
 */
import { countText, instantText, listText } from '@hsm-lifecycle/drills/sentences';
import type { Verdict } from '../story/story.ts';
import { figuresOf, spanOf, type HeadlineFigure } from './figures.ts';
import { clustersOfStop, lossOf, type LostRegion } from './lost-region.ts';
import { stopIndexAt } from './moments.ts';
import { newestPoint } from './recovery.ts';
import { placeOfRegion } from './region-names.ts';
import type { Scene } from './scene.ts';

/** The top of a page. */
export type Headline = {
  /** Whether all expectations hold; absent without any. */
  readonly passed: boolean | undefined;
  readonly sentence: string;
  readonly figures: readonly HeadlineFigure[];
};

/** Longer sentences are not for a headline. */
const LONG = 100;

const verdictText = (verdicts: readonly Verdict[]): string => {
  const held = verdicts.filter(({ passed }) => passed).length;
  if (verdicts.length === 0) return '';
  const all = countText(verdicts.length, 'expectation');
  return held === verdicts.length
    ? `Passed: ${held} of ${verdicts.length}.`
    : `Failed: ${verdicts.length - held} of ${all} did not hold.`;
};

const lossText = ({ outage, clusterId, stop }: LostRegion): string => {
  const newest = newestPoint(stop.fleet, { clusterId, at: outage.from });
  const age = newest === undefined ? '' : spanOf(outage.from - newest.createdAt);
  const place = placeOfRegion(outage.place);
  if (!outage.forGood)
    return age === ''
      ? `While ${place} was out of reach, nothing could be recovered.`
      : `When ${place} was out of reach, the newest recovery point was ${age} old.`;
  return age === ''
    ? `After ${place} was lost, nothing could be recovered.`
    : `After ${place} was lost, ${age} of work were gone.`;
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
  const hit = clustersOfStop(stop).find(({ lostZones }) => [...lostZones].includes(zone.place));
  if (hit === undefined) return '';
  const working = [...hit.hsms].filter(({ state }) => state === 'ACTIVE').length;
  const after = `After ${zone.place} was lost, ${nameOf(hit.clusterId)}`;
  return working === 0
    ? `${after} had no working HSM.`
    : `${after} went on with ${countText(working, 'HSM')}.`;
};

const quietText = ({ data, stops }: Scene): string =>
  `After ${spanOf((stops.at(-1)?.at ?? 0) - data.begin.at)}, no key and no user is gone.`;

/** The first thing that was expected and does not hold; what was found, if that is shorter. */
const failureText = (verdicts: readonly Verdict[]): string => {
  const failed = verdicts.find(({ passed }) => !passed);
  if (failed === undefined) return '';
  const { expected, found } = failed;
  if (expected.length <= LONG) return `Not so: ${expected}.`;
  const [first = ''] = found;
  return first === '' || first.length > LONG ? '' : `Found: ${first}.`;
};

const sentenceOf = (scene: Scene, verdicts: readonly Verdict[]): string => {
  const loss = lossOf(scene);
  const sentences =
    loss === undefined
      ? [failureText(verdicts), zoneText(scene), goneText(scene), quietText(scene)]
      : [lossText(loss)];
  const happened = sentences.find((it) => it !== '') ?? '';
  return `${verdictText(verdicts)} ${happened}`.trim();
};

/** Writes the top of a page. */
export const headlineOf = (scene: Scene, verdicts: readonly Verdict[]): Headline => ({
  passed: verdicts.length === 0 ? undefined : verdicts.every(({ passed }) => passed),
  sentence: sentenceOf(scene, verdicts),
  figures: figuresOf(scene),
});

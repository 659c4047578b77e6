/**
 * The ribbon below the rows: how old the newest recovery point is, over time.
 *
 * @module
 */
import { HOUR_MS, type Millis } from '@hsm-lifecycle/core';
import { instantText, spanText } from '@hsm-lifecycle/drills/sentences';
import { ticks } from 'd3-array';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import { ageAt, recoveryOver, worstAge, type Loss, type Stretch } from '../model/recovery.ts';
import type { Scene } from '../model/scene.ts';
import { ticksOf } from '../model/ticks.ts';
import type { TimeScale } from '../model/time-scale.ts';
import { AXIS_HEIGHT, Axis, Grid } from './axis.tsx';
import { percent } from './percent.ts';

const HEIGHT = 120;
/** The drawing's own units: it is stretched to the width of the page. */
const UNITS = 1000;

type Frame = { readonly scale: TimeScale; readonly most: Millis };

const levelOf = ({ most }: Frame, age: Millis): number => HEIGHT - (age / most) * HEIGHT;

/** The corners of a sawtooth: the axis bends between stretches, so these are corners too. */
const cornersOf = ({ from, to, newest }: Stretch, frame: Frame): readonly string[] => {
  if (newest === undefined) return [];
  const bends = frame.scale.stretches.map((it) => it.to).filter((at) => at > from && at < to);
  return [from, ...bends, to].map((at) => {
    const x = (frame.scale.place(at) * UNITS).toFixed(2);
    return `${x} ${levelOf(frame, ageAt(newest, at)).toFixed(2)}`;
  });
};

const Tooth = ({
  scene,
  stretch,
  frame,
}: {
  readonly scene: Scene;
  readonly stretch: Stretch;
  readonly frame: Frame;
}): JSX.Element => {
  const { from, to, newest } = stretch;
  const [x, end] = [frame.scale.place(from), frame.scale.place(to)];
  if (newest === undefined)
    return (
      <g class="nothing-left">
        <title>{`nothing recoverable from ${instantText(from)} to ${instantText(to)}`}</title>
        <rect x={x * UNITS} width={(end - x) * UNITS} y={0} height={HEIGHT} />
      </g>
    );
  const corners = cornersOf(stretch, frame);
  const name = `${scene.nameOf(newest.backupId)} in ${newest.region}`;
  return (
    <g class="tooth">
      <title>
        {`${name}: ${spanText(ageAt(newest, from))} old on ${instantText(from)}, ` +
          `${spanText(ageAt(newest, to))} on ${instantText(to)}`}
      </title>
      <path class="area" d={`M${x * UNITS} ${HEIGHT}L${corners.join('L')}V${HEIGHT}z`} />
      <path class="edge" d={`M${corners.join('L')}`} />
    </g>
  );
};

/** The steps of the axis of ages, in whole hours or days. */
const agesTo = (most: Millis): readonly Millis[] => {
  const hours = most / HOUR_MS;
  const unit = hours > 72 ? 24 : 1;
  return ticks(0, hours / unit, 3)
    .filter((it) => it > 0)
    .map((it) => it * unit * HOUR_MS);
};

/** The limit that is expected to hold although the region is lost. */
const limitOf = (
  { data: { limits }, outages }: Scene,
  { clusterId, ifLost }: Loss,
): Millis | undefined => {
  const isExpected = (region: string | undefined): boolean =>
    region === undefined
      ? ifLost === undefined || outages.some(({ place }) => place === ifLost)
      : ifLost !== region;
  return limits.find((it) => it.clusterId === clusterId && isExpected(it.region))?.maxAgeMs;
};

const Levels = ({
  frame,
  limit,
}: {
  readonly frame: Frame;
  readonly limit: Millis | undefined;
}): JSX.Element => (
  <g class="levels">
    {agesTo(frame.most).map((age) => (
      <g key={age}>
        <line x1="0" x2="100%" y1={levelOf(frame, age)} y2={levelOf(frame, age)} />
        <text x="3" y={levelOf(frame, age) - 3}>
          {spanText(age)}
        </text>
      </g>
    ))}
    {limit !== undefined && (
      <g class="limit">
        <line x1="0" x2="100%" y1={levelOf(frame, limit)} y2={levelOf(frame, limit)} />
        <text
          x="99.5%"
          y={levelOf(frame, limit) - 4}
        >{`expected: at most ${spanText(limit)}`}</text>
      </g>
    )}
  </g>
);

/** The width of a ribbon, in pixels, for which texts in it are chosen. */
const WIDTH = 760;
const NOTHING_TEXT = 'nothing could be recovered';

const NothingText = ({
  stretch: { from, to },
  scale: { place },
}: {
  readonly stretch: Stretch;
  readonly scale: TimeScale;
}): JSX.Element => {
  const [start, end] = [place(from), place(to)];
  const fits = (end - start) * WIDTH > NOTHING_TEXT.length * 6;
  return (
    <text class="nothing-text" x={percent((start + end) / 2)} y={HEIGHT / 2}>
      {fits ? NOTHING_TEXT : ''}
    </text>
  );
};

/** What the ribbon shows. */
export type RibbonProps = {
  readonly scene: Scene;
  readonly scale: TimeScale;
  readonly loss: Loss;
  readonly stop: number;
};

const RibbonPicture = ({ scene, scale, loss }: Omit<RibbonProps, 'stop'>): JSX.Element => {
  const stretches = recoveryOver(scene.stops, loss);
  const limit = limitOf(scene, loss);
  const most = Math.max(worstAge(stretches), limit ?? 0, HOUR_MS) * 1.12;
  const frame = { scale, most };
  const marks = ticksOf(scale);
  return (
    <g>
      <Grid ticks={marks} scale={scale} height={HEIGHT} />
      <svg
        width="100%"
        height={HEIGHT}
        viewBox={`0 0 ${UNITS} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        {stretches.map((stretch) => (
          <Tooth key={stretch.from} scene={scene} stretch={stretch} frame={frame} />
        ))}
      </svg>
      <Levels frame={frame} limit={limit} />
      {stretches
        .filter(({ newest }) => newest === undefined)
        .map((stretch) => (
          <NothingText key={stretch.from} stretch={stretch} scale={scale} />
        ))}
      <svg y={HEIGHT} width="100%" height={AXIS_HEIGHT}>
        <Axis ticks={marks} />
      </svg>
    </g>
  );
};

/** Draws the ribbon with its cursor. */
export const Ribbon = ({ scene, scale, loss, stop }: RibbonProps): JSX.Element => {
  const { clusterId, ifLost } = loss;
  const picture = useMemo(
    () => <RibbonPicture scene={scene} scale={scale} loss={loss} />,
    [scene, scale, clusterId, ifLost],
  );
  const x = percent(scale.place(scene.stops[stop]?.at ?? 0));
  return (
    <svg
      class="drawing ribbon"
      role="img"
      aria-label="Age of the newest recovery point over time"
      width="100%"
      height={HEIGHT + AXIS_HEIGHT}
    >
      {picture}
      <line class="cursor" x1={x} x2={x} y1={0} y2={HEIGHT} />
    </svg>
  );
};

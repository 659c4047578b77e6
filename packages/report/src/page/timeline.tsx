/**
 * The timeline: rows by account, region and cluster.
 *
 * @module
 */
import { instantText } from '@hsm-lifecycle/drills/sentences';
import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { Home } from '../model/homes.ts';
import type { Band, Link, Row } from '../model/rows.ts';
import type { Scene } from '../model/scene.ts';
import { ticksOf } from '../model/ticks.ts';
import type { TimeScale } from '../model/time-scale.ts';
import { Axis, AXIS_HEIGHT, Grid } from './axis.tsx';
import { BarView, LitStay } from './bar-view.tsx';
import { TimelineMarks, MARKS_HEIGHT } from './marks.tsx';
import { percent } from './percent.ts';

const HEAD = AXIS_HEIGHT + MARKS_HEIGHT;

/** Texts beyond this place are written to the left. */
const LATE = 0.7;

const labelClass = ({ kind, height }: Row): string =>
  height < 10 ? `label dense dense-${height}` : `label ${kind.toLowerCase()}`;

const Labels = ({ rows }: { readonly rows: readonly Row[] }): JSX.Element => (
  <div class="labels" aria-hidden="true">
    <div class="label axis-label" />
    <div class="label marks-label">
      <span>Notes</span>
      <span>Steps</span>
    </div>
    {rows.map((row) => (
      <div key={row.top} class={labelClass(row)} title={`${row.label} ${row.hint}`}>
        <span>{row.label}</span>
        {row.hint !== '' && <small>{row.hint}</small>}
      </div>
    ))}
  </div>
);

const bandText = ({ place, forGood, from }: Band): string =>
  `${place} ${forGood ? 'destroyed' : 'out of reach'} since ${instantText(from)}`;

const BandView = ({
  band,
  scale,
}: {
  readonly band: Band;
  readonly scale: TimeScale;
}): JSX.Element => {
  const { top, height, from, to, kind, forGood } = band;
  const [x, width] = [scale.place(from), scale.place(to) - scale.place(from)];
  return (
    <g class="band" role="img" aria-label={bandText(band)}>
      <title>{bandText(band)}</title>
      <rect x={percent(x)} width={percent(width)} y={top} height={height} />
      <line x1={percent(x)} x2={percent(x)} y1={top} y2={top + height} />
      {kind === 'REGION' && (
        <text x={percent(x)} y={top + 19} class={x > LATE ? 'left' : 'right'}>
          {` ${forGood ? 'destroyed' : 'out of reach'} `}
        </text>
      )}
    </g>
  );
};

const LinkView = ({
  link,
  scale,
}: {
  readonly link: Link;
  readonly scale: TimeScale;
}): JSX.Element => {
  const x = percent(scale.place(link.at));
  return (
    <g class="link">
      <line x1={x} x2={x} y1={link.fromTop} y2={link.toTop} />
      <circle cx={x} cy={link.fromTop} r="2.5" />
    </g>
  );
};

const regionLine = ({ kind, top }: Row): JSX.Element | undefined =>
  kind === 'REGION' || kind === 'ACCOUNT' ? (
    <line key={top} class="region-line" x1="-10" x2="100%" y1={top + 0.5} y2={top + 0.5} />
  ) : undefined;

/** All that does not change while the slider moves. */
const Picture = ({
  scene,
  scale,
}: {
  readonly scene: Scene;
  readonly scale: TimeScale;
}): JSX.Element => {
  const { rows, height, bands, links } = scene.rows;
  const ticks = ticksOf(scale);
  return (
    <g>
      <Axis ticks={ticks} />
      <svg y={AXIS_HEIGHT} width="100%" height={MARKS_HEIGHT} overflow="visible">
        <TimelineMarks scene={scene} scale={scale} />
      </svg>
      <svg class="rows" y={HEAD} width="100%" height={height} overflow="visible">
        <Grid ticks={ticks} scale={scale} height={height} />
        {rows.map(regionLine)}
        {rows.flatMap((row) =>
          row.bars.map((bar) => (
            <BarView key={bar.id} scene={scene} bar={bar} row={row} scale={scale} />
          )),
        )}
        {links.map((link) => (
          <LinkView key={`${link.at} ${link.toTop}`} link={link} scale={scale} />
        ))}
        {bands.map((band) => (
          <BandView key={`${band.place} ${band.from} ${band.top}`} band={band} scale={scale} />
        ))}
      </svg>
    </g>
  );
};

const Lights = ({
  scene,
  scale,
  home,
}: {
  readonly scene: Scene;
  readonly scale: TimeScale;
  readonly home: Home;
}): JSX.Element => {
  const rowOf = new Map(
    scene.rows.rows.flatMap((row) => row.bars.map(({ id }): [string, Row] => [id, row])),
  );
  const { goneAt } = home;
  const x = percent(scale.place(goneAt ?? 0));
  return (
    <svg class="lights" y={HEAD} width="100%" height={scene.rows.height}>
      {home.stays.flatMap((stay) => {
        const row = rowOf.get(stay.barId);
        return row === undefined
          ? []
          : [<LitStay key={`${stay.barId} ${stay.from}`} stay={stay} row={row} scale={scale} />];
      })}
      {goneAt !== undefined && (
        <g class="gone">
          <line x1={x} x2={x} y1="0" y2={scene.rows.height} />
          <text x={x} y="42" class={scale.place(goneAt) > LATE ? 'left' : 'right'}>
            {` gone for good on ${instantText(goneAt)} `}
          </text>
        </g>
      )}
    </svg>
  );
};

/** What the timeline shows. */
export type TimelineProps = {
  readonly scene: Scene;
  readonly scale: TimeScale;
  readonly stop: number;
  readonly home: Home | undefined;
  readonly onPlace: (place: number) => void;
};

const placeOf = (event: MouseEvent): number => {
  const target = event.currentTarget;
  if (!(target instanceof Element)) return 0;
  const { left, width } = target.getBoundingClientRect();
  return (event.clientX - left) / width;
};

/** Draws the timeline with its cursor. */
export const Timeline = ({ scene, scale, stop, home, onPlace }: TimelineProps): JSX.Element => {
  const picture = useMemo(() => <Picture scene={scene} scale={scale} />, [scene, scale]);
  const labels = useMemo(() => <Labels rows={scene.rows.rows} />, [scene]);
  const height = HEAD + scene.rows.height;
  const x = percent(scale.place(scene.stops[stop]?.at ?? 0));
  return (
    <div class={home === undefined ? 'chart' : 'chart choosing'}>
      {labels}
      {/* The slider does the same by keyboard. */}
      <svg
        class="drawing"
        role="group"
        aria-label="Timeline"
        width="100%"
        height={height}
        onClick={(event) => onPlace(placeOf(event))}
      >
        {picture}
        {home !== undefined && <Lights scene={scene} scale={scale} home={home} />}
        <line class="cursor" x1={x} x2={x} y1={AXIS_HEIGHT - 4} y2={height} />
      </svg>
    </div>
  );
};

/**
 * The axis of time, and its lines across the rows.
 *
 * @module
 */
import type { JSX } from 'preact';
import type { Tick } from '../model/ticks.ts';
import type { TimeScale } from '../model/time-scale.ts';
import { percent } from './percent.ts';

/** The height of the axis in pixels. */
export const AXIS_HEIGHT = 26;

/** Writes the marks of the axis. */
export const Axis = ({ ticks }: { readonly ticks: readonly Tick[] }): JSX.Element => (
  <g class="axis">
    {ticks.map(({ at, place, text, strong }) => (
      <text key={at} x={percent(place)} y={16} class={strong ? 'strong' : ''}>
        {text}
      </text>
    ))}
  </g>
);

/** Draws the lines of the axis, and shades the calm stretches, which are drawn narrower. */
export const Grid = ({
  ticks,
  scale,
  height,
}: {
  readonly ticks: readonly Tick[];
  readonly scale: TimeScale;
  readonly height: number;
}): JSX.Element => (
  <g class="grid">
    {scale.stretches
      .filter(({ calm }) => calm)
      .map(({ from, start, end }) => (
        <rect
          key={from}
          class="calm"
          x={percent(start)}
          width={percent(end - start)}
          y={0}
          height={height}
        />
      ))}
    {ticks.map(({ at, place, strong }) => (
      <line
        key={at}
        class={strong ? 'strong' : ''}
        x1={percent(place)}
        x2={percent(place)}
        y1={0}
        y2={height}
      />
    ))}
  </g>
);

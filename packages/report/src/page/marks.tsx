/**
 * The marks above the rows: notes, steps, refusals and failures.
 *
 * @module
 */
import { instantText } from '@hsm-lifecycle/drills/sentences';
import type { JSX } from 'preact';
import type { Scene } from '../model/scene.ts';
import type { TimeScale } from '../model/time-scale.ts';
import { percent } from './percent.ts';

/** The height of the marks in pixels: one line for notes, one for what happens. */
export const MARKS_HEIGHT = 42;

/** A mark. `number` counts notes. */
export type TimelineMark = {
  readonly kind: 'NOTE' | 'STEP' | 'REFUSED' | 'FAILED' | 'LOST';
  readonly at: number;
  readonly text: string;
  readonly number: number;
};

const kindOf = (type: string, step: number | undefined): TimelineMark['kind'] | undefined => {
  if (/Failed$|Degraded$/u.test(type)) return 'FAILED';
  if (type === 'RegionLost' || type === 'ZoneLost') return 'LOST';
  return step === undefined ? undefined : 'STEP';
};

/** The marks of a story. */
export const marksOf = ({
  data: { events, sentences, remarks },
}: Scene): readonly TimelineMark[] => {
  let number = 0;
  return [
    ...events.flatMap(({ event, step }, index): readonly TimelineMark[] => {
      const kind = kindOf(event.type, step);
      const text = sentences[index]?.text ?? event.type;
      return kind === undefined ? [] : [{ kind, at: event.data.at, text, number: 0 }];
    }),
    ...remarks.flatMap(({ kind, at, text }): readonly TimelineMark[] => {
      if (kind === 'NOTHING') return [];
      if (kind === 'NOTE') number += 1;
      return [{ kind, at, text, number: kind === 'NOTE' ? number : 0 }];
    }),
  ];
};

const SHAPES = {
  STEP: 'M0 -3.5a3.5 3.5 0 1 0 .01 0z',
  REFUSED: 'M-4.5 -4.5L4.5 4.5M4.5 -4.5L-4.5 4.5',
  FAILED: 'M0 -5L5.5 4.5H-5.5z',
  LOST: 'M0 -6L6 0L0 6L-6 0z',
} as const;

const MarkView = ({
  mark,
  x,
}: {
  readonly mark: TimelineMark;
  readonly x: string;
}): JSX.Element => {
  const { kind, text, at, number } = mark;
  const words = `${instantText(at)}: ${text}`;
  return (
    <svg
      class={`mark ${kind.toLowerCase()}`}
      x={x}
      y={kind === 'NOTE' ? 11 : 32}
      overflow="visible"
    >
      <g role="img" aria-label={words}>
        <title>{words}</title>
        {kind === 'NOTE' ? (
          <>
            <circle r="8" />
            <text y="3.5">{number}</text>
          </>
        ) : (
          <path d={SHAPES[kind]} />
        )}
      </g>
    </svg>
  );
};

/** Draws the marks of a story: one for each kind and place. */
export const TimelineMarks = ({
  scene,
  scale,
}: {
  readonly scene: Scene;
  readonly scale: TimeScale;
}): JSX.Element => {
  const drawn = new Map<string, TimelineMark>();
  for (const mark of marksOf(scene)) {
    const key = `${mark.kind} ${scale.place(mark.at).toFixed(3)}`;
    const same = drawn.get(key);
    drawn.set(key, same === undefined ? mark : { ...mark, text: `${same.text}; ${mark.text}` });
  }
  return (
    <g>
      {[...drawn].map(([key, mark]) => (
        <MarkView key={key} mark={mark} x={percent(scale.place(mark.at))} />
      ))}
    </g>
  );
};

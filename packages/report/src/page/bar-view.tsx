/**
 * One bar: its pieces, and what a chosen secret lights up.
 *
 * @module
 */
import { instantText } from '@hsm-lifecycle/drills/sentences';
import type { JSX } from 'preact';
import type { Bar, Piece } from '../model/bars.ts';
import type { Row } from '../model/rows.ts';
import type { Stay } from '../model/homes.ts';
import type { Scene } from '../model/scene.ts';
import type { TimeScale } from '../model/time-scale.ts';
import { percent } from './percent.ts';
import { lookOf, stateText } from './state-words.ts';

/** The width of a timeline, in pixels, for which texts in bars are chosen. */
const WIDTH = 760;
const LETTER = 6.4;

/** How much smaller than its row a bar is. */
const INSETS = { CLUSTER: 3, HSM: 4, ORIGIN: 6, BACKUP: 3, COPY: 4 } as const;

const KINDS = {
  CLUSTER: 'cluster',
  HSM: 'HSM',
  ORIGIN: 'contents of',
  BACKUP: 'backup',
  COPY: 'copy',
} as const;

/** A bar in words, for those who cannot see it. */
const barText = ({ nameOf }: Scene, { id, kind, detail, pieces, ended }: Bar): string => {
  const name = `${KINDS[kind]} ${nameOf(kind === 'ORIGIN' ? detail : id)}`;
  const where = kind === 'HSM' ? ` in ${detail}` : '';
  const lives = pieces.map(({ state, from }) => `${stateText(state)} from ${instantText(from)}`);
  const end = ended ? `; gone on ${instantText(pieces.at(-1)?.to ?? 0)}` : '';
  return `${name}${where}: ${lives.join(', ')}${end}`;
};

type Box = { readonly top: number; readonly height: number };

/** Where the bar of a row is. */
const boxOf = ({ kind, top, height }: Row): Box => {
  const inset = kind === 'ACCOUNT' || kind === 'REGION' ? 0 : height < 10 ? 1 : INSETS[kind];
  return { top: top + inset, height: height - 2 * inset };
};

const PieceView = ({
  piece: { state, from, to },
  box: { top, height },
  scale: { place },
  isNamed,
}: {
  readonly piece: Piece;
  readonly box: Box;
  readonly scale: TimeScale;
  readonly isNamed: boolean;
}): JSX.Element => {
  const share = place(to) - place(from);
  const text = stateText(state);
  const fits = isNamed && share * WIDTH > text.length * LETTER + 8;
  return (
    <svg
      class={`piece ${lookOf(state)}`}
      x={percent(place(from))}
      y={top}
      width={percent(share)}
      height={height}
    >
      <rect width="100%" height="100%" rx="1.5" />
      {fits && (
        <text x="5" y={height / 2 + 4}>
          {text}
        </text>
      )}
    </svg>
  );
};

/** The end of a life: a line across, where something was purged, removed or failed. */
const EndMark = ({
  x,
  box: { top, height },
}: {
  readonly x: string;
  readonly box: Box;
}): JSX.Element => <line class="end" x1={x} x2={x} y1={top - 2} y2={top + height + 2} />;

/** Draws a bar. */
export const BarView = ({
  scene,
  bar,
  row,
  scale,
}: {
  readonly scene: Scene;
  readonly bar: Bar;
  readonly row: Row;
  readonly scale: TimeScale;
}): JSX.Element => {
  const box = boxOf(row);
  const text = barText(scene, bar);
  const end = bar.pieces.at(-1)?.to ?? 0;
  return (
    <g class={`bar ${bar.kind.toLowerCase()}`} role="img" aria-label={text} data-bar={bar.id}>
      <title>{text}</title>
      {bar.pieces.map((piece) => (
        <PieceView
          key={piece.from}
          piece={piece}
          box={box}
          scale={scale}
          isNamed={bar.kind === 'CLUSTER'}
        />
      ))}
      {bar.ended && <EndMark x={percent(scale.place(end))} box={box} />}
    </g>
  );
};

/** Lights up the stretches in which a bar holds the chosen secret. */
export const LitStay = ({
  stay: { from, to },
  row,
  scale: { place },
}: {
  readonly stay: Stay;
  readonly row: Row;
  readonly scale: TimeScale;
}): JSX.Element => {
  const { top, height } = boxOf(row);
  return (
    <rect
      class={height < 5 ? 'lit thin' : 'lit'}
      x={percent(place(from))}
      width={percent(place(to) - place(from))}
      y={top}
      height={height}
      rx="1.5"
    />
  );
};

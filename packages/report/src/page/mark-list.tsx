/**
 * The notes, refusals and failures in words, below the timeline.
 *
 * @module
 */
import { instantText } from '@hsm-lifecycle/drills/sentences';
import type { JSX } from 'preact';
import type { Scene } from '../model/scene.ts';
import { marksOf, type TimelineMark } from './marks.tsx';

const SIGNS = { NOTE: '', STEP: '', REFUSED: '✕', FAILED: '▲', LOST: '◆' } as const;

/** Notes come before what they speak of. */
const orderOf = ({ kind, number }: TimelineMark): number => (kind === 'NOTE' ? number : Infinity);

/** How many are listed: the list of events below has all. */
const SHOWN_MAX = 24;

const Line = ({
  mark: { kind, at, text, number },
}: {
  readonly mark: TimelineMark;
}): JSX.Element => (
  <li class={`mark-line ${kind.toLowerCase()}`}>
    <span class="sign">{kind === 'NOTE' ? number : SIGNS[kind]}</span>
    <span>
      {text} <small>{instantText(at)}</small>
    </span>
  </li>
);

/** Lists what the marks mean. */
export const MarkList = ({ scene }: { readonly scene: Scene }): JSX.Element | undefined => {
  const marks = marksOf(scene)
    .filter(({ kind }) => kind !== 'STEP' && kind !== 'LOST')
    .toSorted((a, b) => a.at - b.at || orderOf(a) - orderOf(b));
  return marks.length === 0 ? undefined : (
    <ol class="mark-list" aria-label="Notes, refusals and failures">
      {marks.slice(0, SHOWN_MAX).map((mark) => (
        <Line key={`${mark.kind} ${mark.at} ${mark.text}`} mark={mark} />
      ))}
      {marks.length > SHOWN_MAX && <li>{`and ${marks.length - SHOWN_MAX} more, listed below`}</li>}
    </ol>
  );
};

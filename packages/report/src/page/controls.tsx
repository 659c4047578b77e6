/**
 * Moving through time: a slider, and buttons for those who prefer them.
 *
 * @module
 */
import { instantText } from '@hsm-lifecycle/drills/sentences';
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Scene } from '../model/scene.ts';

/** How long each event stays while the story plays. */
const BEAT_MS = 700;

const stopText = ({ stops, data }: Scene, stop: number): string => {
  const { at = 0, happened = 0 } = stops[stop] ?? {};
  const sentence = data.sentences[happened - 1]?.text;
  return `${instantText(at)}${sentence === undefined ? '' : `: ${sentence}`}`;
};

/** What the controls need. */
export type ControlsProps = {
  readonly scene: Scene;
  readonly stop: number;
  readonly onStop: (stop: number) => void;
};

/** Shows the slider and its buttons. */
export const Controls = ({ scene, stop, onStop }: ControlsProps): JSX.Element => {
  const last = scene.stops.length - 1;
  const [isPlaying, setPlaying] = useState(false);
  useEffect(() => {
    if (!isPlaying) return undefined;
    if (stop >= last) {
      setPlaying(false);
      return undefined;
    }
    const timer = setTimeout(() => onStop(stop + 1), BEAT_MS);
    return () => clearTimeout(timer);
  }, [isPlaying, stop, last, onStop]);
  const play = (): void => {
    if (!isPlaying && stop >= last) onStop(0);
    setPlaying(!isPlaying);
  };
  return (
    <div class="controls" role="group" aria-label="Time">
      <button type="button" class="play" onClick={play}>
        {isPlaying ? 'Pause' : 'Play'}
      </button>
      <button
        type="button"
        disabled={stop <= 0}
        onClick={() => onStop(stop - 1)}
        aria-label="Back by one event"
      >
        ‹
      </button>
      <input
        id="slider"
        type="range"
        min={0}
        max={last}
        step={1}
        value={stop}
        aria-label="Event"
        aria-valuetext={stopText(scene, stop)}
        onInput={(event) => onStop(Number(event.currentTarget.value))}
      />
      <button
        type="button"
        disabled={stop >= last}
        onClick={() => onStop(stop + 1)}
        aria-label="On by one event"
      >
        ›
      </button>
      <output for="slider">{instantText(scene.stops[stop]?.at ?? 0)}</output>
    </div>
  );
};

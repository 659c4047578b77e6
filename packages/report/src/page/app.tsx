/**
 * The part of the page that moves.
 *
 * @module
 */
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { instantText } from '@hsm-lifecycle/drills/sentences';
import { recoveryOver, type Loss } from '../model/recovery.ts';
import type { Scene } from '../model/scene.ts';
import { trueScale, type TimeScale } from '../model/time-scale.ts';
import { Controls } from './controls.tsx';
import { Legend } from './legend.tsx';
import { LossChoice } from './loss-choice.tsx';
import { MarkList } from './mark-list.tsx';
import { Panel } from './panel.tsx';
import { Patterns } from './patterns.tsx';
import { Ribbon } from './ribbon.tsx';
import { fateText, Secrets } from './secrets.tsx';
import { SecretChoice } from './secret-choice.tsx';
import { Timeline, type TimelineProps } from './timeline.tsx';
import { useStop } from './use-stop.ts';

/**
 * The loss that the ribbon shows first: that of the first cluster's own region, if anything is ever
 * kept elsewhere.
 */
const firstLoss = ({ stops, bars, clusterIds }: Scene): Loss | undefined => {
  const [clusterId] = clusterIds;
  const ifLost = bars.find(({ id }) => id === clusterId)?.region;
  if (clusterId === undefined || ifLost === undefined) return undefined;
  const isKept = recoveryOver(stops, { clusterId, ifLost }).some(
    ({ newest }) => newest !== undefined,
  );
  return isKept ? { clusterId, ifLost } : { clusterId };
};

const nearestStop = ({ stops }: Scene, { place }: TimeScale, wanted: number): number => {
  let [nearest, least] = [0, Infinity];
  for (const [index, { at }] of stops.entries()) {
    const distance = Math.abs(place(at) - wanted);
    if (distance <= least) [nearest, least] = [index, distance];
  }
  return nearest;
};

/** Says what is chosen, or how to read the axis. */
const ChosenLine = ({ scene, home }: Pick<TimelineProps, 'scene' | 'home'>): JSX.Element => (
  <p class="chosen-line" aria-live="polite">
    {home === undefined ? (
      <>
        From {instantText(scene.plan.from)}. Quiet stretches are drawn narrower, on a shaded ground.
      </>
    ) : (
      <>
        <strong>{home.secret.name}</strong>: {fateText(home, scene)}
      </>
    )}
  </p>
);

/** Scrolls a narrow timeline to its cursor. */
const showPlace = (box: HTMLDivElement | null, place: number): void => {
  const drawing = box?.querySelector('.drawing');
  if (box === null || drawing === null || drawing === undefined) return;
  const hidden = box.scrollWidth - box.clientWidth;
  if (hidden > 0) box.scrollLeft = place * drawing.clientWidth - (box.clientWidth - hidden) / 2;
};

const Charts = (
  props: Omit<TimelineProps, 'onPlace'> & { readonly onStop: (stop: number) => void },
): JSX.Element => {
  const { scene, scale, stop, onStop } = props;
  const [loss, setLoss] = useState(() => firstLoss(scene));
  const onPlace = (place: number): void => onStop(nearestStop(scene, scale, place));
  const box = useRef<HTMLDivElement>(null);
  const place = scale.place(scene.stops[stop]?.at ?? 0);
  useEffect(() => showPlace(box.current, place), [place]);
  return (
    <div
      ref={box}
      class="scroll"
      tabIndex={0}
      role="region"
      aria-label="Timeline and recovery points"
    >
      <Timeline {...props} onPlace={onPlace} />
      {loss !== undefined && (
        <>
          <LossChoice scene={scene} loss={loss} onLoss={setLoss} />
          <div class="chart">
            <div class="labels" />
            <Ribbon scene={scene} scale={scale} loss={loss} stop={stop} />
          </div>
        </>
      )}
    </div>
  );
};

/** Shows a story that one can move through. */
export const App = ({ scene }: { readonly scene: Scene }): JSX.Element => {
  const [stop, onStop] = useStop(scene);
  const [chosen, setChosen] = useState<number | undefined>(undefined);
  const [isTrue, setTrue] = useState(false);
  const scale = useMemo(() => (isTrue ? trueScale(scene.plan) : scene.scale), [scene, isTrue]);
  const home = chosen === undefined ? undefined : scene.homes[chosen];
  return (
    <div class="app">
      <Patterns />
      <div class="stage">
        <div class="bar-of-controls">
          <Controls scene={scene} stop={stop} onStop={onStop} />
          <div class="choices">
            <SecretChoice scene={scene} chosen={chosen} onChoose={setChosen} />
            <label class="choice">
              <input type="checkbox" checked={isTrue} onChange={() => setTrue(!isTrue)} />
              true to scale
            </label>
          </div>
        </div>
        <ChosenLine scene={scene} home={home} />
        <Charts scene={scene} scale={scale} stop={stop} home={home} onStop={onStop} />
        <Legend />
        <MarkList scene={scene} />
      </div>
      <div class="side">
        <Panel scene={scene} stop={stop} />
        <Secrets scene={scene} chosen={chosen} stop={stop} onChoose={setChosen} />
      </div>
    </div>
  );
};

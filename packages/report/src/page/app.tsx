/**
 * The part of the page that moves.
 *
 * @module
 */
import type { JSX } from 'preact';
import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { instantText } from '@hsm-lifecycle/drills/sentences';
import type { Loss } from '../model/recovery.ts';
import type { Scene } from '../model/scene.ts';
import { trueScale, type TimeScale } from '../model/time-scale.ts';
import { Controls } from './controls.tsx';
import { Legend } from './legend.tsx';
import { LossChoice } from './loss-choice.tsx';
import { Panel } from './panel.tsx';
import { Patterns } from './patterns.tsx';
import { Ribbon } from './ribbon.tsx';
import { fateText, Secrets } from './secrets.tsx';
import { Timeline } from './timeline.tsx';

/** Where the page begins: at the loss of a region, or at the end. */
export const firstStop = ({ stops, outages }: Scene): number => {
  const [outage] = outages;
  const at = outage === undefined ? -1 : stops.findIndex((stop) => stop.at >= outage.from);
  return at < 0 ? stops.length - 1 : at;
};

/** The loss that the ribbon shows first: that of the first cluster's own region. */
export const firstLoss = ({ bars, clusterIds }: Scene): Loss | undefined => {
  const [clusterId] = clusterIds;
  const region = bars.find(({ id }) => id === clusterId)?.region;
  if (clusterId === undefined) return undefined;
  return region === undefined ? { clusterId } : { clusterId, ifLost: region };
};

const nearestStop = ({ stops }: Scene, { place }: TimeScale, wanted: number): number => {
  let [nearest, least] = [0, Infinity];
  for (const [index, { at }] of stops.entries()) {
    const distance = Math.abs(place(at) - wanted);
    if (distance <= least) [nearest, least] = [index, distance];
  }
  return nearest;
};

/** The stop that an address such as `#event-12` names. */
const stopInAddress = (hash: string): number | undefined => {
  const found = /^#event-(\d+)$/u.exec(hash)?.[1];
  return found === undefined ? undefined : Number(found);
};

/** Marks the event of the stop in the list of events, which is plain text. */
const markEvent = (happened: number): void => {
  for (const it of document.querySelectorAll('.event[aria-current]'))
    it.removeAttribute('aria-current');
  document.querySelector(`#event-${happened}`)?.setAttribute('aria-current', 'true');
};

/** Shows a story that one can move through. */
export const App = ({ scene }: { readonly scene: Scene }): JSX.Element => {
  const last = scene.stops.length - 1;
  const [stop, setStop] = useState(() => firstStop(scene));
  const [chosen, setChosen] = useState<number | undefined>(undefined);
  const [loss, setLoss] = useState(() => firstLoss(scene));
  const [isTrue, setTrue] = useState(false);
  const scale = useMemo(() => (isTrue ? trueScale(scene.plan) : scene.scale), [scene, isTrue]);
  const onStop = useCallback((to: number) => setStop(Math.min(last, Math.max(0, to))), [last]);
  useEffect(() => {
    const follow = (): void => {
      const to = stopInAddress(location.hash);
      if (to !== undefined) onStop(to);
    };
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, [onStop]);
  useEffect(() => markEvent(scene.stops[stop]?.happened ?? 0), [scene, stop]);
  const home = chosen === undefined ? undefined : scene.homes[chosen];
  return (
    <div class="app">
      <Patterns />
      <div class="stage">
        <div class="bar-of-controls">
          <Controls scene={scene} stop={stop} onStop={onStop} />
          <label class="axis-choice">
            <input type="checkbox" checked={isTrue} onChange={() => setTrue(!isTrue)} />
            true to scale
          </label>
        </div>
        <p class="chosen-line" aria-live="polite">
          {home === undefined ? (
            <>
              From {instantText(scene.plan.from)}. Quiet days are drawn narrower, on a shaded
              ground.
            </>
          ) : (
            <>
              <strong>{home.secret.name}</strong>: {fateText(home, scene)}
            </>
          )}
        </p>
        <div class="scroll" tabIndex={0} role="region" aria-label="Timeline and recovery points">
          <Timeline
            scene={scene}
            scale={scale}
            stop={stop}
            home={home}
            onPlace={(place) => onStop(nearestStop(scene, scale, place))}
          />
          {loss !== undefined && (
            <div class="chart ribbon-chart">
              <div class="labels">
                <LossChoice scene={scene} loss={loss} onLoss={setLoss} />
              </div>
              <Ribbon scene={scene} scale={scale} loss={loss} stop={stop} />
            </div>
          )}
        </div>
        <Legend />
      </div>
      <div class="side">
        <Panel scene={scene} stop={stop} />
        <Secrets scene={scene} chosen={chosen} stop={stop} onChoose={setChosen} />
      </div>
    </div>
  );
};

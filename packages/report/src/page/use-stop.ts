/**
 * The stop of the slider, which the address and the list of events follow.
 *
 * @module
 */
import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Scene } from '../model/scene.ts';

/** Where the page begins: at the loss of a region or zone, or at the end. */
const firstStop = ({ stops, outages }: Scene): number => {
  const [outage] = outages;
  const at = outage === undefined ? -1 : stops.findIndex((stop) => stop.at >= outage.from);
  return at < 0 ? stops.length - 1 : at;
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
  const event = document.querySelector(`#event-${happened}`);
  event?.setAttribute('aria-current', 'true');
  const folded = event?.closest('details');
  if (folded instanceof HTMLDetailsElement) folded.open = true;
};

/** The stop, and how to move it. */
export const useStop = (scene: Scene): readonly [number, (stop: number) => void] => {
  const last = scene.stops.length - 1;
  const [stop, setStop] = useState(() => firstStop(scene));
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
  return [stop, onStop];
};

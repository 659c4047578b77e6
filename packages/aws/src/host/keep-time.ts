/**
 * Lets what is due happen without a request.
 *
 * @module
 */
import { nextDueAt } from '@hsm-lifecycle/core/fleet';
import { isLeft } from '../kernel/either.ts';
import type { Host } from './host.ts';
import type { MovableClock } from './movable-clock.ts';

const LEAST_MS = 50;
const MOST_MS = 60_000;

/**
 * Wakes the host when something is due, while the clock runs. A clock that stands still needs none
 * of this.
 *
 * @returns ends it
 */
export const keepTime = (host: Host, clock: MovableClock): (() => void) => {
  const { wallMsPerMs } = clock;
  if (wallMsPerMs === undefined) return () => undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isEnded = false;
  const wake = async (): Promise<void> => {
    const fleet = await host.look();
    const due = isLeft(fleet) ? undefined : nextDueAt(fleet.right);
    const ms = due === undefined ? MOST_MS : (due - clock.now()) * wallMsPerMs;
    if (isEnded) return;
    timer = setTimeout(() => void wake(), Math.min(MOST_MS, Math.max(LEAST_MS, ms)));
    timer.unref();
  };
  void wake();
  return () => {
    isEnded = true;
    clearTimeout(timer);
  };
};

/**
 * Going on to the next thing that happens: a due event of the fleet, or a timer.
 *
 * @module
 */
import type { Command, EpochMillis } from '@hsm-lifecycle/core';
import { advanceFleet, nextDueAt, type Fleet, type FleetEvent } from '@hsm-lifecycle/core/fleet';
import { left, right, type Either } from '../kernel/either.ts';
import { setTimers, worldIn, type Life } from './life.ts';
import type { MeasureReaction } from './measure.ts';
import type { Act, OverlayAct, ProcessKind } from './process.ts';
import type { Pending } from './timers.ts';

/** So much happens at one instant that a process or a runbook must be waking itself. */
export type Runaway = {
  readonly _tag: 'Runaway';
  readonly process: string;
  readonly at: EpochMillis;
};

/** How many timers may ring at one instant. */
const RINGS_MAX = 10_000;

/** Keeps the state of a measure, and passes its observations on. */
const note = (life: Life, measure: number, seen: MeasureReaction<unknown>): void => {
  const [state, observations] = seen;
  life.measured[measure] = state;
  for (const observation of observations) life.listener.sink(measure, observation);
};

const tellMeasures = (life: Life, happened: FleetEvent): void => {
  if (life.measured.length === 0) return;
  for (const index of life.measuring.get(happened.event.type) ?? []) {
    const measure = life.simulation.measures[index];
    if (measure !== undefined)
      note(life, index, measure.see(life.measured[index], happened, worldIn(life)));
  }
};

const tellProcesses = (life: Life, happened: FleetEvent): void => {
  for (const index of life.watching.get(happened.event.type) ?? []) {
    const process = life.simulation.processes[index];
    const luck = life.lucks[index];
    if (process?.see === undefined || luck === undefined) continue;
    const moment = { world: worldIn(life), luck };
    const [state, timers] = process.see(life.states[index], happened, moment);
    life.states[index] = state;
    setTimers(life, index, timers);
  }
};

type Changed = {
  readonly command: Command | undefined;
  readonly after: Fleet;
  readonly events: readonly FleetEvent[];
};

const change = (life: Life, { command, after, events }: Changed): void => {
  const before = life.fleet;
  life.fleet = after;
  life.events += events.length;
  life.listener.onStep?.({ before, command, events, after });
  for (const happened of events) tellMeasures(life, happened);
  for (const happened of events) tellProcesses(life, happened);
};

const overlay = (life: Life, act: OverlayAct): void => {
  switch (act.type) {
    case 'BeginZoneOutage':
      life.zonesOut = life.zonesOut.concat(act.availabilityZone);
      break;
    case 'EndZoneOutage':
      life.zonesOut = life.zonesOut.filter((it) => it !== act.availabilityZone);
      break;
    case 'Suspend':
      life.suspended = life.suspended.concat(act.runbook);
      break;
    case 'Resume':
      life.suspended = life.suspended.filter((it) => it !== act.runbook);
      break;
  }
  life.simulation.measures.forEach((measure, index) => {
    if (measure.turn !== undefined && life.measured.length > 0)
      note(life, index, measure.turn(life.measured[index], worldIn(life)));
  });
};

/** Only calls of people and runbooks count: what the service does by itself is no call. */
const CALLING: ReadonlySet<ProcessKind> = new Set(['PERSON', 'RUNBOOK', 'WORKLOAD']);

const tellCall = (life: Life, command: Command, isAccepted: boolean): void => {
  if (life.measured.length === 0) return;
  life.simulation.measures.forEach((measure, index) => {
    if (measure.call === undefined) return;
    const call = { command, isAccepted };
    note(life, index, measure.call(life.measured[index], call, worldIn(life)));
  });
};

const isOverlay = (act: Act): act is OverlayAct => !('data' in act);

const act = (life: Life, kind: ProcessKind, it: Act): void => {
  if (isOverlay(it)) {
    overlay(life, it);
    return;
  }
  const outcome = life.machine(life.fleet, it);
  if (outcome._tag === 'Right') {
    const [after, events] = outcome.right;
    change(life, { command: it, after, events });
  }
  if (CALLING.has(kind)) tellCall(life, it, outcome._tag === 'Right');
};

const ring = (life: Life, { process: index, subject, about }: Pending): void => {
  const process = life.simulation.processes[index];
  const luck = life.lucks[index];
  if (process === undefined || luck === undefined) return;
  const moment = { world: worldIn(life), luck };
  const woken = process.wake(life.states[index], { subject, about }, moment);
  life.states[index] = woken.state;
  for (const each of woken.acts ?? []) act(life, process.kind, each);
  setTimers(life, index, woken.timers ?? []);
};

const arrive = (life: Life, at: EpochMillis): void => {
  if (at > life.at) life.rungNow = 0;
  life.at = at;
};

const passTime = (life: Life, at: EpochMillis): void => {
  arrive(life, at);
  const outcome = advanceFleet(life.fleet, { at });
  if (outcome._tag !== 'Right') return;
  const [after, events] = outcome.right;
  change(life, { command: undefined, after, events });
};

/**
 * Goes on to the next thing that happens before or at an instant.
 *
 * At one instant the fleet's own events come first, then processes in their order.
 *
 * @returns Right: whether something happened. Left: a process wakes itself for ever.
 */
export const tick = (life: Life, until: EpochMillis): Either<Runaway, boolean> => {
  const due = nextDueAt(life.fleet) ?? Number.POSITIVE_INFINITY;
  const next = life.timers.at(-1);
  const rings = next?.at ?? Number.POSITIVE_INFINITY;
  if (Math.min(due, rings) > until) return right(false);
  if (next === undefined || due <= rings) {
    passTime(life, due);
    return right(true);
  }
  life.timers.pop();
  arrive(life, rings);
  life.rungNow += 1;
  if (life.rungNow > RINGS_MAX) {
    const process = life.simulation.processes[next.process]?.name ?? '';
    return left({ _tag: 'Runaway', process, at: rings });
  }
  ring(life, next);
  return right(true);
};

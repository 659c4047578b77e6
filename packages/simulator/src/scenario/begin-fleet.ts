/**
 * The fleet that a scenario begins with.
 *
 * @module
 */
import type { Duration, Durations, Edition } from '@hsm-lifecycle/core';
import { customEdition, explain } from '@hsm-lifecycle/core';
import { restated } from '@hsm-lifecycle/core/codec';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { hasPassed, runDrill, type Drill } from '@hsm-lifecycle/drills';
import { misfitAt, type DrillMisfit } from '@hsm-lifecycle/drills/fields';
import { left, right, type Either } from '../kernel/either.ts';
import type { WorkTimes } from '../processes/work.ts';
import type { Distribution } from '../random/distribution.ts';
import type { Scenario } from './scenario.ts';

/** The end of a drill. Left: the first place that is wrong, or an expectation that is not met. */
export const fleetOfDrill = (drill: Drill, path: string): Either<DrillMisfit, Fleet> => {
  const run = runDrill(drill);
  if (run._tag === 'Left') return left(misfitAt({ ...run.left, path: `${path}.${run.left.path}` }));
  if (hasPassed(run.right)) return right(run.right.fleet);
  const failed = run.right.verdicts.find(({ passed }) => !passed);
  return left(
    misfitAt({
      path: `${path}.steps`,
      expected: failed?.expected ?? 'steps that are accepted',
      actual: failed?.found.join('; ') ?? 'a step that was refused',
    }),
  );
};

/** A fixed span is the edition's own; a random one is reported by the simulator. */
const durationOf = (takes: Distribution): Duration =>
  'constant' in takes ? takes.constant : 'REPORTED';

const isDuration = (name: string): name is keyof Durations =>
  name !== 'detection' && name !== 'replacement';

type Replacement = Edition['replacement'];

/** What the scenario says about durations, as changes of an edition. */
const changesFor = (work: Exclude<Scenario['work'], undefined>) => {
  const durations: { -readonly [Name in keyof Durations]?: Duration } = {};
  const replacement: { -readonly [Name in keyof Replacement]?: Duration } = {};
  for (const [name, time] of Object.entries(work)) {
    if (time?.takes === undefined) continue;
    const duration = durationOf(time.takes);
    if (name === 'detection') replacement.detectedAfter = duration;
    else if (name === 'replacement') replacement.takes = duration;
    else if (isDuration(name)) durations[name] = duration;
  }
  return { durations, replacement };
};

/** Puts the durations of a scenario into the editions of a fleet. */
export const withDurations = (fleet: Fleet, work: Scenario['work']): Either<DrillMisfit, Fleet> => {
  if (work === undefined || Object.values(work).every((it) => it?.takes === undefined))
    return right(fleet);
  const changes = changesFor(work);
  const made = restated(fleet, (it) =>
    customEdition(it, { ...changes, name: `${it.name}+simulated` }),
  );
  return made._tag === 'Right'
    ? made
    : left(
        misfitAt({
          path: 'work',
          expected: 'durations that an edition can have',
          actual: explain(made.left),
        }),
      );
};

/** The work that the simulator ends or fails: a fixed span is the edition's. */
export const workTimesOf = (work: Exclude<Scenario['work'], undefined>): WorkTimes =>
  Object.fromEntries(
    Object.entries(work).flatMap(([name, time]) => {
      if (time === undefined) return [];
      const { takes, fails } = time;
      const random = takes === undefined || 'constant' in takes ? {} : { takes };
      return [[name, { ...random, ...(fails === undefined ? {} : { fails }) }] as const];
    }),
  );

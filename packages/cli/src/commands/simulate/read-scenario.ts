/**
 * Reading scenario files, with the fleet that they begin with.
 *
 * @module
 */
import path from 'node:path';
import { editions } from '@hsm-lifecycle/core';
import { fleetFromJson } from '@hsm-lifecycle/core/codec';
import type { Fleet } from '@hsm-lifecycle/core/fleet';
import { decodeDrill, type Drill } from '@hsm-lifecycle/drills';
import { misfitAt, type DrillMisfit } from '@hsm-lifecycle/drills/fields';
import {
  decodeScenario,
  fleetOfDrill,
  resolveScenario,
  type ResolvedScenario,
  type Scenario,
} from '@hsm-lifecycle/simulator';
import { left, right } from 'fp-ts/lib/Either.js';
import { misfitsText } from '../../files/read-drill.ts';
import { nameOfFile, readJson, readText, type InputResult } from '../../files/reading.ts';
import { textProblem } from '../../files/text-problem.ts';
import type { Io } from '../../terminal/io.ts';

/** A scenario as it was read: as JSON, with the fleet that it begins with, and ready to run. */
export type ReadScenario = {
  readonly file: string;
  readonly json: unknown;
  readonly begin: Fleet;
  readonly resolved: ResolvedScenario;
};

/** Where a scenario comes from, and what the command line says about it. */
export type ScenarioSource = {
  readonly file: string;
  readonly seed: number;
  /** Changes the JSON before it is decoded. */
  readonly change?: (json: unknown) => InputResult<unknown>;
};

const FORMAT = {
  kind: 'scenario',
  hint: 'The guide: docs/guide/simulating.md; the JSON Schema: hsm-lifecycle schema scenario.',
} as const;

const beside = (file: string, other: string): string =>
  file === '-' ? other : path.join(path.dirname(file), other);

const drillIn = (file: string, io: Io): InputResult<Drill> => {
  const read = readJson(file, io);
  if (read._tag === 'Left') return read;
  const { json, text } = read.right;
  const drill = decodeDrill(json);
  return drill._tag === 'Right' ? drill : left(misfitsText({ file, text }, drill.left));
};

const fleetIn = (file: string, io: Io): InputResult<Fleet> => {
  const text = readText(file, io);
  if (text._tag === 'Left') return text;
  const fleet = fleetFromJson(text.right);
  return fleet._tag === 'Right' ? fleet : left(textProblem(file)(fleet.left));
};

type Begun = InputResult<Fleet> | { readonly _tag: 'Misfit'; readonly misfit: DrillMisfit };

const asMisfit = (result: ReturnType<typeof fleetOfDrill>): Begun =>
  result._tag === 'Right' ? result : { _tag: 'Misfit', misfit: result.left };

const beginOf = ({ begin, name }: Scenario, file: string, io: Io): Begun => {
  if ('fleet' in begin) return fleetIn(beside(file, begin.fleet), io);
  if ('steps' in begin) {
    const { edition = editions.aws2026 } = begin;
    return asMisfit(fleetOfDrill({ name, ...begin, edition }, 'begin'));
  }
  const drill = drillIn(beside(file, begin.drill), io);
  if (drill._tag === 'Left') return drill;
  const fleet = fleetOfDrill(drill.right, 'begin.drill');
  if (fleet._tag === 'Right') return fleet;
  const { expected, actual } = fleet.left;
  return {
    _tag: 'Misfit',
    misfit: misfitAt({
      path: 'begin.drill',
      expected: `a drill that passes (${expected})`,
      actual,
    }),
  };
};

/** Reads a scenario file. Left: each wrong place as `file:line:column`, and its path. */
export const readScenario = (
  { file, seed, change = right }: ScenarioSource,
  io: Io,
): InputResult<ReadScenario> => {
  const read = readJson(file, io);
  if (read._tag === 'Left') return read;
  const { text } = read.right;
  const changed = change(read.right.json);
  if (changed._tag === 'Left') return changed;
  const json = changed.right;
  const wrong = (misfits: readonly DrillMisfit[]): InputResult<never> =>
    left(misfitsText({ file: nameOfFile(file), text }, misfits, FORMAT));
  const scenario = decodeScenario(json);
  if (scenario._tag === 'Left') return wrong(scenario.left);
  const begin = beginOf(scenario.right, file, io);
  if (begin._tag === 'Misfit') return wrong([begin.misfit]);
  if (begin._tag === 'Left') return begin;
  const resolved = resolveScenario(scenario.right, begin.right, seed);
  return resolved._tag === 'Left'
    ? wrong([resolved.left])
    : right({ file, json, begin: begin.right, resolved: resolved.right });
};

/**
 * Reading drill files and running them.
 *
 * @module
 */
import {
  decodeDrill,
  misfitText,
  runDrill,
  type DrillRun,
  type DrillMisfit,
} from '@hsm-lifecycle/drills';
import { chain, map, mapLeft } from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Io } from '../terminal/io.ts';
import { placesIn } from './json-place.ts';
import { nameOfFile, readJson, type InputResult, type JsonText } from './reading.ts';

const MISFITS_SHOWN_MAX = 20;

const DRILL = {
  kind: 'drill',
  hint: 'The format: docs/reference/drill-file.md; "hsm-lifecycle schema" prints its JSON Schema.',
} as const;

/** Lists the wrong places of a file, each as `file:line:column`. */
export const misfitsText = (
  { file, text }: { readonly file: string; readonly text: string },
  misfits: readonly DrillMisfit[],
  { kind, hint }: { readonly kind: string; readonly hint: string } = DRILL,
): string => {
  const more = misfits.length - MISFITS_SHOWN_MAX;
  const placeOf = placesIn(text);
  return [
    `${file} is not a valid ${kind}:`,
    ...misfits
      .slice(0, MISFITS_SHOWN_MAX)
      .map((misfit) => `  ${file}:${placeOf(misfit.path)}: ${misfitText(misfit)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    hint,
  ].join('\n');
};

/** Runs the drill in a JSON text. Left: each wrong place as `file:line:column`, and its path. */
export const runDrillJson = (file: string, { json, text }: JsonText): InputResult<DrillRun> =>
  pipe(
    decodeDrill(json),
    chain((drill) =>
      mapLeft((misfit: DrillMisfit): readonly DrillMisfit[] => [misfit])(runDrill(drill)),
    ),
    mapLeft((misfits) => misfitsText({ file: nameOfFile(file), text }, misfits)),
  );

/** Reads a drill file and runs it. */
export const runDrillFile = (
  file: string,
  io: Io,
): InputResult<{ readonly file: string; readonly run: DrillRun }> =>
  pipe(
    readJson(file, io),
    chain((json) => runDrillJson(file, json)),
    map((run) => ({ file, run })),
  );

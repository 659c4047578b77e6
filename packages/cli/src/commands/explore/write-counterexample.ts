/**
 * Writing a counterexample to files.
 *
 * @module
 */
import type { Counterexample } from '@hsm-lifecycle/explorer';
import { left, right } from 'fp-ts/lib/Either.js';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { InputResult } from '../../files/reading.ts';
import { whyNotWritten } from '../../files/file-errors.ts';
import { replaceFile } from '../../files/files.ts';
import { drillPageOf } from '../drill/drill-page.ts';

type NamedText = readonly [name: string, text: string];

/** A drill, and its page. */
const drillFiles = (drill: Counterexample['forms']['drill']): readonly NamedText[] => {
  if (drill === undefined) return [];
  const page = drillPageOf(drill);
  return [
    ['counterexample.drill.json', `${JSON.stringify(drill, undefined, 2)}\n`],
    ...(page === undefined ? [] : [['counterexample.html', page] as const]),
  ];
};

const filesOf = ({ forms: { drill, diagram, test } }: Counterexample): readonly NamedText[] => [
  ...drillFiles(drill),
  ['counterexample.mmd', diagram],
  ['counterexample.test.ts', test],
];

/** Writes each form into a folder, overwriting earlier ones. Right: the paths of the files. */
export const writeCounterexample = (
  counterexample: Counterexample,
  folder: string,
): InputResult<readonly string[]> => {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    return left(`cannot create the folder ${folder}: ${whyNotWritten(cause)}`);
  }
  const files: string[] = [];
  for (const [name, text] of filesOf(counterexample)) {
    const file = path.join(folder, name);
    const problem = replaceFile(file, text);
    if (problem !== undefined) return left(problem);
    files.push(file);
  }
  return right(files);
};

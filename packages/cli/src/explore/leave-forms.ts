/**
 * Leaving a counterexample as files.
 *
 * @module
 */
import type { Counterexample } from '@hsm-lifecycle/explorer';
import { left, right } from 'fp-ts/lib/Either.js';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Reading } from '../commands/reading.ts';
import { whyNotWritten } from '../store/cause.ts';
import { replaceFile } from '../store/files.ts';

const filesOf = ({
  forms: { drill, diagram, test },
}: Counterexample): readonly (readonly [name: string, text: string])[] => [
  ...(drill === undefined
    ? []
    : [['counterexample.drill.json', `${JSON.stringify(drill, undefined, 2)}\n`] as const]),
  ['counterexample.mmd', diagram],
  ['counterexample.test.ts', test],
];

/** Writes each form into a folder, over what is there. Right: the files. */
export const leaveForms = (
  counterexample: Counterexample,
  folder: string,
): Reading<readonly string[]> => {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (cause) {
    return left(`cannot make the folder ${folder}: ${whyNotWritten(cause)}`);
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

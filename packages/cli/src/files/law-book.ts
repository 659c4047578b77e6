/**
 * The laws to check: the kit's, and those of a module of the user's.
 *
 * @module
 */
import {
  laws as ourLaws,
  stateLaws as ourStateLaws,
  type Law,
  type StateLaw,
} from '@hsm-lifecycle/testing/laws';
import { left, right, tryCatch } from 'fp-ts/lib/Either.js';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { InputResult } from './reading.ts';
import { errorMessage, whyNotRead } from './file-errors.ts';

/** Laws of steps and of states: the kit's first, then the user's. */
export type LawBook = { readonly laws: readonly Law[]; readonly stateLaws: readonly StateLaw[] };

const isLaw = (it: unknown): it is Law & StateLaw =>
  typeof it === 'object' &&
  it !== null &&
  'name' in it &&
  typeof it.name === 'string' &&
  'sentence' in it &&
  typeof it.sentence === 'string' &&
  'holds' in it &&
  typeof it.holds === 'function';

const lawsIn = (
  file: string,
  name: string,
  value: unknown,
): InputResult<readonly (Law & StateLaw)[]> => {
  if (value === undefined) return right([]);
  if (!Array.isArray(value)) return left(`${file}: ${name} is not a list of laws`);
  const wrong = value.findIndex((it) => !isLaw(it));
  return wrong === -1
    ? right(value.filter(isLaw))
    : left(`${file}: ${name}[${wrong}] is not a law; a law is { name, sentence, holds }`);
};

/** Checked first: the module loader's message about a missing file would name our file too. */
const readable = (file: string): InputResult<void> =>
  tryCatch(
    () => {
      accessSync(file, constants.R_OK);
    },
    (cause) => `cannot read the laws in ${file}: ${whyNotRead(cause)}`,
  );

const NO_MODULE = 'it is not a JavaScript module, such as my-laws.mjs';

const whyNotImported = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause && cause.code === 'ERR_UNKNOWN_FILE_EXTENSION'
    ? NO_MODULE
    : errorMessage(cause);

const importLaws = async (
  file: string,
): Promise<InputResult<Readonly<Record<string, unknown>>>> => {
  const found = readable(file);
  if (found._tag === 'Left') return found;
  // Node would import JSON, but only with an attribute, and JSON holds no functions.
  if (path.extname(file) === '.json') return left(`cannot read the laws in ${file}: ${NO_MODULE}`);
  try {
    const module: Readonly<Record<string, unknown>> = await import(
      pathToFileURL(path.resolve(file)).href
    );
    return right(module);
  } catch (cause) {
    return left(`cannot read the laws in ${file}: ${whyNotImported(cause)}`);
  }
};

/** Reads the kit's laws, and those that a module exports as `laws` and `stateLaws`. */
export const readLawBook = async (file: string | undefined): Promise<InputResult<LawBook>> => {
  if (file === undefined) return right({ laws: ourLaws, stateLaws: ourStateLaws });
  const module = await importLaws(file);
  if (module._tag === 'Left') return module;
  const laws = lawsIn(file, 'laws', module.right['laws']);
  if (laws._tag === 'Left') return laws;
  const stateLaws = lawsIn(file, 'stateLaws', module.right['stateLaws']);
  if (stateLaws._tag === 'Left') return stateLaws;
  if (laws.right.length + stateLaws.right.length === 0)
    return left(`${file} exports neither "laws" nor "stateLaws"`);
  return right({
    laws: [...ourLaws, ...laws.right],
    stateLaws: [...ourStateLaws, ...stateLaws.right],
  });
};

/**
 * Laws of one's own, from a module.
 *
 * @module
 */
import { laws as ourLaws, stateLaws as ourStateLaws } from '@hsm-lifecycle/testing';
import type { Law, StateLaw } from '@hsm-lifecycle/testing/laws';
import { left, right, tryCatch } from 'fp-ts/lib/Either.js';
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Reading } from '../commands/reading.ts';
import { whyNotRead } from '../store/cause.ts';

/** Laws of steps and of states: those of the kit, and then one's own. */
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
): Reading<readonly (Law & StateLaw)[]> => {
  if (value === undefined) return right([]);
  if (!Array.isArray(value)) return left(`${file}: ${name} is not a list of laws`);
  const wrong = value.findIndex((it) => !isLaw(it));
  return wrong === -1
    ? right(value.filter(isLaw))
    : left(`${file}: ${name}[${wrong}] is no law: { name, sentence, holds }`);
};

const messageOf = (cause: unknown): string =>
  cause instanceof Error ? cause.message : String(cause);

/** The loader's own words about a file that is not there tell of ours that asked for it. */
const readable = (file: string): Reading<void> =>
  tryCatch(
    () => {
      accessSync(file, constants.R_OK);
    },
    (cause) => `cannot read the laws in ${file}: ${whyNotRead(cause)}`,
  );

const imported = async (file: string): Promise<Reading<Readonly<Record<string, unknown>>>> => {
  const found = readable(file);
  if (found._tag === 'Left') return found;
  try {
    const module: Readonly<Record<string, unknown>> = await import(
      pathToFileURL(path.resolve(file)).href
    );
    return right(module);
  } catch (cause) {
    return left(`cannot read the laws in ${file}: ${messageOf(cause)}`);
  }
};

/** The kit's laws, and those that a module exports as `laws` and `stateLaws`. */
export const lawBook = async (file: string | undefined): Promise<Reading<LawBook>> => {
  if (file === undefined) return right({ laws: ourLaws, stateLaws: ourStateLaws });
  const module = await imported(file);
  if (module._tag === 'Left') return module;
  const laws = lawsIn(file, 'laws', module.right['laws']);
  if (laws._tag === 'Left') return laws;
  const stateLaws = lawsIn(file, 'stateLaws', module.right['stateLaws']);
  if (stateLaws._tag === 'Left') return stateLaws;
  if (laws.right.length + stateLaws.right.length === 0)
    return left(`${file} exports no laws: neither "laws" nor "stateLaws"`);
  return right({
    laws: [...ourLaws, ...laws.right],
    stateLaws: [...ourStateLaws, ...stateLaws.right],
  });
};

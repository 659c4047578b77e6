/**
 * Module hooks that load one package's files with some snippets replaced: nothing on disk is touched.
 *
 * @module
 */
import { readFileSync } from 'node:fs';

let planted = new Map();

/** Replaces one snippet, and refuses when it is not there exactly once: the code has changed, and the fault has to be thought of anew. */
const replaced = (source, [file, from, to]) => {
  const times = source.split(from).length - 1;
  if (times !== 1)
    throw new Error(
      `${file} has ${JSON.stringify(from)} ${times} times, not once. Compile first; if that does not help, plant the fault anew.`,
    );
  return source.replace(from, () => to);
};

/** Takes the faulty sources, by URL. */
export const initialize = ({ core, patches }) => {
  const files = [...new Set(patches.map(([file]) => file))];
  planted = new Map(
    files.map((file) => {
      const url = new URL(file, core);
      const source = patches.filter(([its]) => its === file).reduce(replaced, readFileSync(url, 'utf8'));
      return [url.href, source];
    }),
  );
};

/** Loads a faulty source in place of its file. */
export const load = async (url, context, nextLoad) => {
  const source = planted.get(url);
  return source === undefined ? nextLoad(url, context) : { format: 'module', source, shortCircuit: true };
};

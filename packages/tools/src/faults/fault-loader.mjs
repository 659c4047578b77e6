/**
 * Module hooks that load one package's files with some snippets replaced, without changing anything
 * on disk.
 *
 * @module
 */
import { readFileSync } from 'node:fs';

let planted = new Map();

/** Code without what a formatter chooses: white space, and commas before brackets. */
const packed = (text) => {
  const places = [];
  let symbols = '';
  for (const [place, symbol] of [...text].entries()) {
    if (/\s/u.test(symbol)) continue;
    if (/[)\]}]/u.test(symbol) && symbols.endsWith(',')) {
      symbols = symbols.slice(0, -1);
      places.pop();
    }
    symbols += symbol;
    places.push(place);
  }
  return { symbols, places };
};

/**
 * Replaces one snippet, however the code is formatted. Throws unless it occurs exactly once: the
 * code has changed, and the fault must be updated.
 */
const replaced = (source, [file, from, to]) => {
  const whole = packed(source);
  const part = packed(from).symbols;
  const times = whole.symbols.split(part).length - 1;
  if (times !== 1)
    throw new Error(
      `${file} has ${JSON.stringify(from)} ${times} times, not once. ` +
        'Compile first; if that does not help, update the fault.',
    );
  const first = whole.symbols.indexOf(part);
  const start = whole.places[first];
  const end = whole.places[first + part.length - 1] + 1;
  return source.slice(0, start) + to + source.slice(end);
};

/** Receives the faulty sources, by URL. */
export const initialize = ({ core, patches }) => {
  const files = [...new Set(patches.map(([file]) => file))];
  planted = new Map(
    files.map((file) => {
      const url = new URL(file, core);
      const source = patches
        .filter(([its]) => its === file)
        .reduce(replaced, readFileSync(url, 'utf8'));
      return [url.href, source];
    }),
  );
};

/** Loads a faulty source instead of its file. */
export const load = async (url, context, nextLoad) => {
  const source = planted.get(url);
  return source === undefined
    ? nextLoad(url, context)
    : { format: 'module', source, shortCircuit: true };
};

/**
 * Reads diagrams with Mermaid itself, in a process of its own: it wants a document, of which other
 * tests shall not know.
 *
 * The standard input is a JSON list of texts; the standard output a JSON list of what each was
 * taken for, or of what is wrong with it.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { parseHTML } from 'linkedom';

const { document, window } = parseHTML('<html><body></body></html>');
Object.assign(globalThis, { document, window });
const { default: mermaid } = await import('mermaid');

const read = (text) =>
  mermaid.parse(text).then(
    ({ diagramType }) => diagramType,
    (cause) => String(cause),
  );

process.stdout.write(
  JSON.stringify(await Promise.all(JSON.parse(readFileSync(0, 'utf8')).map(read))),
);

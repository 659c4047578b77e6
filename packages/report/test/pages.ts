/**
 * Pages for tests, made from drills.
 *
 * @module
 */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { decodeDrill, misfitText, runDrill, type DrillRun } from '@hsm-lifecycle/drills';
import { reportHtml, storyOfDrill } from '@hsm-lifecycle/report';

const folder = fileURLToPath(new URL('../../../examples/drills/', import.meta.url));

/** The names of all example drills. */
export const exampleNames: readonly string[] = readdirSync(folder).map((file) =>
  file.replace('.json', ''),
);

/** Runs a drill that is given as JSON. */
export const runOf = (json: unknown): DrillRun => {
  const drill = decodeDrill(json);
  if (drill._tag === 'Left') throw new Error(drill.left.map(misfitText).join('\n'));
  const run = runDrill(drill.right);
  if (run._tag === 'Left') throw new Error(misfitText(run.left));
  return run.right;
};

/** Runs an example drill. */
export const exampleRun = (name: string): DrillRun =>
  runOf(JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8')));

/** The page of a drill. */
export const pageOf = (run: DrillRun): string => {
  const { name: title, description } = run.drill;
  return reportHtml({
    title,
    ...(description === undefined ? {} : { description }),
    ...storyOfDrill(run),
  });
};

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

/** Text as a reader sees it: without markup, with plain spaces. */
export const plain = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/gu, '')
    .replaceAll(/&(?:lt|gt|quot|#39|amp);/gu, (it) => ENTITIES[it] ?? it)
    .replaceAll(/[\s\u00a0]+/gu, ' ')
    .trim();

/** A page without what JavaScript needs, as a reader without it has it. */
export const withoutScripts = (html: string): string =>
  html.replaceAll(/<script[\s\S]*?<\/script>/gu, '');

/**
 * A drill's report as one HTML page.
 *
 * @module
 */
import { decodeDrill, runDrill, type DrillRun } from '@hsm-lifecycle/drills';
import { reportHtml, storyOfDrill } from '@hsm-lifecycle/report';
import { replaceFile } from '../../files/files.ts';

const pageOf = (run: DrillRun): string => {
  const { name: title, description } = run.drill;
  return reportHtml({
    title,
    ...(description === undefined ? {} : { description }),
    ...storyOfDrill(run),
  });
};

/** Writes the page of a drill. Returns why it cannot be written, if so. */
export const writeDrillPage = (run: DrillRun, file: string): string | undefined =>
  replaceFile(file, pageOf(run));

/** The page of a drill as JSON; `undefined` if it is no drill that runs. */
export const drillPageOf = (json: unknown): string | undefined => {
  const drill = decodeDrill(json);
  const run = drill._tag === 'Left' ? drill : runDrill(drill.right);
  return run._tag === 'Left' ? undefined : pageOf(run.right);
};

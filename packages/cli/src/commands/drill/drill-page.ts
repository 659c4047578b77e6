/**
 * A drill's report as one HTML page.
 *
 * @module
 */
import type { DrillRun } from '@hsm-lifecycle/drills';
import { reportHtml, storyOfDrill } from '@hsm-lifecycle/report';
import { replaceFile } from '../../files/files.ts';

/** Writes the page of a drill. Returns why it cannot be written, if so. */
export const writeDrillPage = (run: DrillRun, file: string): string | undefined => {
  const { name: title, description } = run.drill;
  return replaceFile(
    file,
    reportHtml({
      title,
      ...(description === undefined ? {} : { description }),
      ...storyOfDrill(run),
    }),
  );
};

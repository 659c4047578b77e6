/**
 * `hsm-lifecycle drill`: runs drill files and prints what happened and a verdict on each expectation.
 *
 * @module
 */
import { hasPassed, reportText } from '../tell/report.ts';
import { reportJson, type Reported } from '../tell/report-json.ts';
import { colorsFor, EXIT, refuseInput, type ExitCode, type Io } from './io.ts';
import { runFile } from './reading.ts';

/** The options of `drill`. */
export type DrillOptions = { readonly json?: boolean; readonly verbose?: boolean };

/** Runs drills: 0 if everything expected is so, 1 if something is not, 2 if a file makes no sense. */
export const drillCommand = (files: readonly string[], options: DrillOptions, io: Io): ExitCode => {
  const reported: Reported[] = [];
  for (const file of files) {
    const read = runFile(file, io);
    if (read._tag === 'Left') return refuseInput(io, read.left);
    reported.push(read.right);
  }
  if (options.json === true) io.out(reportJson(reported));
  else {
    const writing = { colors: colorsFor(io), verbose: options.verbose ?? false };
    io.out(reported.map(({ run }) => reportText(run, writing)).join('\n\n'));
  }
  return reported.every(({ run }) => hasPassed(run)) ? EXIT.fine : EXIT.failed;
};

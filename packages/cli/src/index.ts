/**
 * Drills as a library: decode a file, run it, seal its backups, report on it.
 *
 * @module
 */
export type * from './file/drill.ts';
export { decodeDrill, DRILL_FORMAT } from './file/drill-codec.ts';
export { drillSchema } from './file/drill-schema.ts';
export { misfitText, type Misfit } from './file/misfit.ts';
export type { DrillRun, Entry, Verdict } from './run/ledger.ts';
export { runDrill } from './run/run-drill.ts';
export type { Carried, CarryFault, Opened } from './store/carry-out.ts';
export { isSound, sealDrill, type SealedDrill, type Sealing } from './store/seal-drill.ts';
export { hasPassed, reportText } from './tell/report.ts';
export { reportJson } from './tell/report-json.ts';
export { allTransitions, type Machine, type Transition } from './diagram/transitions.ts';
export { mermaid } from './diagram/mermaid.ts';
export { runCli } from './program.ts';
export type { ExitCode, Io } from './commands/io.ts';

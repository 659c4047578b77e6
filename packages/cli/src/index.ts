/**
 * The `hsm-lifecycle` command as a function, for tests and for wrappers.
 *
 * @module
 */
export { runCli } from './program.ts';
export type { ExitCode, Io } from './terminal/io.ts';

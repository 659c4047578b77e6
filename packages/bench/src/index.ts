/**
 * What a bench says: the shapes behind `--json`.
 *
 * @module
 */
export type { Row, Section } from './report/row.ts';
